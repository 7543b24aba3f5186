package probewright.app.bench;

import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
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

  /**
   * What one event took, in nanoseconds.
   *
   * @param waited by the clock, the wait for the next pulse in it
   * @param worked what the JavaFX thread had of a processor
   * @param painted what the renderer had of one
   */
  record Took(long waited, long worked, long painted) {}

  /** Does something on the JavaFX thread and waits until it was painted. Not that thread. */
  Took event(Runnable event) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    AtomicLong begun = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    AtomicLong worked = new AtomicLong();
    AtomicLong painted = new AtomicLong();
    Platform.runLater(
        () -> {
          begun.set(System.nanoTime());
          worked.set(-processor("JavaFX Application"));
          painted.set(-processor("QuantumRenderer"));
          event.run();
          behindThisPulse(
              () -> {
                ended.set(System.nanoTime());
                worked.addAndGet(processor("JavaFX Application"));
                painted.addAndGet(processor("QuantumRenderer"));
                done.countDown();
              });
        });
    done.await();
    return new Took(ended.get() - begun.get(), worked.get(), painted.get());
  }

  /** What the threads whose name begins so have had of a processor, in nanoseconds. */
  static long processor(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(name)) {
        sum += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return sum;
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
