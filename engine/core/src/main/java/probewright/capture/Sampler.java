package probewright.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.ProblemException;
import probewright.target.Output;
import probewright.target.RunView;

/** Reads a run's maps for its capture. */
final class Sampler {
  /** Reading may take so much of the time. */
  private static final int SHARE = 10;

  private final RunView run;
  private final Recorder recorder;
  private @Nullable Thread thread;
  private boolean stopped;

  Sampler(RunView run, Recorder recorder) {
    this.run = run;
    this.recorder = recorder;
  }

  synchronized void start(Duration interval) {
    thread = new Thread(() -> follow(interval.toNanos()), "capture-maps");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow(long interval) {
    try {
      long pause = interval;
      while (waitedFor(pause)) {
        long before = System.nanoTime();
        sample();
        pause = Math.max(interval, SHARE * (System.nanoTime() - before));
      }
    } catch (ProblemException gone) {
      // the listener is told by the target itself
      System.getLogger(Sampler.class.getName()).log(System.Logger.Level.DEBUG, "maps", gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the time has passed and it is not stopped. */
  private synchronized boolean waitedFor(long nanos) throws InterruptedException {
    long until = System.nanoTime() + nanos;
    long left = nanos;
    while (!stopped && left > 0) {
      wait(left / 1_000_000 + 1);
      left = until - System.nanoTime();
    }
    return !stopped;
  }

  /** Reads all maps once. */
  void sample() throws ProblemException {
    for (Output output : run.outputs()) {
      if (output instanceof Output.Entries map) {
        recorder.sample(map, run.read(map.name()));
      }
    }
  }

  /** Reads no more by itself. */
  void stop() {
    Thread reading;
    synchronized (this) {
      stopped = true;
      notifyAll();
      reading = thread;
    }
    if (reading != null) {
      try {
        reading.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
