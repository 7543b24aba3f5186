package probewright.probes;

import java.util.List;
import java.util.Optional;

/**
 * What a perf probe samples, as the kernel numbers it. Source: perf_event_open(2), the kernel's
 * include/uapi/linux/perf_event.h.
 *
 * @param type of {@code PERF_TYPE_…}
 */
public record PerfEvent(long type, long config) {
  private static final int RAW = 4;
  private static final int CACHE = 3;

  private static final List<String> TYPES = List.of("hardware", "software");

  private static final List<List<String>> EVENTS =
      List.of(
          List.of(
              "cpu-cycles",
              "instructions",
              "cache-references",
              "cache-misses",
              "branch-instructions",
              "branch-misses",
              "bus-cycles",
              "stalled-cycles-frontend",
              "stalled-cycles-backend",
              "ref-cycles"),
          List.of(
              "cpu-clock",
              "task-clock",
              "page-faults",
              "context-switches",
              "cpu-migrations",
              "minor-faults",
              "major-faults",
              "alignment-faults",
              "emulation-faults",
              "dummy",
              "bpf-output",
              "cgroup-switches"));

  private static final List<String> CACHES =
      List.of("l1d", "l1i", "llc", "dtlb", "itlb", "bpu", "node");

  private static final List<String> OPERATIONS = List.of("read", "write", "prefetch");
  private static final List<String> RESULTS = List.of("access", "miss");

  /**
   * Reads type and event: {@code software} and {@code cpu-clock}, {@code cache} and {@code
   * llc-read-miss}, {@code raw} and a number; empty when there is none such.
   */
  public static Optional<PerfEvent> of(String type, String event) {
    if (type.equals("raw")) {
      return number(event).map(config -> new PerfEvent(RAW, config));
    }
    if (type.equals("cache")) {
      return cache(event);
    }
    int index = TYPES.indexOf(type);
    if (index < 0) {
      return Optional.empty();
    }
    String name =
        event.equals("cycles") ? "cpu-cycles" : event.equals("faults") ? "page-faults" : event;
    int config = EVENTS.get(index).indexOf(name);
    return config < 0 ? Optional.empty() : Optional.of(new PerfEvent(index, config));
  }

  /** The events of a type, empty where they are not a list. */
  public static List<String> events(String type) {
    int index = TYPES.indexOf(type);
    return index < 0 ? List.of() : EVENTS.get(index);
  }

  private static Optional<PerfEvent> cache(String event) {
    String[] words = event.split("-", -1);
    if (words.length != 3) {
      return Optional.empty();
    }
    int cache = CACHES.indexOf(words[0]);
    int operation = OPERATIONS.indexOf(words[1]);
    int result = RESULTS.indexOf(words[2]);
    return cache < 0 || operation < 0 || result < 0
        ? Optional.empty()
        : Optional.of(new PerfEvent(CACHE, cache | operation << 8 | result << 16));
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
