package probewright.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A clang of the machine.
 *
 * @param version its whole first line, which tells builds apart
 */
record Clang(Path executable, String version, int major) {
  static final int OLDEST = 14;
  private static final int NEWEST_TRIED = 25;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("clang version (\\d+)\\.");

  /**
   * The first clang that is new enough: the preferred one, {@code clang}, then {@code clang-N} from
   * the newest down.
   *
   * @param path the folders to look in, in the form of {@code PATH}
   */
  static Optional<Clang> find(String path, @Nullable Path preferred) {
    if (preferred != null) {
      return probe(preferred);
    }
    List<String> names = new ArrayList<>();
    names.add("clang");
    IntStream.iterate(NEWEST_TRIED, n -> n >= OLDEST, n -> n - 1)
        .forEach(n -> names.add("clang-" + n));
    for (String name : names) {
      for (Path file : candidates(path, name)) {
        Optional<Clang> clang = probe(file);
        if (clang.isPresent()) {
          return clang;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> candidates(String path, String name) {
    List<Path> files = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        files.add(Path.of(folder, name));
      }
    }
    return files;
  }

  private static Optional<Clang> probe(Path file) {
    try {
      ChildProcess.Result result =
          ChildProcess.run(List.of(file.toString(), "--version"), null, new byte[0], LIMIT);
      String words = new String(result.out(), StandardCharsets.UTF_8);
      Matcher matcher = VERSION.matcher(words);
      if (result.exit() != 0 || !matcher.find()) {
        return Optional.empty();
      }
      int major = Integer.parseInt(matcher.group(1));
      return major < OLDEST
          ? Optional.empty()
          : Optional.of(new Clang(file, words.lines().findFirst().orElse(""), major));
    } catch (IOException e) {
      // a file of that name that does not run is none
      return Optional.empty();
    }
  }
}
