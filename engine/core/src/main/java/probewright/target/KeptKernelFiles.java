package probewright.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import probewright.btf.KernelFiles;
import probewright.diagnostics.ProblemException;

/**
 * A kernel's files in the user's cache, for a kernel that says the same at every start: that of a
 * practice VM. What was never asked is asked of the kernel itself, once.
 */
final class KeptKernelFiles implements KernelFiles {
  private final Path folder;
  private final String build;
  private final KnownKernels.Behind behind;
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();
  private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

  /** One question to the kernel itself. */
  private interface Question {
    Optional<String> ask(KernelFiles files) throws ProblemException;
  }

  KeptKernelFiles(Path folder, String build, KnownKernels.Behind behind) {
    this.folder = folder;
    this.build = build;
    this.behind = behind;
  }

  @Override
  public String build() {
    return build;
  }

  @Override
  public Optional<String> tracepointFormat(String category, String event) throws ProblemException {
    // a name that is still being typed is no reason to start a machine
    return tracepoints().contains(category + ":" + event)
        ? Optional.ofNullable(tracepointFormats(category).get(event))
        : Optional.empty();
  }

  @Override
  public Map<String, String> tracepointFormats(String category) throws ProblemException {
    Map<String, String> formats = new TreeMap<>();
    if (tracepoints().stream().noneMatch(event -> event.startsWith(category + ":"))) {
      return formats;
    }
    String all =
        kept("formats-" + category, files -> Optional.of(joined(files.tracepointFormats(category))))
            .orElse("");
    for (String one : all.split("\u001e", 0)) {
      int end = one.indexOf('\n');
      if (end > 0) {
        formats.put(one.substring(0, end), one.substring(end + 1));
      }
    }
    return formats;
  }

  private static String joined(Map<String, String> formats) {
    StringBuilder all = new StringBuilder();
    formats.forEach(
        (event, format) -> all.append(event).append('\n').append(format).append('\u001e'));
    return all.toString();
  }

  @Override
  public List<String> tracepoints() throws ProblemException {
    return lines("tracepoints", KernelFiles::tracepoints);
  }

  @Override
  public List<String> traceableFunctions() throws ProblemException {
    return lines("functions", KernelFiles::traceableFunctions);
  }

  @Override
  public List<String> modulesWithTypes() throws ProblemException {
    return lines("modules", KernelFiles::modulesWithTypes);
  }

  @Override
  public List<String> counters() throws ProblemException {
    return lines("counters", KernelFiles::counters);
  }

  @Override
  public Map<String, String> config() throws ProblemException {
    Map<String, String> options = new LinkedHashMap<>();
    for (String line : lines("config", KeptKernelFiles::configLines)) {
      int equals = line.indexOf('=');
      options.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return options;
  }

  private static List<String> configLines(KernelFiles files) throws ProblemException {
    List<String> lines = new ArrayList<>();
    files.config().forEach((name, value) -> lines.add(name + "=" + value));
    return lines;
  }

  @Override
  public Optional<byte[]> moduleBtf(String module) throws ProblemException {
    String name = "module-" + module;
    Optional<byte[]> there = onDisk(name);
    if (there.isEmpty() && modulesWithTypes().contains(module)) {
      there = behind.files().moduleBtf(module);
      there.ifPresent(bytes -> keep(name, bytes));
    }
    return there;
  }

  @Override
  public int processors() throws ProblemException {
    return Integer.parseInt(
        lines("processors", files -> List.of(String.valueOf(files.processors()))).get(0));
  }

  private interface Lines {
    List<String> of(KernelFiles files) throws ProblemException;
  }

  private List<String> lines(String name, Lines question) throws ProblemException {
    List<String> known = lists.get(name);
    if (known == null) {
      known =
          kept(name, files -> Optional.of(String.join("\n", question.of(files))))
              .orElse("")
              .lines()
              .toList();
      lists.put(name, known);
    }
    return known;
  }

  private Optional<String> kept(String name, Question question) throws ProblemException {
    Optional<String> there = onDisk(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    if (there.isEmpty()) {
      there = question.ask(behind.files());
      there.ifPresent(text -> keep(name, text.getBytes(StandardCharsets.UTF_8)));
    }
    return there;
  }

  private Optional<byte[]> onDisk(String name) {
    byte[] known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      read.put(name, bytes);
      return Optional.of(bytes);
    } catch (NoSuchFileException neverAsked) {
      return Optional.empty();
    } catch (IOException e) {
      BtfCache.warn("what is known of a kernel cannot be read", e);
      return Optional.empty();
    }
  }

  private void keep(String name, byte[] bytes) {
    read.put(name, bytes);
    try {
      BtfCache.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      BtfCache.warn("what a kernel said is not cached", e);
    }
  }
}
