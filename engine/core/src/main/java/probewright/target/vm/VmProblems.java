package probewright.target.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** The practice VM's own problems. They belong to no text, so they carry the Load stage. */
final class VmProblems {
  /** A panic's trace has some fifty lines. */
  private static final int TAIL_LINES = 80;

  private static final int TAIL_BYTES = 32 * 1024;
  private static final String PANIC = "Kernel panic - ";

  private VmProblems() {}

  static Problem problem(String code, Object... arguments) {
    return Problem.error(Stage.LOAD, code, arguments);
  }

  static ProblemException of(String code, Object... arguments) {
    return new ProblemException(problem(code, arguments));
  }

  /** With the operating system's own words beside it; a full disk gets its own sentence. */
  static ProblemException of(IOException cause, String code, Object... arguments) {
    if (cause instanceof ProblemException already) {
      return already;
    }
    String words = String.valueOf(cause.getMessage());
    Problem problem =
        diskIsFull(words) ? problem("vm.disk-full", fileOf(cause)) : problem(code, arguments);
    return new ProblemException(problem.withRaw(words), cause);
  }

  static boolean diskIsFull(String words) {
    return words.toLowerCase(Locale.ROOT).contains("no space left on device");
  }

  private static String fileOf(IOException cause) {
    return cause instanceof java.nio.file.FileSystemException at && at.getFile() != null
        ? at.getFile()
        : System.getProperty("java.io.tmpdir");
  }

  /** A guest that ended by itself: a panic says so on its console, in front of a long trace. */
  static Problem ended(String status, String console) {
    List<String> lines = console.lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (line.contains(PANIC)) {
        String why = line.substring(line.indexOf(PANIC) + PANIC.length()).trim();
        // the words that led to it count too
        return problem("vm.panic", why)
            .withRaw(String.join("\n", lines.subList(Math.max(0, i - 5), lines.size())));
      }
    }
    return problem("vm.ended", status).withRaw(console);
  }

  /** The last lines of logs, one after the other; empty where there are none. */
  static String tail(List<Path> logs) {
    StringBuilder all = new StringBuilder();
    for (Path log : logs) {
      all.append(tail(log));
    }
    return all.toString();
  }

  private static String tail(Path log) {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      var bytes = java.nio.ByteBuffer.allocate(TAIL_BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      // a serial console ends its lines with CR LF
      List<String> lines =
          new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      StringBuilder text = new StringBuilder();
      lines
          .subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
          .forEach(line -> text.append(line).append('\n'));
      return text.toString();
    } catch (IOException unreadable) {
      return "(" + unreadable + ")\n";
    }
  }
}
