package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.capture.Capture;
import probewright.capture.CaptureInfo;
import probewright.diagnostics.Outcome;
import probewright.target.Installation;
import probewright.target.Standstill;

/**
 * Runs on real kernels are captured; a replay without any kernel prints the same, byte for byte.
 */
@Tag("vm")
@Timeout(300)
class CaptureVmTest {
  /**
   * Every way out of the kernel at once: events with stacks of the kernel and of a process that is
   * gone at the end, a burst that is larger than the kernel's buffer, a ring, trace lines, maps.
   */
  private static final String PROGRAM =
      """
      // attach: kprobe:ksys_write=wrote
      // show: calls.kernel as kstack:stacks
      // show: calls.user as ustack:stacks
      // show: calls.place as ksym
      struct call_t { u64 ts; u32 pid; u32 number; int kernel; int user; u64 place; char comm[16]; };
      BPF_PERF_OUTPUT(calls);
      BPF_PERF_OUTPUT(burst);
      BPF_RINGBUF_OUTPUT(sizes_now, 8);
      BPF_HISTOGRAM(sizes);
      BPF_HASH(by_name, struct call_t, u64);
      BPF_PERCPU_ARRAY(each, u64, 2);
      BPF_STACK_TRACE(stacks, 512);
      struct size_t_ { u64 size; };

      int wrote(struct pt_regs *ctx, int fd, const char *text, size_t count)
      {
          struct call_t call = {};
          struct call_t key = {};
          struct size_t_ size = {};
          u64 one = 1;
          int zero = 0;
          bpf_get_current_comm(&call.comm, sizeof(call.comm));
          if (call.comm[0] != 'd' || call.comm[1] != 'd')
              return 0;
          __builtin_memcpy(key.comm, call.comm, sizeof(key.comm));
          call.ts = bpf_ktime_get_ns();
          call.pid = bpf_get_current_pid_tgid() >> 32;
          call.kernel = stacks.get_stackid(ctx, 0);
          call.user = stacks.get_stackid(ctx, BPF_F_USER_STACK);
          call.place = PT_REGS_IP(ctx);
          size.size = count;
          calls.perf_submit(ctx, &call, sizeof(call));
          sizes_now.ringbuf_output(&size, sizeof(size), 0);
          sizes.increment(bpf_log2l(count));
          by_name.increment(key);
          each.increment(zero);
          bpf_trace_printk("wrote %d", count);
          if (count == 7)
              for (u32 i = 0; i < 20000; i++) {
                  call.number = i;
                  burst.perf_submit(ctx, &call, sizeof(call));
              }
          return 0;
      }
      """;

  private static final String WORKLOAD =
      "dd if=/dev/zero of=/dev/null bs=4096 count=20 status=none;"
          // while nobody reads, so that it is certain to be more than the buffer holds
          + Standstill.during("dd if=/dev/zero of=/dev/null bs=7 count=1 status=none")
          + "; dd if=/dev/zero of=/dev/null bs=100 count=5 status=none";

  @TempDir private Path folder;

  private record Result(int status, String out, String err) {}

  private static Result run(Installation installation, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Locale.ENGLISH,
            installation,
            arguments.toArray(String[]::new));
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    // far longer than the workload takes
    "vm:6.1, --for 20",
    "vm:6.12, --for 20",
    "vm:6.1, --json --for 20",
    "vm:6.12, --json --for 20",
    "vm:6.1, --csv --interval 4 --count 5 --clear",
    "vm:6.12, --csv --interval 4 --count 5 --clear"
  })
  void aReplayPrintsWhatTheRunPrinted(String target, String options) throws Exception {
    Path program = Files.writeString(folder.resolve("wrote.c"), PROGRAM);
    Path capture = folder.resolve("wrote.capture");
    List<String> live =
        new ArrayList<>(
            List.of(
                "run",
                program.toString(),
                "--target",
                target,
                "--capture",
                capture.toString(),
                "--workload",
                WORKLOAD));
    List<String> words = List.of(options.split(" ", -1));
    live.addAll(words);
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    Result ran = run(Installation.ofEnvironment(System.getenv(), properties), live);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.err()).doesNotContain("is without", "warning");

    // on a machine that has nothing: no compiler, no kernel, no agent
    Installation nothing =
        new Installation(folder.resolve("none"), folder.resolve("none"), "", "tcg");
    List<String> replay = new ArrayList<>(List.of("replay", capture.toString()));
    words.stream().filter(List.of("--json", "--csv")::contains).forEach(replay::add);
    Result replayed = run(nothing, replay);
    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(replayed.out()).isEqualTo(ran.out());

    // that it is all there: 26 calls, the burst received and lost, names, the histogram
    String json = run(nothing, List.of("replay", "--json", capture.toString())).out();
    assertThat(json.lines().filter(line -> line.startsWith("{\"stream\":\"calls\"")))
        .hasSize(26)
        .allMatch(line -> line.contains("\"symbol\":\"ksys_write\""))
        .allMatch(line -> line.contains("\"comm\":\"dd\""));
    assertThat(json.lines().filter(line -> line.contains("\"message\":\"wrote 4096\"")))
        .hasSize(20);
    String ledger = json.lines().reduce("", (first, second) -> second);
    long received = number(ledger, "\"burst\":{\"received\":");
    String burst = ledger.substring(ledger.indexOf("\"burst\""));
    long lost = number(burst, "\"kernelLost\":") + number(burst, "\"agentDropped\":");
    assertThat(received + lost).isEqualTo(20_000);
    assertThat(lost).isPositive();
    if (!options.contains("--clear")) {
      String text = run(nothing, List.of("replay", capture.toString())).out();
      assertThat(text)
          .contains(
              "      4096 -> 8191       : 20       |****************************************|")
          .contains(
              "        64 -> 127        : 5        |**********                              |");
    }
    String chrome = run(nothing, List.of("export", capture.toString(), "--format", "chrome")).out();
    assertThat(chrome).startsWith("{\"displayTimeUnit\":\"ns\"").contains("\"ph\":\"C\"");
    assertThatTheClockIsThePrograms(capture, json, target);
  }

  /** The first event's own time is one of the target's clock, between start and end. */
  private static void assertThatTheClockIsThePrograms(Path file, String json, String target)
      throws Exception {
    if (!(Capture.open(file) instanceof Outcome.Done<Capture> opened)) {
      throw new AssertionError(file + " does not open");
    }
    try (Capture capture = opened.value()) {
      CaptureInfo info = capture.info();
      assertThat(info.target()).isEqualTo(target);
      assertThat(info.release()).startsWith(target.substring("vm:".length()));
      Long start = info.targetMonotonic();
      assertThat(start).isNotNull();
      long first = number(json, "\"ts\":");
      assertThat(first - start).isBetween(0L, info.ended().orElseThrow().toNanos());
    }
  }

  private static long number(String text, String after) {
    String rest = text.substring(text.indexOf(after) + after.length());
    return Long.parseLong(rest.replaceAll("(?s)[^0-9].*", ""));
  }
}
