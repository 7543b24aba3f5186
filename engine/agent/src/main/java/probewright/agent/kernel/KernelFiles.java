package probewright.agent.kernel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files in which the kernel tells of itself, below a root that is {@code /} but in tests.
 * Nothing is written and nothing interpreted.
 */
public final class KernelFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]{1,128}");

  private final Path root;

  public KernelFiles(Path root) {
    this.root = root;
  }

  /** {@code /} but in tests. */
  public Path root() {
    return root;
  }

  /** {@code uname -r}. */
  public String release() throws IOException {
    return line("proc/sys/kernel/osrelease");
  }

  /** {@code uname -v}: the build, which tells two kernels of one release apart. */
  public String version() throws IOException {
    return line("proc/sys/kernel/version");
  }

  /** The size of the kernel's BTF in bytes, 0 when it has none. */
  public long btfSize() throws IOException {
    try {
      return Files.size(root.resolve("sys/kernel/btf/vmlinux"));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Opens a file by what it is: {@code btf}, {@code kallsyms}, {@code functions}, {@code
   * blacklist}, {@code events}, {@code config}, {@code processors}, {@code lsm}, {@code
   * btf-modules} and {@code pmus} (a line each), {@code btf/MODULE}, {@code format/CATEGORY/EVENT},
   * or {@code formats/CATEGORY}: all of a category's, each behind a line {@code event: NAME}.
   *
   * @throws NoSuchFileException when the kernel has no such file
   * @throws IllegalArgumentException when {@code what} is none of these
   */
  public InputStream open(String what) throws IOException {
    return switch (what) {
      case "btf" -> stream("sys/kernel/btf/vmlinux");
      case "kallsyms" -> stream("proc/kallsyms");
      case "functions" -> stream("sys/kernel/tracing/available_filter_functions");
      case "events" -> stream("sys/kernel/tracing/available_events");
      case "blacklist" -> stream("sys/kernel/debug/kprobes/blacklist");
      case "config" -> config();
      case "processors" -> stream("sys/devices/system/cpu/online");
      case "btf-modules" -> names("sys/kernel/btf", "vmlinux");
      case "pmus" -> names("sys/bus/event_source/devices", "");
      case "lsm" -> stream("sys/kernel/security/lsm");
      default ->
          what.startsWith("btf/")
              ? module(what.substring(4))
              : what.startsWith("formats/") ? formats(what.substring(8)) : format(what);
    };
  }

  /** Where distributions put it, and where a kernel that carries its own shows it. */
  private InputStream config() throws IOException {
    Path own = root.resolve("proc/config.gz");
    if (Files.exists(own)) {
      return new GZIPInputStream(Files.newInputStream(own));
    }
    Path modules = root.resolve("lib/modules/" + release() + "/config");
    return Files.newInputStream(
        Files.exists(modules) ? modules : root.resolve("boot/config-" + release()));
  }

  private InputStream names(String folder, String without) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      String names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(without))
              .sorted()
              .collect(Collectors.joining("\n"));
      return new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8));
    }
  }

  private InputStream formats(String category) throws IOException {
    if (!isName(category)) {
      throw new IllegalArgumentException(category);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> events =
        Files.list(root.resolve("sys/kernel/tracing/events").resolve(category))) {
      for (Path event : events.sorted().toList()) {
        Path format = event.resolve("format");
        // beside the events stand the category's own switches
        if (Files.exists(format)) {
          all.writeBytes(("event: " + event.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
          all.writeBytes(Files.readAllBytes(format));
        }
      }
    }
    return new ByteArrayInputStream(all.toByteArray());
  }

  private InputStream module(String name) throws IOException {
    if (!isName(name)) {
      throw new IllegalArgumentException(name);
    }
    return stream("sys/kernel/btf/" + name);
  }

  private InputStream format(String what) throws IOException {
    String[] parts = what.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("format") || !isName(parts[1]) || !isName(parts[2])) {
      throw new IllegalArgumentException(what);
    }
    return stream("sys/kernel/tracing/events/" + parts[1] + "/" + parts[2] + "/format");
  }

  /** Without slashes and not of dots alone, so that no path leads out of its folder. */
  private static boolean isName(String part) {
    return NAME.matcher(part).matches() && !part.chars().allMatch(c -> c == '.');
  }

  private String line(String path) throws IOException {
    return Files.readString(root.resolve(path), StandardCharsets.UTF_8).strip();
  }

  private InputStream stream(String path) throws IOException {
    return Files.newInputStream(root.resolve(path));
  }
}
