package probewright.app.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.HistogramModel;
import probewright.app.panels.PanelModel;
import probewright.app.panels.RowsModel;
import probewright.app.session.Engine.RunHandle;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.StageStatus.State;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.output.LossLedger;
import probewright.probes.Attachment;

/**
 * One program's runs, one after the other, as the window shows them. Its methods and properties
 * belong to the thread of {@code ui}; what the engine says arrives on other threads and is handed
 * over, data going straight into the panels' own bounded models.
 */
public final class RunSession {
  /** Between two readings of the same histogram. */
  private static final long READ_EVERY = Duration.ofMillis(200).toNanos();

  private final Engine engine;
  private final Executor ui;
  private final LongSupplier nanoClock;

  private final ReadOnlyObjectWrapper<RunPhase> phase = new ReadOnlyObjectWrapper<>(RunPhase.IDLE);
  private final ReadOnlyObjectWrapper<List<StageStatus>> stages =
      new ReadOnlyObjectWrapper<>(StageStatus.none());
  private final ObservableList<Problem> problems = FXCollections.observableArrayList();
  private final ObservableList<PanelModel> panels = FXCollections.observableArrayList();
  private final ObservableList<Attachment> attachments = FXCollections.observableArrayList();
  private final WorkloadModel workload;

  /** What is under way, or was last. */
  private @Nullable RunRequest asked;

  /** What is to run as soon as what is under way has ended. */
  private @Nullable RunRequest next;

  private final ReadOnlyObjectWrapper<@Nullable RunRequest> loaded = new ReadOnlyObjectWrapper<>();
  private @Nullable RunHandle handle;
  private @Nullable RunFollower current;
  private RunData shown = new RunData();
  private long phaseSince;
  private long streamingSince;
  private long streamedFor;
  private long lastRead;

  /**
   * @param ui runs tasks later on the thread that owns this session: {@code Platform::runLater}
   */
  public RunSession(Engine engine, Executor ui, LongSupplier nanoClock) {
    this.engine = engine;
    this.ui = ui;
    this.nanoClock = nanoClock;
    this.workload = new WorkloadModel(ui);
    phase.addListener((o, was, now) -> phaseSince = nanoClock.getAsLong());
  }

  public ReadOnlyObjectProperty<RunPhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  public RunPhase phase() {
    return phase.get();
  }

  public ReadOnlyObjectProperty<List<StageStatus>> stagesProperty() {
    return stages.getReadOnlyProperty();
  }

  /** What the last run found, in the order it was found. */
  public ObservableList<Problem> problems() {
    return problems;
  }

  /** One for each output of the last run that streamed; they stay until another one streams. */
  public ObservableList<PanelModel> panels() {
    return panels;
  }

  public ObservableList<Attachment> attachments() {
    return attachments;
  }

  public WorkloadModel workload() {
    return workload;
  }

  /** What was received and lost in the last run that streamed. */
  public LossLedger.Counts ledger() {
    return shown.ledger();
  }

  /** What the histograms of the last run that streamed have counted. */
  public long counted() {
    return shown.counted();
  }

  /** Whether the last run that streamed has an output of records, and does not only count. */
  public boolean sendsRecords() {
    return shown.panels().stream().anyMatch(RowsModel.class::isInstance);
  }

  /** What the kernel last took; null before the first. */
  public ReadOnlyObjectProperty<@Nullable RunRequest> loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /** Asks the verifier; see {@link Engine#verify}. */
  public CompletableFuture<Outcome<Verdict>> verify(RunRequest request) {
    return engine.verify(request);
  }

  /** How long the session has been in its phase. */
  public Duration inPhase() {
    return Duration.ofNanos(nanoClock.getAsLong() - phaseSince);
  }

  /** How long the last run that streamed has done so. */
  public Duration streamed() {
    return Duration.ofNanos(
        phase.get() == RunPhase.STREAMING ? nanoClock.getAsLong() - streamingSince : streamedFor);
  }

  /** Starts a run; one that is active is ended first. */
  public void run(RunRequest request) {
    if (phase.get().active()) {
      stop();
      next = request;
      return;
    }
    next = null;
    problems.clear();
    attachments.clear();
    workload.reset();
    stages.set(StageStatus.none());
    phase.set(RunPhase.STARTING);
    asked = request;
    RunFollower follower = new RunFollower(this, ui);
    current = follower;
    handle = engine.start(request, follower);
  }

  /** Whether another run follows the one that is being ended. */
  public boolean runsAnew() {
    return next != null;
  }

  /** Asks the run to end, and none follows it. */
  public void stop() {
    next = null;
    RunHandle running = handle;
    if (running != null && phase.get().active() && phase.get() != RunPhase.STOPPING) {
      noteEndOfStream();
      // it is killed now, which is no end of its own
      workload.runOver();
      phase.set(RunPhase.STOPPING);
      running.stop();
    }
  }

  /** Runs a command in the practice VM; only while the program streams. */
  public void startWorkload(String command) {
    RunHandle running = handle;
    if (running != null && phase.get() == RunPhase.STREAMING && !workload.running()) {
      workload.begin(command);
      running.startWorkload(command, workload.watcher());
    }
  }

  /** Called once a frame: asks for new counts when it is time. */
  public void pulse() {
    RunHandle running = handle;
    long now = nanoClock.getAsLong();
    if (running == null || phase.get() != RunPhase.STREAMING || now - lastRead < READ_EVERY) {
      return;
    }
    lastRead = now;
    for (PanelModel panel : panels) {
      if (panel instanceof HistogramModel histogram && histogram.beginRead()) {
        var unused =
            running
                .read(histogram.name())
                .whenComplete((counts, failure) -> histogram.endRead(counts));
      }
    }
  }

  /** Whether a word from there is about the run that is under way. */
  boolean follows(RunFollower follower) {
    return current == follower;
  }

  void preparing() {
    if (phase.get() == RunPhase.STARTING) {
      phase.set(RunPhase.PREPARING);
      stage(Stage.TRANSLATE, State.WAITING, null);
    }
  }

  void stageStarted(Stage stage) {
    stage(stage, State.RUNNING, null);
    if (phase.get() == RunPhase.STOPPING) {
      return;
    }
    if (stage == Stage.STREAM) {
      showData();
      streamingSince = nanoClock.getAsLong();
      phase.set(RunPhase.STREAMING);
    } else {
      phase.set(RunPhase.STARTING);
    }
  }

  /** Only now do the data of the run before give way: it can not be refused any more. */
  private void showData() {
    RunFollower follower = current;
    if (follower != null) {
      shown = follower.data();
      panels.setAll(shown.panels());
    }
  }

  void stage(Stage stage, State state, @Nullable Duration took) {
    stages.set(StageStatus.with(stages.get(), stage, state, took));
    if (stage == Stage.LOAD && state == State.DONE) {
      loaded.set(asked);
    }
  }

  void refused(List<Problem> found) {
    stages.set(StageStatus.refused(stages.get(), stageOf(found)));
    problems.addAll(found);
    over(RunPhase.REFUSED);
  }

  private static Stage stageOf(List<Problem> found) {
    return found.stream()
        .filter(p -> p.severity() == Severity.ERROR)
        .map(Problem::stage)
        .findFirst()
        .orElse(Stage.TRANSLATE);
  }

  void ended(@Nullable Problem why) {
    stages.set(
        why == null
            ? StageStatus.over(stages.get())
            : StageStatus.refused(stages.get(), Stage.STREAM));
    if (why != null) {
      problems.add(whileStreaming(why));
    }
    over(RunPhase.ENDED);
  }

  /** A machine that ends does not know what was going on in it. */
  private static Problem whileStreaming(Problem why) {
    return why.in(Stage.STREAM);
  }

  private void noteEndOfStream() {
    if (phase.get() == RunPhase.STREAMING) {
      streamedFor = nanoClock.getAsLong() - streamingSince;
    }
  }

  private void over(RunPhase how) {
    noteEndOfStream();
    handle = null;
    current = null;
    workload.runOver();
    phase.set(how);
    RunRequest following = next;
    if (following != null) {
      run(following);
    }
  }
}
