package probewright.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import probewright.dialect.Translator;

/**
 * Files that are made once and kept in the user's cache. Several processes may use it: a thing is
 * made under a name of its own and moved into place, so it is whole or not there.
 */
final class Cache {
  private static final List<String> HEADERS =
      List.of(
          "bpf/bpf_helpers.h",
          "bpf/bpf_helper_defs.h",
          "bpf/bpf_tracing.h",
          "bpf/bpf_core_read.h",
          "bpf/bpf_endian.h",
          "bpf/usdt.bpf.h",
          "linux/errno.h");

  /** The two practice kernels and some others, 15 MB each. */
  private static final int KEPT = 6;

  /** What was used within it may be in use. */
  private static final Duration WHILE = Duration.ofHours(1);

  /**
   * Of a size that is declared with 32 bits clang hands on a register whose upper half it never
   * looked at, and the verifier, which knows only whole registers here, refuses what the program
   * had compared before.
   */
  private static final Pattern SIZE =
      Pattern.compile(
          "(\\(\\*bpf_(?:probe_read|copy_from_user)\\w*\\)\\(void \\*dst, )__u32(?= size)");

  /** The header of the analysis. */
  static final String ANALYSIS = "probewright_analysis.h";

  /** Makes a thing at a path that does not exist yet. */
  interface Maker {
    void make(Path into) throws IOException;
  }

  private final Path root;
  private volatile @Nullable Path headers;

  Cache(Path root) {
    this.root = root;
  }

  /**
   * The file of that name, made when it is not there. Of those with its ending that have not been
   * used for a while only a few are kept: each kernel, compiler and version has one of its own.
   */
  Path file(String name, Maker maker) throws IOException {
    Path file = root.resolve(name);
    if (Files.exists(file)) {
      used(file);
    } else {
      Files.createDirectories(root);
      Path draft = Files.createTempFile(root, "draft-", ".part");
      try {
        maker.make(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      prune(name.substring(name.lastIndexOf('.')));
      prune(".part");
    }
    return file;
  }

  /** Its time says when it was used; clang looks at the times of headers only. */
  private static void used(Path file) throws IOException {
    if (age(file).compareTo(WHILE) > 0) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
  }

  private static Duration age(Path file) {
    try {
      return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    } catch (IOException gone) {
      // another process prunes as well
      return Duration.ZERO;
    }
  }

  private void prune(String ending) throws IOException {
    List<Path> unused;
    try (Stream<Path> files = Files.list(root)) {
      unused =
          files
              .filter(file -> file.getFileName().toString().endsWith(ending))
              .sorted(Comparator.comparing(Cache::age))
              .skip(KEPT)
              .filter(file -> age(file).compareTo(WHILE) > 0)
              .toList();
    }
    for (Path file : unused) {
      Files.deleteIfExists(file);
    }
  }

  /** A folder with libbpf's headers, what they include, and the analysis's own beside it. */
  Path headers() throws IOException {
    Path made = headers;
    if (made == null || !Files.exists(made)) {
      made = makeHeaders();
      headers = made;
    }
    return made;
  }

  private Path makeHeaders() throws IOException {
    StringBuilder all = new StringBuilder(Translator.analysisHeader());
    for (String header : HEADERS) {
      all.append(fitted(header));
    }
    Path folder = root.resolve("headers-" + hash(all.toString()).substring(0, 16));
    if (!Files.exists(folder)) {
      Files.createDirectories(root);
      Path draft = Files.createTempDirectory(root, "draft-");
      try {
        for (String header : HEADERS) {
          Path file = draft.resolve(header);
          Files.createDirectories(draft.resolve(header.substring(0, header.indexOf('/'))));
          write(file, fitted(header));
        }
        write(draft.resolve(ANALYSIS), Translator.analysisHeader());
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // another process was quicker
        if (!Files.exists(folder)) {
          throw e;
        }
      } finally {
        delete(draft);
      }
    }
    return folder;
  }

  private static String fitted(String header) throws IOException {
    return SIZE.matcher(resource(header)).replaceAll("$1__u64");
  }

  /**
   * Times are fixed: clang refuses precompiled types whose headers have another time than before.
   */
  private static void write(Path file, String words) throws IOException {
    Files.writeString(file, words);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  /** Removes a folder and all in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** SHA-256 in hex. */
  static String hash(String words) {
    return hash(words.getBytes(StandardCharsets.UTF_8));
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static String resource(String header) throws IOException {
    try (InputStream in = Cache.class.getResourceAsStream(header)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + header);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
