package probewright.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the kernel's trace pipe. */
public sealed interface TraceLine {
  /** The line as the kernel wrote it. */
  String raw();

  /**
   * A message of a program.
   *
   * @param task the command, without the blanks it was filled up with
   * @param flags the four or five characters the kernel writes between cpu and time
   * @param seconds since boot, in the kernel's trace clock; microseconds count
   * @param message what the program printed
   */
  record Message(
      String raw, String task, int pid, int cpu, String flags, double seconds, String message)
      implements TraceLine {
    private static final Pattern FIELD = Pattern.compile("\\{\\{|}}|\\{(\\d?)}|[{}]");

    /** The columns of {@link #columns}, headed. */
    public static final String HEADER =
        String.format(Locale.ROOT, "%-18s %-16s %-6s %s", "TIME(s)", "COMM", "PID", "MESSAGE");

    /** Time, command, pid and message as the tutorial's {@code "%-18.9f %-16s %-6d %s"} prints. */
    public String columns() {
      return String.format(Locale.ROOT, "%-18s %-16s %-6d %s", time(), task, pid, message);
    }

    /**
     * A line as bcc's {@code trace_print(fmt)} makes it: {@code {0}} to {@code {5}} are task, pid,
     * cpu, flags, seconds and message, {@code {}} the next of them, braces stand for themselves
     * when doubled. Texts are written as they are.
     *
     * @throws IllegalArgumentException when a brace is anything else
     */
    public String format(String format) {
      List<Object> fields = List.of(task, pid, cpu, flags, decimal(), message);
      int[] next = {0};
      return FIELD
          .matcher(format)
          .replaceAll(
              found -> {
                String word = found.group();
                if (word.equals("{{") || word.equals("}}")) {
                  return word.substring(1);
                }
                String digits = found.group(1);
                int index =
                    digits == null
                        ? fields.size()
                        : digits.isEmpty() ? next[0]++ : Integer.parseInt(digits);
                if (index >= fields.size()) {
                  throw new IllegalArgumentException(format);
                }
                return Matcher.quoteReplacement(fields.get(index).toString());
              });
    }

    /** As Python writes the number. */
    private String decimal() {
      return new BigDecimal(Double.toString(seconds)).toPlainString();
    }

    /** Seconds with nine decimals, all digits of the double as C prints them. */
    public String time() {
      return new BigDecimal(seconds).setScale(9, RoundingMode.HALF_EVEN).toPlainString();
    }
  }

  /**
   * The kernel's word that its buffer was overwritten.
   *
   * @param events how many were lost
   */
  record Lost(String raw, int cpu, long events) implements TraceLine {}

  /** Anything else: an empty line (a program's own newline), a format that is not known. */
  record Other(String raw) implements TraceLine {}

  /** Reads one line, without its newline. Positions are in bytes, as the kernel fills columns. */
  static TraceLine parse(byte[] line) {
    return Parser.parse(line);
  }

  /** The fixed columns of a line. */
  final class Parser {
    private static final int TASK = 16;
    private static final Pattern LOST =
        Pattern.compile("CPU:(\\d{1,9}) \\[LOST (\\d{1,18}) EVENTS]");
    private static final Pattern HEAD =
        Pattern.compile(
            "(\\d{1,9}) +(?:\\(.{7}\\) +)?\\[(\\d{1,6})] +(\\S+) +(\\d{1,12}\\.\\d{1,9}): ");

    private Parser() {}

    private static TraceLine parse(byte[] line) {
      String raw = new String(line, StandardCharsets.UTF_8);
      Matcher lost = LOST.matcher(raw);
      if (lost.matches()) {
        return new Lost(raw, Integer.parseInt(lost.group(1)), Long.parseLong(lost.group(2)));
      }
      return message(raw, line).map(TraceLine.class::cast).orElseGet(() -> new Other(raw));
    }

    private static Optional<Message> message(String raw, byte[] line) {
      if (line.length <= TASK || line[TASK] != '-') {
        return Optional.empty();
      }
      String task = new String(line, 0, TASK, StandardCharsets.UTF_8).stripLeading();
      String rest = new String(line, TASK + 1, line.length - TASK - 1, StandardCharsets.UTF_8);
      Matcher head = HEAD.matcher(rest);
      if (!head.lookingAt()) {
        return Optional.empty();
      }
      // behind the time stands the function or address that printed, and then the message
      int symbolEnd = rest.indexOf(':', head.end());
      if (symbolEnd < 0) {
        return Optional.empty();
      }
      return Optional.of(
          new Message(
              raw,
              task,
              Integer.parseInt(head.group(1)),
              Integer.parseInt(head.group(2)),
              head.group(3),
              Double.parseDouble(head.group(4)),
              rest.substring(Math.min(rest.length(), symbolEnd + 2))));
    }
  }
}
