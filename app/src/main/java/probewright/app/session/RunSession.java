package probewright.app.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;
import probewright.app.panels.EventsModel;
import probewright.app.panels.HistogramModel;
import probewright.app.panels.PanelModel;
import probewright.app.panels.TraceModel;
import probewright.app.session.Engine.RunHandle;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.StageStatus.State;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.output.LossLedger;
import probewright.output.TraceLine;
import probewright.probes.Attachment;
import probewright.target.StreamListener;

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

  private @Nullable RunHandle handle;
  private @Nullable Watcher current;
  private LossLedger ledger = new LossLedger();
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

  /** One for each output of the last run; they stay after Stop. */
  public ObservableList<PanelModel> panels() {
    return panels;
  }

  public ObservableList<Attachment> attachments() {
    return attachments;
  }

  public WorkloadModel workload() {
    return workload;
  }

  /** What was received and lost in the last run. */
  public LossLedger.Counts ledger() {
    return ledger.snapshot().total();
  }

  /** How long the last run has streamed. */
  public Duration streamed() {
    return Duration.ofNanos(
        phase.get() == RunPhase.STREAMING ? nanoClock.getAsLong() - streamingSince : streamedFor);
  }

  /** Starts a run; nothing happens while one is active. */
  public void run(RunRequest request) {
    if (phase.get().active()) {
      return;
    }
    problems.clear();
    panels.clear();
    attachments.clear();
    ledger = new LossLedger();
    workload.reset();
    streamedFor = 0;
    stages.set(StageStatus.none());
    phase.set(RunPhase.STARTING);
    Watcher watcher = new Watcher(ledger);
    current = watcher;
    handle = engine.start(request, watcher);
  }

  /** Asks the run to end. */
  public void stop() {
    RunHandle running = handle;
    if (running != null && phase.get().active() && phase.get() != RunPhase.STOPPING) {
      noteEndOfStream();
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

  /** Forgets what a stage found, as its text has changed. */
  public void clearProblems() {
    problems.clear();
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
  }

  private static PanelModel panel(RunOutput output) {
    if (output instanceof RunOutput.Events events) {
      return new EventsModel(events.name(), events.columns());
    }
    if (output instanceof RunOutput.Trace trace) {
      return new TraceModel(trace.name());
    }
    return new HistogramModel(output.name());
  }

  /** The engine's side of one run. */
  private final class Watcher implements RunWatcher {
    private final LossLedger counts;
    private volatile List<PanelModel> models = List.of();

    Watcher(LossLedger counts) {
      this.counts = counts;
    }

    private void later(Runnable task) {
      ui.execute(
          () -> {
            if (current == this) {
              task.run();
            }
          });
    }

    @Override
    public void preparing() {
      later(
          () -> {
            if (phase.get() == RunPhase.STARTING) {
              phase.set(RunPhase.PREPARING);
              stages.set(StageStatus.with(stages.get(), Stage.TRANSLATE, State.WAITING, null));
            }
          });
    }

    @Override
    public void stageStarted(Stage stage) {
      later(
          () -> {
            stages.set(StageStatus.with(stages.get(), stage, State.RUNNING, null));
            if (phase.get() == RunPhase.STOPPING) {
              return;
            }
            if (stage == Stage.STREAM) {
              streamingSince = nanoClock.getAsLong();
              phase.set(RunPhase.STREAMING);
            } else {
              phase.set(RunPhase.STARTING);
            }
          });
    }

    @Override
    public void stageDone(Stage stage, Duration took) {
      later(() -> stages.set(StageStatus.with(stages.get(), stage, State.DONE, took)));
    }

    @Override
    public void noted(List<Problem> found) {
      later(() -> problems.addAll(found));
    }

    @Override
    public void attachments(List<Attachment> made) {
      later(() -> attachments.setAll(made));
    }

    @Override
    public void outputs(List<RunOutput> outputs) {
      List<PanelModel> made = outputs.stream().map(RunSession::panel).toList();
      models = made;
      later(() -> panels.setAll(made));
    }

    @Override
    public void event(String stream, probewright.app.panels.EventLine event) {
      counts.received(stream, 1, 0);
      for (PanelModel model : models) {
        if (model instanceof EventsModel events && events.name().equals(stream)) {
          events.append(event);
        }
      }
    }

    @Override
    public void traceLine(TraceLine line) {
      if (line instanceof TraceLine.Lost lost) {
        counts.kernelLost(StreamListener.TRACE_PIPE, lost.events());
      } else {
        counts.received(StreamListener.TRACE_PIPE, 1, 0);
      }
      for (PanelModel model : models) {
        if (model instanceof TraceModel trace) {
          trace.append(line);
        }
      }
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      counts.kernelLost(stream, kernel);
      counts.agentDropped(stream, agent);
      for (PanelModel model : models) {
        if (model.name().equals(stream)) {
          model.lost(kernel, agent);
        }
      }
    }

    @Override
    public void counts(String histogram, Distribution last) {
      for (PanelModel model : models) {
        if (model instanceof HistogramModel shown && shown.name().equals(histogram)) {
          shown.set(last);
        }
      }
    }

    @Override
    public void refused(List<Problem> found) {
      later(
          () -> {
            Stage stage =
                found.stream()
                    .filter(p -> p.severity() == Severity.ERROR)
                    .map(Problem::stage)
                    .findFirst()
                    .orElse(Stage.TRANSLATE);
            Duration took =
                stages.get().stream()
                    .filter(s -> s.stage() == stage)
                    .map(StageStatus::took)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            List<StageStatus> after = new ArrayList<>();
            for (StageStatus status : stages.get()) {
              boolean done = status.state() == State.DONE && status.stage() != stage;
              after.add(done ? status : new StageStatus(status.stage(), State.NOT_REACHED, null));
            }
            stages.set(StageStatus.with(after, stage, State.REFUSED, took));
            problems.addAll(found);
            over(RunPhase.REFUSED);
          });
    }

    @Override
    public void ended(@Nullable Problem why) {
      later(
          () -> {
            stages.set(
                StageStatus.with(
                    stages.get(),
                    Stage.STREAM,
                    why == null ? State.NOT_REACHED : State.REFUSED,
                    null));
            if (why != null) {
              problems.add(why);
            }
            over(RunPhase.ENDED);
          });
    }
  }
}
