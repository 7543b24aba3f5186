package probewright.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import probewright.app.panels.Column;
import probewright.app.panels.Distribution;
import probewright.app.session.Engine;
import probewright.app.session.RunOutput;
import probewright.app.session.RunWatcher;
import probewright.app.session.Verdict;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.language.Language;
import probewright.output.Log2Histogram;
import probewright.output.Slots;
import probewright.output.TraceLine;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.target.StreamListener;

/** An engine for tests: stages pass by the clock, data are made up, "syntax error" is refused. */
public final class FakeEngine implements Engine {
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(1, FakeEngine::daemon);

  private final FakeLanguage language = new FakeLanguage();

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-engine");
    thread.setDaemon(true);
    return thread;
  }

  private void after(long millis, Runnable task) {
    var unused = clock.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public RunHandle start(RunRequest request, RunWatcher watcher) {
    Fake run = new Fake(request, watcher);
    after(30, run::begin);
    return run;
  }

  @Override
  public CompletableFuture<Kernel> kernel(String target) {
    return CompletableFuture.supplyAsync(FakeKernel::make, clock);
  }

  @Override
  public CompletableFuture<Outcome<Verdict>> verify(RunRequest request) {
    CompletableFuture<Outcome<Verdict>> verdict = new CompletableFuture<>();
    after(30, () -> verdict.complete(Outcome.done(FakeVerdict.of(request))));
    return verdict;
  }

  @Override
  public CompletableFuture<Language> language() {
    return CompletableFuture.completedFuture(language);
  }

  /** Lists of completions come once the latch is counted down. */
  CountDownLatch holdLists() {
    return language.hold();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private final class Fake implements RunHandle {
    private final RunRequest request;
    private final RunWatcher watcher;
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong boost = new AtomicLong(1);
    private volatile boolean stopped;

    Fake(RunRequest request, RunWatcher watcher) {
      this.request = request;
      this.watcher = watcher;
    }

    void begin() {
      watcher.preparing();
      watcher.stageStarted(Stage.TRANSLATE);
      watcher.stageDone(Stage.TRANSLATE, Duration.ofMillis(41));
      watcher.stageStarted(Stage.COMPILE);
      Program whole =
          request.source().read() instanceof Outcome.Done<Program> read
              ? read.value()
              : Program.of(request.file(), request.text());
      Optional<Place> wrong = FakeLanguage.wrong(whole);
      if (wrong.isPresent()) {
        watcher.refused(
            List.of(
                new Problem(
                    Stage.COMPILE,
                    Severity.ERROR,
                    wrong.get(),
                    "probe.unknown-kind",
                    List.of("syntax error", "kprobe, tracepoint"),
                    "error: unknown type name 'syntax'",
                    null)));
        return;
      }
      watcher.stageDone(Stage.COMPILE, Duration.ofMillis(58));
      List<RunOutput> outputs = new ArrayList<>();
      if (request.text().contains("BPF_PERF_OUTPUT")) {
        outputs.add(
            new RunOutput.Events(
                "events",
                List.of(
                    new Column("pid", true), new Column("ts", true), new Column("comm", false))));
      }
      if (request.text().contains("bpf_trace_printk")) {
        outputs.add(new RunOutput.Trace(StreamListener.TRACE_PIPE));
      }
      if (request.text().contains("BPF_HISTOGRAM")) {
        outputs.add(new RunOutput.Histogram("dist"));
      }
      watcher.outputs(outputs);
      watcher.stageStarted(Stage.LOAD);
      watcher.stageDone(Stage.LOAD, Duration.ofMillis(9));
      watcher.stageStarted(Stage.ATTACH);
      watcher.attachments(
          List.of(
              new Attachment(
                  Probe.of(ProbeKind.KPROBE, "blk_mq_end_request"), "trace_done", null)));
      watcher.stageDone(Stage.ATTACH, Duration.ofMillis(3));
      watcher.stageStarted(Stage.STREAM);
      var unused = clock.scheduleAtFixedRate(this::tick, 20, 20, TimeUnit.MILLISECONDS);
    }

    private void tick() {
      if (stopped) {
        return;
      }
      long n = ticks.incrementAndGet();
      if (n > 5000) {
        return;
      }
      if (n % 97 == 0) {
        watcher.lost("events", 37, 0);
      }
      watcher.event(
          "events",
          column ->
              switch (column) {
                case 0 -> String.valueOf(1000 + n % 77);
                case 1 -> String.valueOf(29_812_402_113L + n * 20_000_000);
                default -> n % 5 == 0 ? "jbd2/vda-8" : "dd";
              });
      String line =
          String.format(
              Locale.ROOT,
              "%16s-%-7d [00%d] d..21 %6d.%06d: bpf_trace_printk: Hello, World! %s",
              "bash",
              1000 + n % 77,
              n % 2,
              29 + n / 50,
              (n * 20_117) % 1_000_000,
              "你好");
      watcher.traceLine(TraceLine.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Override
    public void stop() {
      stopped = true;
      after(
          20,
          () -> {
            watcher.counts("dist", distribution());
            watcher.ended(null);
          });
    }

    @Override
    public CompletableFuture<Distribution> read(String histogram) {
      return CompletableFuture.supplyAsync(this::distribution, clock);
    }

    private Distribution distribution() {
      long n = ticks.get() * boost.get();
      long[] counts = new long[Log2Histogram.SLOTS];
      long[] shape = {0, 0, 0, 12, 418, 0, 3906, 5241, 1871, 612, 208, 96, 61, 24, 6};
      for (int i = 0; i < shape.length; i++) {
        counts[i] = shape[i] * n / 100;
      }
      Slots slots = new Slots(null, counts);
      if (LongStream.of(counts).sum() == 0) {
        return Distribution.empty();
      }
      return new Distribution(
          Log2Histogram.intervals(slots).stream()
              .map(i -> new Distribution.Bar(i.start(), i.end(), i.count()))
              .toList(),
          String.join("\n", Log2Histogram.lines(slots, "value", false)) + "\n");
    }

    @Override
    public void startWorkload(String command, WorkloadWatcher follower) {
      boost.addAndGet(3);
      after(
          300,
          () -> {
            follower.line("6553600 bytes (6.6 MB, 6.2 MiB) copied, 0.113 s, 57.9 MB/s");
            follower.exited(0);
          });
    }
  }
}
