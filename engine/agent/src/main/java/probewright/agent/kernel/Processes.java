package probewright.agent.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import probewright.agent.wire.AgentException;

/** What stands in the memory of processes: which files, and which code they made themselves. */
public final class Processes {
  private static final Pattern RANGE = Pattern.compile("[0-9a-f]{1,16}-[0-9a-f]{1,16}");

  private final Path root;

  /**
   * @param root {@code /} but in tests
   */
  public Processes(Path root) {
    this.root = root;
  }

  /**
   * The lines of {@code /proc/PID/maps}.
   *
   * @throws AgentException {@code binary.no-process}, {@code process.no-permission}
   */
  public InputStream maps(int pid) throws AgentException, IOException {
    return open(process(pid).resolve("maps"), pid);
  }

  /**
   * The names that a runtime wrote down for the code it made: {@code /tmp/perf-PID.map} as the
   * process sees it. A link or a device in its place is not followed, since anybody can write
   * there.
   *
   * @throws NoSuchFileException when there is none
   */
  public InputStream perfMap(int pid) throws AgentException, IOException {
    Path process = process(pid);
    Path file = process.resolve("root/tmp/perf-" + innermost(process, pid) + ".map");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The number that a process in a container knows itself by. */
  private static String innermost(Path process, int pid) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("NSpid:"))
          .map(line -> line.substring(line.lastIndexOf('\t') + 1).strip())
          .filter(number -> number.matches("[0-9]{1,10}"))
          .findFirst()
          .orElse(String.valueOf(pid));
    }
  }

  /**
   * A file that a process has mapped, even one that was deleted or lies in a container.
   *
   * @param range as its line of the maps has it, {@code START-END}
   * @param path as that line names it, to fall back on
   */
  public Path mapped(int pid, String range, String path) throws AgentException {
    if (!RANGE.matcher(range).matches() || !path.startsWith("/")) {
      throw new AgentException("binary.absent", path);
    }
    Path process = root.resolve("proc").resolve(String.valueOf(pid));
    Path below = Path.of(path.substring(1));
    return Stream.of(
            process.resolve("map_files").resolve(range),
            process.resolve("root").resolve(below),
            root.resolve(below))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new AgentException("binary.absent", path));
  }

  /** What the files of a process lie below: its own root, or ours when it has ended. */
  Path rootOf(int pid) {
    Path own = root.resolve("proc/" + pid + "/root");
    return pid >= 0 && Files.isDirectory(own) ? own : root;
  }

  private Path process(int pid) throws AgentException {
    Path process = root.resolve("proc").resolve(String.valueOf(pid));
    if (!Files.isDirectory(process)) {
      throw new AgentException("binary.no-process", pid);
    }
    return process;
  }

  private static InputStream open(Path file, int pid) throws AgentException, IOException {
    try {
      return Files.newInputStream(file);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new AgentException("process.no-permission", pid);
    } catch (NoSuchFileException e) {
      throw new AgentException("binary.no-process", pid);
    }
  }
}
