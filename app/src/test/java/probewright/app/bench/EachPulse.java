package probewright.app.bench;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Waits for what a window comes to. */
final class EachPulse {
  private EachPulse() {}

  /** Waits until it is so; looks once a pulse, on the JavaFX thread. Not that thread. */
  static void until(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch there = new CountDownLatch(1);
    AnimationTimer look =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (condition.getAsBoolean()) {
              stop();
              there.countDown();
            }
          }
        };
    Platform.runLater(look::start);
    there.await();
  }
}
