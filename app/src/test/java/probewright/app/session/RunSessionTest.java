package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import probewright.app.panels.Column;
import probewright.app.panels.Distribution;
import probewright.app.panels.EventLine;
import probewright.app.panels.EventsModel;
import probewright.app.panels.HistogramModel;
import probewright.app.panels.PanelModel;
import probewright.app.session.Engine.RunHandle;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.Engine.WorkloadWatcher;
import probewright.app.session.StageStatus.State;
import probewright.app.session.WorkloadModel.Status;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.language.Language;

/** The session without a toolkit, driven by hand. */
class RunSessionTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ByHand engine = new ByHand();
  private final RunSession session = new RunSession(engine, Runnable::run, nanos::get);

  private static final class ByHand implements Engine, RunHandle {
    @Nullable RunWatcher watcher;
    @Nullable WorkloadWatcher workload;
    final List<String> texts = new ArrayList<>();
    boolean stopped;
    int reads;
    CompletableFuture<Distribution> counts = new CompletableFuture<>();

    @Override
    public RunHandle start(RunRequest request, RunWatcher told) {
      watcher = told;
      texts.add(request.text());
      stopped = false;
      return this;
    }

    @Override
    public CompletableFuture<Kernel> kernel(String target) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Outcome<Verdict>> verify(RunRequest request) {
      throw new AssertionError("nobody asks the verifier here");
    }

    @Override
    public CompletableFuture<Language> language() {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public CompletableFuture<Distribution> read(String histogram) {
      reads++;
      return counts;
    }

    @Override
    public void startWorkload(String command, WorkloadWatcher told) {
      workload = told;
    }
  }

  private RunWatcher start() {
    session.run(new RunRequest("a.c", null, "text", "vm", Map.of(), Map.of()));
    RunWatcher watcher = engine.watcher;
    assertThat(watcher).isNotNull();
    return watcher;
  }

  private RunWatcher stream() {
    RunWatcher watcher = start();
    watcher.stageStarted(Stage.TRANSLATE);
    watcher.stageDone(Stage.TRANSLATE, Duration.ofMillis(4));
    watcher.outputs(
        List.of(
            new RunOutput.Events("events", List.of(new Column("pid", true))),
            new RunOutput.Histogram("dist")));
    watcher.stageStarted(Stage.STREAM);
    return watcher;
  }

  @Test
  void goesThroughItsStagesAndKeepsDataAfterStop() {
    RunWatcher watcher = stream();
    assertThat(session.phase()).isEqualTo(RunPhase.STREAMING);
    assertThat(session.stagesProperty().get().get(0))
        .isEqualTo(new StageStatus(Stage.TRANSLATE, State.DONE, Duration.ofMillis(4)));
    watcher.event("events", column -> "7");
    watcher.lost("events", 3, 2);
    nanos.set(Duration.ofSeconds(30).toNanos());
    assertThat(session.streamed()).hasSeconds(30);
    session.stop();
    assertThat(engine.stopped).isTrue();
    assertThat(session.phase()).isEqualTo(RunPhase.STOPPING);
    watcher.ended(null);
    assertThat(session.phase()).isEqualTo(RunPhase.ENDED);
    assertThat(session.ledger().received()).isEqualTo(1);
    assertThat(session.ledger().lost()).isEqualTo(5);
    assertThat(session.panels().get(0).text()).isEqualTo("pid\n7\n# lost 5\n");
    nanos.set(Duration.ofSeconds(99).toNanos());
    assertThat(session.streamed()).hasSeconds(30);
  }

  @Test
  void aRefusalMarksItsStageAndLaterOnesKeepTheirRing() {
    RunWatcher watcher = start();
    watcher.stageStarted(Stage.TRANSLATE);
    watcher.stageDone(Stage.TRANSLATE, Duration.ofMillis(4));
    watcher.stageStarted(Stage.COMPILE);
    watcher.refused(List.of(Problem.error(Stage.COMPILE, "x")));
    assertThat(session.phase()).isEqualTo(RunPhase.REFUSED);
    assertThat(session.stagesProperty().get())
        .extracting(StageStatus::state)
        .containsExactly(
            State.DONE, State.REFUSED, State.NOT_REACHED, State.NOT_REACHED, State.NOT_REACHED);
    assertThat(session.problems()).hasSize(1);
  }

  @Test
  void aRefusedRunKeepsTheDataOfTheOneBefore() {
    RunWatcher first = stream();
    first.event("events", column -> "7");
    nanos.set(Duration.ofSeconds(5).toNanos());
    session.stop();
    first.ended(null);
    List<PanelModel> before = List.copyOf(session.panels());

    RunWatcher second = start();
    second.stageStarted(Stage.TRANSLATE);
    second.refused(List.of(Problem.error(Stage.TRANSLATE, "x")));
    assertThat(session.panels()).isEqualTo(before);

    RunWatcher third = start();
    third.outputs(List.of(new RunOutput.Trace("trace")));
    third.stageStarted(Stage.LOAD);
    third.refused(List.of(Problem.error(Stage.LOAD, "x")));
    assertThat(session.panels()).isEqualTo(before);
    assertThat(session.ledger().received()).isEqualTo(1);
    assertThat(session.streamed()).hasSeconds(5);

    RunWatcher fourth = start();
    fourth.outputs(List.of(new RunOutput.Trace("trace")));
    fourth.stageStarted(Stage.STREAM);
    assertThat(session.panels()).extracting(PanelModel::name).containsExactly("trace");
    assertThat(session.ledger().received()).isZero();
  }

  @Test
  void aRunKnowsHowLongItHasBeenInItsPhase() {
    start().preparing();
    nanos.set(Duration.ofMillis(2500).toNanos());
    assertThat(session.inPhase()).hasMillis(2500);
    session.stop();
    assertThat(session.inPhase()).hasMillis(0);
  }

  @Test
  void aRunAskedForWhileOneIsActiveFollowsIt() {
    RunWatcher first = stream();
    session.run(new RunRequest("a.c", null, "newer", "vm", Map.of(), Map.of()));
    assertThat(engine.stopped).isTrue();
    assertThat(session.phase()).isEqualTo(RunPhase.STOPPING);
    assertThat(session.runsAnew()).isTrue();
    session.run(new RunRequest("a.c", null, "newest", "vm", Map.of(), Map.of()));
    first.ended(null);
    assertThat(session.phase()).isEqualTo(RunPhase.STARTING);
    assertThat(session.runsAnew()).isFalse();
    assertThat(engine.texts).containsExactly("text", "newest");
    RunWatcher second = Objects.requireNonNull(engine.watcher);
    assertThat(second).isNotSameAs(first);
    second.ended(null);
    assertThat(session.phase()).isEqualTo(RunPhase.ENDED);
    assertThat(engine.texts).hasSize(2);
  }

  @Test
  void stopTakesARunBackThatWasToFollow() {
    RunWatcher first = stream();
    session.run(new RunRequest("a.c", null, "newer", "vm", Map.of(), Map.of()));
    session.stop();
    first.ended(null);
    assertThat(session.phase()).isEqualTo(RunPhase.ENDED);
    assertThat(engine.texts).containsExactly("text");
  }

  @Test
  void aLateWordOfAnEarlierRunChangesNothing() {
    RunWatcher first = start();
    first.refused(List.of(Problem.error(Stage.LOAD, "x")));
    stream();
    first.ended(Problem.error(Stage.STREAM, "late"));
    assertThat(session.phase()).isEqualTo(RunPhase.STREAMING);
    assertThat(session.problems()).isEmpty();
  }

  @Test
  void readsAHistogramOnceAtATime() {
    stream();
    nanos.set(Duration.ofSeconds(1).toNanos());
    session.pulse();
    nanos.set(Duration.ofSeconds(2).toNanos());
    session.pulse();
    assertThat(engine.reads).isEqualTo(1);
    Distribution counts = new Distribution(List.of(new Distribution.Bar(0, 1, 9)), "text");
    engine.counts.complete(counts);
    assertThat(((HistogramModel) session.panels().get(1)).counts()).isEqualTo(counts);
    nanos.set(Duration.ofSeconds(3).toNanos());
    session.pulse();
    assertThat(engine.reads).isEqualTo(2);
  }

  @Test
  void aWorkloadRunsOnlyWhileItStreamsAndEndsWithIt() {
    session.startWorkload("dd");
    assertThat(session.workload().statusProperty().get()).isInstanceOf(Status.None.class);
    RunWatcher watcher = stream();
    session.startWorkload("dd");
    assertThat(session.workload().running()).isTrue();
    WorkloadWatcher follower = engine.workload;
    assertThat(follower).isNotNull();
    follower.line("100 records");
    assertThat(session.workload().statusProperty().get())
        .isEqualTo(new Status.Running("100 records"));
    watcher.ended(null);
    assertThat(session.workload().statusProperty().get()).isInstanceOf(Status.TakenDown.class);
  }

  @Test
  void rowsAreBoundedAndLossesInARowAreOne() {
    EventsModel model = new EventsModel("e", List.of(new Column("a", false)));
    for (int i = 0; i < EventsModel.CAPACITY + 10; i++) {
      model.append(column -> "x");
    }
    model.lost(1, 0);
    model.lost(2, 3);
    assertThat(model.end() - model.first()).isEqualTo(EventsModel.CAPACITY);
    assertThat(model.row(0)).isNull();
    assertThat(model.row(model.end() - 1))
        .isEqualTo(new probewright.app.panels.RowsModel.Row.Lost(3, 3));
    assertThat(model.records()).isEqualTo(EventsModel.CAPACITY + 10L);
  }

  @Test
  void largeRecordsLeaveRoomForFewerRows() {
    EventsModel model = new EventsModel("e", List.of(new Column("a", false)));
    EventLine large =
        new EventLine() {
          @Override
          public String cell(int column) {
            return "x";
          }

          @Override
          public int size() {
            return 1 << 20;
          }
        };
    for (int i = 0; i < 100; i++) {
      model.append(large);
    }
    assertThat(model.end() - model.first()).isEqualTo(EventsModel.CAPACITY_BYTES >> 20);
    assertThat(model.row(model.first() - 1)).isNull();
    assertThat(model.row(model.first())).isNotNull();
    assertThat(model.records()).isEqualTo(100);
  }
}
