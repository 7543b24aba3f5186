package probewright.app.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;
import probewright.app.panels.EventLine;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.output.TraceLine;
import probewright.probes.Attachment;

/** Follows a run. Called on the engine's threads. */
public interface RunWatcher {
  /** The target is being brought up; no stage has begun. */
  void preparing();

  void stageStarted(Stage stage);

  void stageDone(Stage stage, Duration took);

  /** Warnings and notes that stopped nothing. */
  void noted(List<Problem> problems);

  /** What the program will be attached to. */
  void attachments(List<Attachment> attachments);

  /** The ways out of the kernel that the program has. */
  void outputs(List<RunOutput> outputs);

  /** An event of a stream, in the order of arrival. */
  void event(String stream, EventLine event);

  /** A line of the trace pipe. */
  void traceLine(TraceLine line);

  /** Records missing at this place in the order, by who lost them. */
  void lost(String stream, long kernel, long agent);

  /** The last counts of a histogram, read while the run was being ended. */
  void counts(String histogram, Distribution last);

  /** A stage was refused; the run is over and nothing is attached. */
  void refused(List<Problem> problems);

  /**
   * The run is over and nothing is attached.
   *
   * @param why null when it was stopped
   */
  void ended(@Nullable Problem why);
}
