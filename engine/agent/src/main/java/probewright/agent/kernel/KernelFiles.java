package probewright.agent.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

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
   * blacklist}, {@code events}, or {@code format/CATEGORY/EVENT}.
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
      default -> format(what);
    };
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
