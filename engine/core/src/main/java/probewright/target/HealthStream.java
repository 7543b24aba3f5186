package probewright.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.output.Health;

/**
 * What a run costs, asked again and again on a thread of its own. The kernel counts as long as this
 * is open, or the run. It ends by itself when the target is gone or the run has ended; closing it,
 * once or many times, waits for no answer.
 */
public final class HealthStream implements AutoCloseable {
  private final Attached run;
  private final Duration interval;
  private final HealthListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);

  private HealthStream(Attached run, Duration interval, HealthListener listener) {
    this.run = run;
    this.interval = interval;
    this.listener = listener;
  }

  /** Follows a run. The first figures come at once, then one set each time that has passed. */
  public static HealthStream follow(Run run, Duration interval, HealthListener listener) {
    return follow(run.attached(), interval, listener);
  }

  static HealthStream follow(Attached run, Duration interval, HealthListener listener) {
    HealthStream stream = new HealthStream(run, interval, listener);
    Thread thread = new Thread(stream::ask, "health");
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  private void ask() {
    try {
      Optional<Problem> why = run.countCosts(true);
      why.ifPresent(listener::noted);
      Health before = null;
      do {
        before = tell(before, why.isEmpty());
      } while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
      run.countCosts(false);
    } catch (ProblemException gone) {
      // who follows the run's events is told why; the counting ends with the run
      System.getLogger(HealthStream.class.getName())
          .log(System.Logger.Level.DEBUG, "nothing more to ask", gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Health tell(@Nullable Health before, boolean counting) throws ProblemException {
    Health now = run.health();
    listener.health(now, counting && before != null ? now.since(before) : List.of());
    return now;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
