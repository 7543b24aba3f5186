package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.target.AgentTarget;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * The same programs by bcc and by us, on one guest, under one workload. A wrong read loads as well
 * as a right one: what is compared are values. Times differ and are left out; where both print the
 * trace pipe, which only one can read, the workload runs once for each.
 */
@Tag("oracle")
@Timeout(900)
class BesideBccVmTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What a kernel gave.
   *
   * @param pids the workload's processes
   * @param refused our programs that did not come as far as attached
   */
  private record Sides(
      Recording bcc,
      Recording ours,
      Recording bccTrace,
      Recording ourTrace,
      Set<String> pids,
      Map<String, String> refused) {}

  private static final Map<String, Sides> KERNELS = new LinkedHashMap<>();
  private static final Map<String, IOException> FAILURES = new LinkedHashMap<>();

  @BeforeAll
  static void runBoth() throws Exception {
    for (String kernel : TargetSpec.PRACTICE_KERNELS) {
      try {
        KERNELS.put(kernel, sides(kernel));
      } catch (IOException failed) {
        // the other kernel is compared all the same
        FAILURES.put(kernel, failed);
      }
    }
  }

  private static Sides sides(String kernel) throws IOException, InterruptedException {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    Toolchain toolchain = ((Outcome.Done<Toolchain>) installation.toolchain()).value();
    try (OracleVm vm = OracleVm.boot(kernel, List.of());
        BccSide bcc = BccSide.compile(vm, "programs");
        BccSide bccTrace = BccSide.compile(vm, "trace");
        Target target =
            AgentTarget.connect(
                "vm:" + kernel,
                vm.vm().agentInput(),
                vm.vm().agentOutput(),
                Optional.of(vm.vm().workloads()),
                () -> {},
                installation.cache().resolve("btf"),
                PATIENCE)) {
      bccTrace.attach();
      workload(vm);
      Recording theirTrace = bccTrace.stop();
      Recording ourTrace;
      try (OurSide ours = OurSide.attachTogether("trace", toolchain, target)) {
        workload(vm);
        ourTrace = ours.stop();
      }
      try (OurSide ours = OurSide.attach("programs", toolchain, target)) {
        bcc.attach();
        ours.begin();
        Set<String> pids = workload(vm);
        return new Sides(bcc.stop(), ours.stop(), theirTrace, ourTrace, pids, ours.refused());
      }
    }
  }

  private static Set<String> workload(OracleVm vm) throws IOException, InterruptedException {
    return vm.run("python3 " + OracleVm.FILES + "/workload.py")
        .lines()
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Arguments> onKernels(String... rows) {
    return TargetSpec.PRACTICE_KERNELS.stream()
        .flatMap(
            kernel ->
                Stream.of(rows)
                    .map(
                        row -> {
                          String[] cells = row.split(" ", -1);
                          return Arguments.of(
                              kernel, cells[0], Integer.parseInt(cells[1]), cells[2]);
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyProgramIsAttached(String kernel) {
    assertThat(side(kernel).refused()).isEmpty();
  }

  /** Streams, how many events the workload makes in them, and the field that is a time. */
  static Stream<Arguments> streams() {
    return onKernels(
        "hello_events 6 ts",
        "sync_events 4 delta",
        "snoop_events 19 delta",
        "setuid_events 1 ts",
        "tp_events 19 delta",
        "open_events 3 -",
        "exec_events 2 -",
        "connect_events 2 -",
        "unlink_events 1 -");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("streams")
  void eventsAreTheSame(String kernel, String stream, int least, String time) {
    List<Map<String, Object>> bcc = events(side(kernel).bcc(), kernel, stream, time);
    assertThat(events(side(kernel).ours(), kernel, stream, time)).isEqualTo(bcc);
    assertThat(bcc).hasSizeGreaterThanOrEqualTo(least);
  }

  /** Those of the workload, in an order that does not depend on processors. */
  private static List<Map<String, Object>> events(
      Recording side, String kernel, String stream, String time) {
    List<Map<String, Object>> rows = side.events().get(stream);
    assertThat(rows).as(stream).isNotNull();
    return rows.stream()
        .filter(row -> !row.containsKey("pid") || side(kernel).pids().contains(row.get("pid")))
        .map(
            row -> {
              Map<String, Object> rest = new LinkedHashMap<>(row);
              rest.remove(time);
              return rest;
            })
        .sorted(java.util.Comparator.comparing(Map::toString))
        .toList();
  }

  /** Maps, how many entries they have at least, and what of their keys is a process. */
  static Stream<Arguments> maps() {
    return onKernels(
        "text_counts 2 -",
        "syscall_counts 10 -",
        "switches 2 prev_pid",
        "tasks 2 key",
        "sync_count 1 -",
        "stack_counts 1 -");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("maps")
  void mapsAreTheSame(String kernel, String map, int least, String process) {
    Predicate<Object> ofWorkload =
        key ->
            process.equals("-")
                || side(kernel)
                    .pids()
                    .contains(
                        String.valueOf(
                            key instanceof Map<?, ?> fields ? fields.get(process) : key));
    Map<String, Object> bcc = entries(side(kernel).bcc(), map, ofWorkload);
    assertThat(entries(side(kernel).ours(), map, ofWorkload)).isEqualTo(bcc);
    assertThat(bcc).hasSizeGreaterThanOrEqualTo(least);
  }

  private static Map<String, Object> entries(
      Recording side, String map, Predicate<Object> ofWorkload) {
    Map<Object, Object> all = side.maps().get(map);
    assertThat(all).as(map).isNotNull();
    Map<String, Object> entries = new TreeMap<>();
    all.forEach(
        (key, value) -> {
          if (ofWorkload.test(key)) {
            entries.put(key.toString(), value);
          }
        });
    return entries;
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void histogramsOfSizesAreTheSameText(String kernel) {
    for (String histogram : List.of("bite_dist", "bite_linear", "read_bytes")) {
      List<String> bcc = side(kernel).bcc().histograms().get(histogram);
      assertThat(side(kernel).ours().histograms().get(histogram)).as(histogram).isEqualTo(bcc);
      assertThat(bcc).hasSizeGreaterThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void histogramsOfTimesCountTheSame(String kernel) {
    for (String histogram : List.of("lat_dist", "read_latency")) {
      long bcc = total(side(kernel).bcc(), histogram);
      assertThat(total(side(kernel).ours(), histogram)).isEqualTo(bcc);
      assertThat(bcc).isGreaterThan(10);
    }
  }

  private static long total(Recording side, String histogram) {
    return side.histograms().getOrDefault(histogram, List.of()).stream()
        .skip(1)
        .mapToLong(line -> Long.parseLong(line.split("[:|]", -1)[1].strip()))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void stacksAreTheSameAddresses(String kernel) {
    Map<String, List<String>> bcc = side(kernel).bcc().stacks().get("sync_stacks");
    assertThat(side(kernel).ours().stacks().get("sync_stacks")).isEqualTo(bcc).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void traceLinesAreTheSame(String kernel) {
    List<String> bcc = trace(side(kernel).bccTrace());
    assertThat(trace(side(kernel).ourTrace())).isEqualTo(bcc);
    assertThat(bcc).hasSize(6 + 4 + 4 + 3 + 4);
  }

  /** The workload's own lines, sorted, for which program comes first at one probe is not said. */
  private static List<String> trace(Recording side) {
    List<String> lines = new ArrayList<>();
    for (List<String> line : side.trace()) {
      if (line.get(0).equals("oracle")) {
        lines.add(line.get(2).replaceAll("last \\d+ ms", "last N ms"));
      }
    }
    return lines.stream().sorted().toList();
  }

  /** bcc reads any element but the first of an array behind a pointer at a wrong address. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void elementsOfAnArrayBehindAPointerAreReadRightWhereBccIsWrong(String kernel) {
    Map<String, Object> right =
        Map.of("first", number('n'), "second", number('e'), "third", number('w'));
    assertThat(side(kernel).ours().events().get("letter_events")).contains(right);
    assertThat(side(kernel).bcc().events().get("letter_events"))
        .anyMatch(row -> number('n').equals(row.get("first")))
        .doesNotContain(right);
  }

  private static String number(char letter) {
    return String.valueOf((int) letter);
  }

  private static Sides side(String kernel) {
    Sides sides = KERNELS.get(kernel);
    if (sides == null) {
      throw new AssertionError(FAILURES.get(kernel));
    }
    return sides;
  }
}
