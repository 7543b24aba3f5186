package probewright.capture;

import java.math.BigDecimal;
import java.util.Set;
import probewright.btf.Value;
import probewright.output.EventLayout;
import probewright.output.EventRow;

/**
 * When an event happened: many programs put {@code bpf_ktime_get_ns()} into it. A member of one of
 * the usual names is believed where its value lies between the capture's start and the event's
 * arrival; a duration, which programs keep under the same names, does not.
 */
final class EventTimes {
  private static final Set<String> NAMES =
      Set.of("ts", "ts_ns", "timestamp", "timestamp_ns", "time", "time_ns", "ktime", "ns", "when");

  /** Two machines' clocks, and the way between them. */
  private static final long SLACK_NANOS = 1_000_000_000L;

  private final CaptureInfo info;

  EventTimes(CaptureInfo info) {
    this.info = info;
  }

  /** Nanoseconds since the capture's start. */
  long of(EventLayout layout, EventRow row) {
    for (int i = 0; i < row.values().size(); i++) {
      if (NAMES.contains(layout.columns().get(i).name())) {
        return own(nanos(row.values().get(i)), row.nanos());
      }
    }
    return row.nanos();
  }

  private static long nanos(Value value) {
    if (value instanceof Value.Int number) {
      return number.value().bitLength() < Long.SIZE ? number.value().longValue() : 0;
    }
    if (value instanceof Value.Told told && told.text().matches("\\d{1,9}\\.\\d{9}")) {
      return new BigDecimal(told.text()).movePointRight(9).longValue();
    }
    return 0;
  }

  /** A time of the target's monotonic clock if it can be one, else the arrival. */
  long own(long monotonic, long arrived) {
    Long start = info.targetMonotonic();
    if (start == null) {
      return arrived;
    }
    long since = monotonic - start;
    return since >= 0 && since <= arrived + SLACK_NANOS ? since : arrived;
  }
}
