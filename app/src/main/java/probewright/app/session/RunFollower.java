package probewright.app.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;
import probewright.app.panels.EventLine;
import probewright.app.session.StageStatus.State;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.output.TraceLine;
import probewright.probes.Attachment;

/**
 * The engine's side of one run: data go straight into the run's models, all else is handed over to
 * the session's thread, where a late word of an earlier run is passed over.
 */
final class RunFollower implements RunWatcher {
  private final RunSession session;
  private final Executor ui;
  private final RunData data = new RunData();

  RunFollower(RunSession session, Executor ui) {
    this.session = session;
    this.ui = ui;
  }

  RunData data() {
    return data;
  }

  private void later(Runnable task) {
    ui.execute(
        () -> {
          if (session.follows(this)) {
            task.run();
          }
        });
  }

  @Override
  public void preparing() {
    later(session::preparing);
  }

  @Override
  public void stageStarted(Stage stage) {
    later(() -> session.stageStarted(stage));
  }

  @Override
  public void stageDone(Stage stage, Duration took) {
    later(() -> session.stage(stage, State.DONE, took));
  }

  @Override
  public void noted(List<Problem> found) {
    later(() -> session.problems().addAll(found));
  }

  @Override
  public void attachments(List<Attachment> made) {
    later(() -> session.attachments().setAll(made));
  }

  @Override
  public void outputs(List<RunOutput> outputs) {
    data.outputs(outputs);
  }

  @Override
  public void event(String stream, EventLine event) {
    data.event(stream, event);
  }

  @Override
  public void traceLine(TraceLine line) {
    data.traceLine(line);
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    data.lost(stream, kernel, agent);
  }

  @Override
  public void counts(String histogram, Distribution last) {
    data.counts(histogram, last);
  }

  @Override
  public void refused(List<Problem> found) {
    later(() -> session.refused(found));
  }

  @Override
  public void ended(@Nullable Problem why) {
    later(() -> session.ended(why));
  }
}
