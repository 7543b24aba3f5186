package probewright.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import probewright.agent.bpf.Waiter;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.FrameType;

/**
 * Carries records from the readers to the client, on a thread of its own that owns the readers: it
 * closes them at its end. Without a turn it reads on, and when a batch is full of what it could not
 * send, it drops and counts.
 */
final class Pump {
  /** So much at once means that there may be more. */
  private static final int MUCH = 128 << 10;

  private static final int IDLE_MILLISECONDS = 100;

  /** How long the kernel's buffers, which hold a burst, are trusted with waiting for a turn. */
  private static final int PATIENCE_MILLISECONDS = 20;

  /**
   * A small batch is followed by a rest, in which more gathers: a screen shows 60 frames a second.
   */
  private static final int REST_MILLISECONDS = 4;

  private static final int SMALL = 16 << 10;

  /** How long a drain goes on past its time, to drop and count what is left. */
  private static final int OVERTIME_MILLISECONDS = 300;

  private final Outbox outbox;
  private final List<Source> sources;
  private final Waiter waiter;
  private final Runnable broken;
  private final Thread thread;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile long drainUntil;
  private boolean starved;

  /**
   * @param broken is called on the pump's thread when the client cannot be written to
   */
  Pump(Outbox outbox, List<Source> sources, Waiter waiter, Runnable broken) {
    this.outbox = outbox;
    this.sources = new ArrayList<>(sources);
    this.waiter = waiter;
    this.broken = broken;
    this.thread = new Thread(this::run, "pump");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Ends it. What the kernel's buffers hold is still sent, for so long at most, and then dropped
   * and counted; with 0 it is dropped at once.
   *
   * @return whether its end was seen; if not, the thread is stuck in a write
   */
  boolean end(long drainMilliseconds) throws InterruptedException {
    drainUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMilliseconds);
    ending.countDown();
    waiter.wake();
    thread.join(drainMilliseconds + 1000);
    return !thread.isAlive();
  }

  /** What was lost and not told in a batch, once {@link #end} has returned true. */
  List<Body> untold() {
    return sources.stream()
        .filter(source -> source.untoldKernel() > 0 || source.untoldAgent() > 0)
        .map(
            source ->
                Body.with()
                    .put("stream", source.id())
                    .put("kernel", source.untoldKernel())
                    .put("agent", source.untoldAgent())
                    .done())
        .toList();
  }

  private void run() {
    try {
      while (ending.getCount() > 0) {
        long start = System.nanoTime();
        waiter.await(IDLE_MILLISECONDS);
        int bytes = 0;
        for (Source source : List.copyOf(sources)) {
          if (System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(IDLE_MILLISECONDS)) {
            source.reader().settle();
          }
          bytes += pump(source);
        }
        if (bytes < SMALL) {
          ending.await(REST_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
      }
      for (Source source : List.copyOf(sources)) {
        drain(source);
      }
    } catch (IOException e) {
      System.err.println("agent: " + e.getMessage());
      broken.run();
    } catch (AgentException e) {
      System.err.println("agent: " + e.getMessage());
      endAll(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sources.forEach(source -> source.reader().close());
      waiter.close();
    }
  }

  /** Nothing can be waited for any more: whoever listens must not go on waiting. */
  private void endAll(AgentException why) {
    try {
      for (Source source : sources) {
        tellEnd(source, why);
      }
    } catch (IOException gone) {
      System.err.println("agent: " + gone.getMessage());
      broken.run();
    }
  }

  private void tellEnd(Source source, AgentException why) throws IOException {
    outbox.control(
        FrameType.NOTICE,
        Body.with()
            .put("what", "stream.ended")
            .put("stream", source.id())
            .putAll(why.body(0))
            .done());
  }

  /** Sends or drops what one reader has, until it has no more. */
  private int pump(Source source) throws IOException, InterruptedException {
    int sum = 0;
    try {
      while (true) {
        int bytes = step(source, starved ? 0 : PATIENCE_MILLISECONDS);
        sum += bytes;
        if (bytes < MUCH || ending.getCount() == 0) {
          return sum;
        }
      }
    } catch (AgentException e) {
      sources.remove(source);
      source.reader().close();
      tellEnd(source, e);
      return sum;
    }
  }

  private void drain(Source source) throws IOException, InterruptedException {
    try {
      boolean discard = drainUntil - System.nanoTime() <= TimeUnit.MILLISECONDS.toNanos(1);
      if (discard) {
        return;
      }
      source.reader().settle();
      while (true) {
        long left = TimeUnit.NANOSECONDS.toMillis(drainUntil - System.nanoTime());
        // to the trace pipe others may write for ever, though no probe of ours is left
        if (step(source, Math.max(left, 0)) == 0 || left < -OVERTIME_MILLISECONDS) {
          return;
        }
      }
    } catch (AgentException e) {
      System.err.println("agent: " + source.name() + ": " + e.getMessage());
    } finally {
      source.drop();
    }
  }

  /** One batch, sent when its turn comes in time and gathered on when not: the bytes read. */
  private int step(Source source, long patience)
      throws IOException, AgentException, InterruptedException {
    boolean turn = outbox.awaitTurn(patience);
    starved = !turn;
    if (!turn) {
      int bytes = source.gather();
      if (source.isFull()) {
        source.drop();
      }
      return bytes;
    }
    try {
      int bytes = source.gather();
      ByteBuffer frame = source.take();
      if (frame.hasRemaining()) {
        outbox.batch(frame);
      }
      return bytes;
    } finally {
      outbox.endTurn();
    }
  }
}
