package probewright.app.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Stage;

/**
 * How far one stage is.
 *
 * @param took null until it is over
 */
public record StageStatus(Stage stage, State state, @Nullable Duration took) {
  /** The stages the strip shows, in order. */
  public static final List<Stage> SHOWN =
      List.of(Stage.TRANSLATE, Stage.COMPILE, Stage.LOAD, Stage.ATTACH, Stage.STREAM);

  /** Each has a shape of its own. */
  public enum State {
    NOT_REACHED,
    WAITING,
    RUNNING,
    DONE,
    REFUSED
  }

  /** All stages before a run. */
  public static List<StageStatus> none() {
    return SHOWN.stream().map(s -> new StageStatus(s, State.NOT_REACHED, null)).toList();
  }

  /** The list with one stage changed. */
  public static List<StageStatus> with(
      List<StageStatus> all, Stage stage, State state, @Nullable Duration took) {
    List<StageStatus> changed = new ArrayList<>(all);
    int index = SHOWN.indexOf(stage);
    if (index >= 0) {
      changed.set(index, new StageStatus(stage, state, took));
    }
    return List.copyOf(changed);
  }

  /** The list once a stage was refused: what was done stays, what was under way was not reached. */
  static List<StageStatus> refused(List<StageStatus> all, Stage stage) {
    int index = SHOWN.indexOf(stage);
    return with(over(all), stage, State.REFUSED, index < 0 ? null : all.get(index).took());
  }

  /** The list once a run is over: no stage waits or runs any more. */
  static List<StageStatus> over(List<StageStatus> all) {
    return all.stream()
        .map(
            status ->
                status.state() == State.DONE
                    ? status
                    : new StageStatus(status.stage(), State.NOT_REACHED, null))
        .toList();
  }
}
