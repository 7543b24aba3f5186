package probewright.app.analysis;

import java.time.Duration;
import javafx.animation.PauseTransition;

/** Waits until nothing has happened for a while. JavaFX thread. */
public interface Pause {
  /** Forgets what was to be run and runs this when it has not been restarted for the while. */
  void restart(Runnable task);

  /** Nothing is run any more, until the next {@link #restart}. */
  void stop();

  /** A pause by the toolkit's clock. */
  static Pause of(Duration time) {
    PauseTransition clock =
        new PauseTransition(javafx.util.Duration.millis((double) time.toMillis()));
    return new Pause() {
      @Override
      public void restart(Runnable task) {
        clock.setOnFinished(event -> task.run());
        clock.playFromStart();
      }

      @Override
      public void stop() {
        clock.stop();
      }
    };
  }
}
