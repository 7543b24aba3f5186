package probewright.capture;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time since the first wait, and waits that can be ended. Safe for many threads. */
class Stopwatch {
  private final LongSupplier nanoClock;
  private long began;
  private boolean running;
  private boolean stopped;

  Stopwatch() {
    this(System::nanoTime);
  }

  Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Waits until so many nanoseconds have passed since the first wait; false when it is stopped. */
  synchronized boolean waitUntil(long nanos) throws InterruptedException {
    if (!running) {
      running = true;
      began = nanoClock.getAsLong();
    }
    // 0 is at once: no clock is asked
    while (!stopped && nanos > 0) {
      long left = nanos - (nanoClock.getAsLong() - began);
      if (left <= 0) {
        break;
      }
      pause(left);
    }
    return !stopped;
  }

  /** Waits so long at most; a notification ends it earlier. */
  void pause(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, nanos);
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized boolean isStopped() {
    return stopped;
  }
}
