package probewright.app.session;

import java.util.List;
import probewright.app.panels.Column;

/** A way out of the kernel: each becomes a panel. */
public sealed interface RunOutput {
  String name();

  /** The trace pipe. */
  record Trace(String name) implements RunOutput {}

  /** A stream of events of one struct, its fields in the order of the C text. */
  record Events(String name, List<Column> columns) implements RunOutput {
    public Events {
      columns = List.copyOf(columns);
    }
  }

  /** A map of counts by power of two. */
  record Histogram(String name) implements RunOutput {}
}
