package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.output.Health;

/** What runs cost (COST-1), on real kernels: counted workloads, and the kernel's own figures. */
@Tag("vm")
@Timeout(300)
class HealthVmTest {
  private static final int CALLS = 1000;

  /** Of umask() a program that counts, and sends 56 bytes by each kind of buffer. */
  private static final String PROGRAM =
      """
      // attach: kprobe:syscall:umask=f
      struct event { u64 part[7]; };
      BPF_HASH(counts, u32, u64, 1024);
      BPF_PERF_OUTPUT(perf);
      BPF_RINGBUF_OUTPUT(ring, 64);
      int f(struct pt_regs *ctx) {
        struct event event = {};
        u32 key = 0;
        counts.increment(key);
        perf.perf_submit(ctx, &event, sizeof(event));
        ring.ringbuf_output(&event, sizeof(event), 0);
        return 0;
      }
      """;

  @TempDir static Path folder;

  private static PracticeTargets targets;

  private static final class Quiet implements RunListener {
    final CountDownLatch all = new CountDownLatch(2 * CALLS);

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      all.countDown();
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      throw new AssertionError(stream + " lost " + kernel + " and " + agent);
    }

    @Override
    public void ended(Problem why) {}
  }

  private static Run start(String kernel, RunListener listener) throws Exception {
    Toolchain toolchain = done(Toolchain.find(folder.resolve("types")));
    return done(
        Run.start(
            Program.of("health.c", PROGRAM),
            toolchain,
            targets.get(kernel),
            listener,
            System::nanoTime));
  }

  @BeforeAll
  static void openTargets() {
    targets = new PracticeTargets(folder);
  }

  @AfterAll
  static void closeTargets() {
    targets.close();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static String shell(String kernel, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        targets.get(kernel).workloads().orElseThrow().start(command, out, err)) {
      assertThat(workload.waitFor()).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String calls(int count) {
    return "i=0; while [ $i -lt " + count + " ]; do umask 22; i=$((i+1)); done";
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void countsEveryRunWhileItIsWanted(String kernel) throws Exception {
    try (Run counted = start(kernel, new Quiet());
        Run other = start(kernel, new Quiet())) {
      shell(kernel, calls(10));
      assertThat(counted.health().programs().get(0).runs()).as("nobody wants it yet").isZero();
      assertThat(counted.countCosts(true)).isEmpty();
      Health before = counted.health();
      shell(kernel, calls(CALLS));
      Health after = counted.health();

      assertThat(after.cpus()).isEqualTo(2);
      assertThat(after.programs()).singleElement().extracting(Health.Program::name).isEqualTo("f");
      assertThat(after.since(before))
          .singleElement()
          .satisfies(
              cost -> {
                assertThat(cost.runs()).isEqualTo(CALLS);
                assertThat(cost.nanos()).isPositive();
                assertThat(cost.nanosPerRun()).isEqualTo(cost.nanos() / (double) CALLS);
                assertThat(cost.share()).isBetween(0.0, 1.0).isPositive();
              });
      assertThat(other.health().programs().get(0).runs()).as("all are counted").isEqualTo(CALLS);

      assertThat(counted.countCosts(false)).isEmpty();
      shell(kernel, calls(10));
      assertThat(counted.health().programs().get(0).runs()).isEqualTo(CALLS);
      assertThat(counted.countCosts(true)).isEmpty();
      shell(kernel, calls(10));
      counted.detach();
      assertThat(counted.health().programs().get(0).runs()).isEqualTo(CALLS + 10);
      shell(kernel, calls(10));
      assertThat(other.health().programs().get(0).runs())
          .as("the end of the run ends the counting")
          .isEqualTo(CALLS + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void buffersTellHowFullTheyWere(String kernel) throws Exception {
    Quiet listener = new Quiet();
    try (Run run = start(kernel, listener)) {
      // while the agent's process stands still nobody reads; bash calls umask() once, dash thrice
      String held = Standstill.during(calls(CALLS));
      shell(kernel, "taskset -c 1 bash -c '" + held.replace("'", "'\\''") + "'");
      assertThat(listener.all.await(60, TimeUnit.SECONDS)).isTrue();
      run.detach();
      Health health = run.health();
      assertThat(health.buffers())
          .extracting(Health.Buffer::stream)
          .containsExactlyInAnyOrder("perf", "ring");
      for (Health.Buffer buffer : health.buffers()) {
        boolean ring = buffer.stream().equals("ring");
        assertThat(buffer.capacity()).isEqualTo(64 * 4096);
        assertThat(buffer.count()).isEqualTo(ring ? 1 : 2);
        // a ring's record has a head of 8 bytes; perf's of 8, a size of 4, and fills up to 8
        assertThat(buffer.peak()).as(buffer.stream()).isEqualTo(CALLS * (ring ? 64L : 72L));
        assertThat(buffer.held()).isZero();
        assertThat(buffer.came().received()).isEqualTo(CALLS);
        assertThat(buffer.came().lost()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void memoryOfMapsIsTheKernelsOwnFigure(String kernel) throws Exception {
    try (Run run = start(kernel, new Quiet())) {
      Health health = run.health();
      assertThat(health.maps()).extracting(Health.Memory::map).contains("counts", "perf", "ring");
      long sum = 0;
      for (Health.Memory map : health.maps()) {
        String shown = shell(kernel, "bpftool -j map show id " + map.id());
        Matcher figure = Pattern.compile("\"bytes_memlock\":(\\d+)").matcher(shown);
        assertThat(figure.find()).as(shown).isTrue();
        assertThat(map.bytes()).as(map.map()).isEqualTo(Long.parseLong(figure.group(1)));
        sum += map.bytes();
      }
      // before 6.4 the kernel's figure leaves a ring buffer's pages out
      assertThat(health.mapBytes()).isEqualTo(sum);
      assertThat(sum).isGreaterThan(kernel.equals("6.1") ? 16 * 1024 : 64 * 4096);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aStreamOfFiguresFollowsTheRun(String kernel) throws Exception {
    BlockingQueue<List<Health.Cost>> told = new LinkedBlockingQueue<>();
    try (Run run = start(kernel, new Quiet());
        HealthStream stream =
            HealthStream.follow(run, Duration.ofMillis(200), (now, lately) -> told.add(lately))) {
      assertThat(stream).isNotNull();
      assertThat(told.poll(60, TimeUnit.SECONDS)).as("the first has nothing before it").isEmpty();
      shell(kernel, calls(CALLS));
      long runs = 0;
      while (runs < CALLS) {
        List<Health.Cost> lately = told.poll(60, TimeUnit.SECONDS);
        assertThat(lately).isNotNull();
        runs += lately.get(0).runs();
      }
      assertThat(runs).isEqualTo(CALLS);
    }
  }
}
