package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.dialect.Program;
import probewright.output.TraceLine;
import probewright.target.Workloads.Workload;

/** The engine from Java, on real kernels. */
@Tag("vm")
class TracerVmTest {
  private static final String PROGRAM =
      """
      struct seen_t {
          u32 pid;
          char comm[16];
          int fd;
      };
      BPF_PERF_OUTPUT(seen);
      BPF_HASH(by_name, struct seen_t, u64);
      BPF_HISTOGRAM(sizes);

      int kprobe__ksys_write(struct pt_regs *ctx, int fd, const char *text, size_t count)
      {
          struct seen_t seen_now = {};
          struct seen_t key = {};
          bpf_get_current_comm(&seen_now.comm, sizeof(seen_now.comm));
          if (seen_now.comm[0] != 'd' || seen_now.comm[1] != 'd')
              return 0;
          seen_now.pid = bpf_get_current_pid_tgid() >> 32;
          seen_now.fd = fd;
          seen.perf_submit(ctx, &seen_now, sizeof(seen_now));
          key.fd = fd;
          by_name.increment(key);
          sizes.increment(bpf_log2l(count));
          bpf_trace_printk("wrote %d", count);
          return 0;
      }
      """;

  record Seen(String comm, int fd) {}

  record Key(int fd) {}

  record NoSuch(int file) {}

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void fiveLinesOfJava(String target) throws Exception {
    try (Tracer tracer = Tracer.open(target)) {
      Tracing tracing = tracer.run(Program.of("seen.c", PROGRAM));
      try (Workload dd =
          tracer
              .target()
              .workloads()
              .orElseThrow()
              .start(
                  "dd if=/dev/zero of=/dev/null bs=4096 count=10 status=none",
                  OutputStream.nullOutputStream(),
                  OutputStream.nullOutputStream())) {
        assertThat(dd.waitFor()).isZero();
      }
      assertThatThrownBy(() -> tracing.events("seen", NoSuch.class))
          .hasMessageContaining("struct seen_t has no member of that name");
      assertThatThrownBy(() -> tracing.map("none")).hasMessageContaining("by_name, sizes");
      tracing.detach();

      assertThat(tracing.events("seen", Seen.class).stream().toList())
          .hasSize(10)
          .containsOnly(new Seen("dd", 1));
      assertThat(tracing.map("by_name").entries(Key.class, Long.class))
          .isEqualTo(Map.of(new Key(1), 10L));
      assertThat(tracing.map("sizes").log2Text("bytes")).contains("4096 -> 8191       : 10 ");
      assertThat(tracing.traceLines().stream().toList())
          .filteredOn(TraceLine.Message.class::isInstance)
          .allSatisfy(
              line -> assertThat(((TraceLine.Message) line).message()).isEqualTo("wrote 4096"));
      tracing.close();
      tracing.close();
      assertThat(tracing.events("seen").next(Duration.ZERO)).isEmpty();

      assertThatThrownBy(() -> tracer.run(Program.of("bad.c", "int x = ;")))
          .isInstanceOf(RefusedException.class)
          .hasMessageStartingWith("bad.c:1:9: ");
    }
  }
}
