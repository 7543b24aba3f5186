package probewright.capture;

import java.util.List;
import java.util.Optional;
import probewright.btf.Value;
import probewright.output.EventLayout;
import probewright.output.EventRow;

/** The track that an event stands on: its process's, where it names one, else its CPU's. */
final class EventTracks {
  record Track(long thread, String name) {}

  private static final List<String> PROCESS = List.of("pid", "tgid", "tid");
  private static final List<String> COMMAND = List.of("comm", "task", "command");

  private EventTracks() {}

  static Track of(EventLayout layout, EventRow row) {
    Optional<Value> process = find(layout, row, PROCESS).filter(Value.Int.class::isInstance);
    if (process.isPresent() && process.get() instanceof Value.Int pid) {
      String command = find(layout, row, COMMAND).map(Value::text).orElse("PID");
      return new Track(pid.value().longValue(), command + " " + pid.value());
    }
    return row.cpu() < 0
        ? new Track(0, "any CPU")
        // 0 is the idle process's thread for those who read the file
        : new Track(row.cpu() + 1L, "CPU " + row.cpu());
  }

  private static Optional<Value> find(EventLayout layout, EventRow row, List<String> names) {
    for (String name : names) {
      for (int i = 0; i < row.values().size(); i++) {
        if (layout.columns().get(i).name().equals(name)) {
          return Optional.of(row.values().get(i));
        }
      }
    }
    return Optional.empty();
  }
}
