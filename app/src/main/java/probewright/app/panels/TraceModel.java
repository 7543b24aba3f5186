package probewright.app.panels;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the trace pipe, taken apart where they have the kernel's usual head. */
public final class TraceModel extends RowsModel {
  /** {@code TASK-PID [CPU] FLAGS SECONDS: FUNCTION: MESSAGE}, as Documentation/trace/ftrace.rst. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(.{1,16})-(\\d+)\\s+(?:\\([^)]*\\)\\s+)?\\[(\\d+)]\\s+\\S+\\s+(\\d+\\.\\d+):\\s+[^:]+:\\s?(.*)");

  public TraceModel(String name) {
    super(
        name,
        List.of(
            new Column("time", true),
            new Column("cpu", true),
            new Column("pid", true),
            new Column("task", false),
            new Column("message", false)));
  }

  /** Adds a line of the pipe, without its end. */
  public void append(String line) {
    append(new Line(line));
  }

  @Override
  String lineText(EventLine line) {
    return line instanceof Line traced ? traced.raw() : tabbed(line);
  }

  @Override
  String headText() {
    return "";
  }

  private record Line(String raw) implements EventLine {
    @Override
    public String cell(int column) {
      Matcher parts = LINE.matcher(raw);
      if (!parts.matches()) {
        return column == 4 ? raw.strip() : "";
      }
      return switch (column) {
        case 0 -> parts.group(4);
        case 1 -> String.valueOf(Integer.parseInt(parts.group(3)));
        case 2 -> parts.group(2);
        case 3 -> parts.group(1).strip();
        default -> parts.group(5);
      };
    }
  }
}
