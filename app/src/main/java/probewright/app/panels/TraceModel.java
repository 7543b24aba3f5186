package probewright.app.panels;

import java.util.List;
import java.util.Locale;
import probewright.output.TraceLine;

/** The lines of the trace pipe, taken apart where they have the kernel's usual head. */
public final class TraceModel extends RowsModel {
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

  /** Adds a line of the pipe; the kernel's word of a loss becomes one of ours. */
  public void append(TraceLine line) {
    if (line instanceof TraceLine.Lost lost) {
      lost(lost.events(), 0);
    } else {
      append(new Line(line));
    }
  }

  @Override
  String lineText(EventLine line) {
    return line instanceof Line traced ? traced.line().raw() : tabbed(line);
  }

  @Override
  String headText() {
    return "";
  }

  private record Line(TraceLine line) implements EventLine {
    @Override
    public String cell(int column) {
      if (!(line instanceof TraceLine.Message message)) {
        return column == 4 ? line.raw().strip() : "";
      }
      return switch (column) {
        case 0 -> String.format(Locale.ROOT, "%.6f", message.seconds());
        case 1 -> String.valueOf(message.cpu());
        case 2 -> String.valueOf(message.pid());
        case 3 -> message.task();
        default -> message.message();
      };
    }
  }
}
