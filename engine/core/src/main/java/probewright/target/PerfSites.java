package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import probewright.probes.Obstacle;
import probewright.probes.PerfEvent;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;

/** The events of perf as places for probes. */
final class PerfSites {
  /** What counts hardware events, by its name in /sys/bus/event_source/devices. */
  private static final Pattern PROCESSORS = Pattern.compile("cpu.*|armv\\d.*|riscv.*");

  private static final String SOFTWARE = "software";
  private static final String INSTEAD = "perf:software:cpu-clock:freq:99";

  private PerfSites() {}

  /** All of software and hardware, {@code TYPE:EVENT}, each sampled as often as is usual. */
  static List<ProbeSite> all(List<String> counters) {
    boolean hardware = counters.stream().anyMatch(one -> PROCESSORS.matcher(one).matches());
    List<ProbeSite> sites = new ArrayList<>();
    for (String type : List.of(SOFTWARE, "hardware")) {
      boolean there = hardware || type.equals(SOFTWARE);
      for (String event : PerfEvent.events(type)) {
        boolean clock = !type.equals(SOFTWARE) || event.endsWith("clock");
        Probe probe =
            Probe.of(ProbeKind.PERF, type, event, clock ? "freq" : "period", clock ? "99" : "1");
        sites.add(
            new ProbeSite(
                Family.PERF_EVENT,
                type + ":" + event,
                "",
                there ? List.of(probe) : List.of(),
                false,
                there ? Map.of() : Map.of(ProbeKind.PERF, Obstacle.NO_COUNTERS),
                there ? List.of() : List.of(INSTEAD),
                ""));
      }
    }
    return sites;
  }
}
