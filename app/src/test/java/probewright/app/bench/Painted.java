package probewright.app.bench;

import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * From an event to the end of the pulse that painted what it changed. What the renderer is given
 * behind a pulse's own painting is done behind it, for it is one thread.
 */
final class Painted {
  private final Scene scene;

  Painted(Scene scene) {
    this.scene = scene;
  }

  /** Does something on the JavaFX thread; nanoseconds until it was painted. Not that thread. */
  long nanos(Runnable event) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    AtomicLong begun = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    Platform.runLater(
        () -> {
          begun.set(System.nanoTime());
          event.run();
          behindThisPulse(
              () -> {
                ended.set(System.nanoTime());
                done.countDown();
              });
        });
    done.await();
    return ended.get() - begun.get();
  }

  /** Runs a task when what this pulse changes is painted; JavaFX thread, the task on another. */
  void behindThisPulse(Runnable then) {
    Runnable[] listener = new Runnable[1];
    listener[0] =
        () -> {
          scene.removePostLayoutPulseListener(listener[0]);
          Platform.runLater(
              () -> {
                var unused = Toolkit.getToolkit().addRenderJob(new RenderJob(then));
              });
        };
    scene.addPostLayoutPulseListener(listener[0]);
    Platform.requestNextPulse();
  }
}
