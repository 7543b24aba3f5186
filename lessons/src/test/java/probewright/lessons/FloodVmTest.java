package probewright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.target.Installation;
import probewright.target.Run;
import probewright.target.RunListener;
import probewright.target.Target;
import probewright.target.TargetSpec;
import probewright.target.Workloads.Workload;

/** More events than any reader can take: nothing is lost in silence, and Stop works. */
@Tag("vm")
@Timeout(120)
class FloodVmTest {
  private static final long ENOUGH_BYTES = 24 << 20;
  private static final String WRITES =
      "for i in 1 2; do dd if=/dev/zero of=/dev/null bs=1 count=1000000000 status=none & done;"
          + " wait";

  /** A tall record of {@code pad} bytes, and a map that counts every one that was submitted. */
  private static String program(int pad) {
    return """
        // attach: kprobe:ksys_write=flood
        struct event { u64 ns; char pad[%d]; };
        BPF_ARRAY(scratch, struct event, 1);
        BPF_HASH(calls, u32, u64);
        BPF_PERF_OUTPUT(events);
        int flood(struct pt_regs *ctx)
        {
            u32 key = 0;
            int first = 0;
            struct event *event = scratch.lookup(&first);
            if (!event)
                return 0;
            calls.increment(key);
            event->ns = bpf_ktime_get_ns();
            events.perf_submit(ctx, event, sizeof(*event));
            return 0;
        }
        """
        .formatted(pad);
  }

  private static final class Counter implements RunListener {
    final AtomicLong records = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong kernel = new AtomicLong();
    final AtomicLong agent = new AtomicLong();
    final AtomicLong ended = new AtomicLong();
    final CountDownLatch enough = new CountDownLatch(1);
    final long most;

    Counter(long most) {
      this.most = most;
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      records.incrementAndGet();
      if (bytes.addAndGet(data.remaining()) >= most) {
        enough.countDown();
      }
    }

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {
      kernel.addAndGet(lostInKernel);
      agent.addAndGet(dropped);
    }

    @Override
    public void ended(Problem why) {
      ended.incrementAndGet();
    }
  }

  @ParameterizedTest
  @CsvSource({"6.1, 4088", "6.12, 4088", "6.1, 8", "6.12, 8"})
  void countsAddUpAndStopWorksWithinASecond(String kernel, int pad) throws Exception {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    Toolchain toolchain = done(installation.toolchain());
    Counter counter = new Counter(pad > 1000 ? ENOUGH_BYTES : ENOUGH_BYTES / 10);
    try (Target target = installation.open(new TargetSpec.Practice(kernel));
        Run run =
            done(
                Run.start(
                    Program.of("flood.c", program(pad)),
                    toolchain,
                    target,
                    counter,
                    System::nanoTime));
        Workload flood =
            target
                .workloads()
                .orElseThrow()
                .start(WRITES, OutputStream.nullOutputStream(), OutputStream.nullOutputStream())) {
      assertThat(flood).isNotNull();
      long began = System.nanoTime();
      assertThat(counter.enough.await(60, TimeUnit.SECONDS)).isTrue();
      double seconds = (System.nanoTime() - began) / 1e9;
      long before = System.nanoTime();
      run.detach();
      long stopped = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      long produced = number(run.read("calls"));
      System.err.printf(
          Locale.ROOT,
          "flood %s, %d bytes: %.1f MB/s, %.0f events/s; detached in %d ms;"
              + " produced %d = received %d + lost %d + dropped %d%n",
          kernel,
          pad + 8,
          counter.most / seconds / 1e6,
          counter.records.get() / seconds,
          stopped,
          produced,
          counter.records.get(),
          counter.kernel.get(),
          counter.agent.get());
      assertThat(counter.records.get() + counter.kernel.get() + counter.agent.get())
          .isEqualTo(produced);
      assertThat(stopped).isLessThan(1000);
    }
    assertThat(counter.ended).hasValue(0);
  }

  private static long number(List<RawEntry> entries) {
    return entries.stream()
        .mapToLong(entry -> ByteBuffer.wrap(entry.value()).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .sum();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
