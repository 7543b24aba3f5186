package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.output.TraceLine;
import probewright.target.AttachOptions;
import probewright.target.Workloads.Workload;

/** A foreign reader of the trace pipe, which knows nothing of our lock, on both kernels. */
@Tag("vm")
class TracePipeVmTest {
  private static final Guests GUESTS = new Guests();
  private static final String PIPE = "/sys/kernel/tracing/trace_pipe";

  /** Whether somebody has it open. */
  private static final String HELD = "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q " + PIPE;

  private static final String PRINTS =
      """
      // attach: kprobe:syscall:umask=f
      int f(struct pt_regs *ctx)
      {
          bpf_trace_printk("called");
          return 0;
      }
      """;

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void neitherTakesTheOthersLines(String kernel) throws Exception {
    try (Tracing tracing = GUESTS.run(kernel, PRINTS, AttachOptions.none())) {
      assertThat(GUESTS.shell(kernel, "cat " + PIPE + " 2>&1 || true"))
          .contains("Device or resource busy");
      GUESTS.shell(kernel, "umask 022; umask 022; umask 022");
      tracing.detach();
      assertThat(tracing.traceLines().stream().map(TraceLine::raw))
          .hasSize(3)
          .allMatch(line -> line.contains("called"));
    }
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    Workload cat =
        GUESTS
            .get(kernel)
            .target()
            .workloads()
            .orElseThrow()
            .start("exec cat " + PIPE, taken, taken);
    try (cat) {
      GUESTS.shell(kernel, "until " + HELD + "; do :; done");
      assertThat(Guests.code(() -> GUESTS.run(kernel, PRINTS, AttachOptions.none())))
          .isEqualTo("stream.busy");
    }
    assertThat(taken.toString(StandardCharsets.UTF_8)).isEmpty();
    GUESTS.shell(kernel, "while " + HELD + "; do :; done");
    GUESTS.run(kernel, PRINTS, AttachOptions.none()).close();
  }
}
