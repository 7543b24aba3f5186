package probewright.target;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Records;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.output.LossLedger;

/**
 * Hands batches on to their listeners, in order, on a thread of its own, and gives the agent credit
 * for each when its listener is done with it. At most {@link #WINDOW} bytes and one batch are here.
 */
final class Streams {
  /** Bytes of batches that may be on their way. */
  static final int WINDOW = 2 << 20;

  /**
   * One stream.
   *
   * @param hurried nobody waits for its listener any more: what it has not taken is counted
   */
  private record Stream(
      String name, StreamListener listener, StreamCount count, AtomicBoolean hurried) {}

  /** What has come of a stream. */
  record Came(String name, LossLedger.Counts counts) {}

  private final Map<Integer, Stream> byId = new HashMap<>();
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final IntConsumer credit;
  private final Consumer<Problem> failed;
  private final Thread thread = new Thread(this::run, "agent-streams");
  private int lastId;
  private volatile boolean over;

  /**
   * @param credit is told how many bytes the agent may send again
   * @param failed is told when a listener throws, or a batch is malformed
   */
  Streams(IntConsumer credit, Consumer<Problem> failed) {
    this.credit = credit;
    this.failed = failed;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Registers a stream, before the agent is asked to open it: its number on the wire. */
  synchronized int add(String name, StreamListener listener) {
    do {
      lastId = lastId + 1 & 0xffff;
    } while (byId.containsKey(lastId));
    byId.put(lastId, new Stream(name, listener, new StreamCount(), new AtomicBoolean()));
    return lastId;
  }

  /** What still comes of the stream is dropped. */
  synchronized void forget(int id) {
    byId.remove(id);
  }

  synchronized void forgetAll() {
    byId.clear();
  }

  private synchronized @org.jspecify.annotations.Nullable Stream find(int id) {
    return byId.get(id);
  }

  /** What has come of a stream so far; empty when it is not, or no longer, there. */
  Optional<Came> count(int id) {
    return Optional.ofNullable(find(id)).map(stream -> new Came(stream.name, stream.count.now()));
  }

  /** Called by the reader with a batch's payload. */
  void receive(ByteBuffer batch) throws MalformedFrameException {
    int size = batch.remaining() + Frame.HEADER;
    if (batch.remaining() < Records.STREAM_HEADER
        || queuedBytes.addAndGet(size) > WINDOW + Frame.MAXIMUM) {
      throw new MalformedFrameException("batch", size);
    }
    queue.add(
        () -> {
          deliver(batch);
          queuedBytes.addAndGet(-size);
          credit.accept(size);
        });
  }

  private void deliver(ByteBuffer batch) {
    int id = Short.toUnsignedInt(batch.getShort());
    Stream stream = find(id);
    if (stream == null) {
      return;
    }
    Delivery delivery = new Delivery(stream);
    try {
      Records.visit(batch, delivery);
    } catch (MalformedFrameException e) {
      failed.accept(Problem.error(Stage.STREAM, "agent.malformed", String.valueOf(e.getMessage())));
    } finally {
      delivery.count();
    }
  }

  /** Hands the records of one batch on, and counts them once. */
  private static final class Delivery implements Records.Visitor {
    private final Stream stream;
    private long records;
    private long bytes;
    private long dropped;

    Delivery(Stream stream) {
      this.stream = stream;
    }

    @Override
    public void record(int cpu, ByteBuffer data) {
      if (stream.hurried.get()) {
        dropped++;
        return;
      }
      records++;
      bytes += data.remaining();
      stream.listener.record(stream.name, cpu, data);
    }

    @Override
    public void lost(long kernel, long agent) {
      stream.count.lost(kernel, agent);
      stream.listener.lost(stream.name, kernel, agent);
    }

    void count() {
      stream.count.received(records, bytes);
      if (dropped > 0) {
        lost(0, dropped);
      }
    }
  }

  /** Called by the reader: a single stream has ended. */
  void notice(Body notice) throws MalformedFrameException {
    if (!notice.text("what").equals("stream.ended")) {
      return;
    }
    int id = notice.number("stream", 0, 65535);
    Problem why =
        Problem.error(Stage.STREAM, "agent.stream-failed", notice.texts("arguments").toArray());
    queue.add(
        () -> {
          Stream stream = find(id);
          if (stream != null) {
            forget(id);
            stream.listener.ended(why);
          }
        });
  }

  /** A loss that no batch told, in its place behind all that was received. */
  void lost(int id, long kernel, long agent) {
    queue.add(
        () -> {
          Stream stream = find(id);
          if (stream != null) {
            stream.count.lost(kernel, agent);
            stream.listener.lost(stream.name, kernel, agent);
          }
        });
  }

  /**
   * Waits until all that was received has been handed on, for so long at most; what slow listeners
   * of these streams have not taken by then is counted as lost, for which they get as long again.
   */
  void flush(List<Integer> ids, long milliseconds) throws InterruptedException {
    if (Thread.currentThread() == thread) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    queue.add(done::countDown);
    if (!await(done, milliseconds)) {
      for (int id : ids) {
        Stream stream = find(id);
        if (stream != null) {
          stream.hurried.set(true);
        }
      }
      await(done, milliseconds);
    }
  }

  /** The thread may have ended before it came to the latch. */
  private boolean await(CountDownLatch done, long milliseconds) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    boolean reached = done.await(20, TimeUnit.MILLISECONDS);
    while (!reached && thread.isAlive() && System.nanoTime() < until) {
      reached = done.await(20, TimeUnit.MILLISECONDS);
    }
    return reached;
  }

  /** Tells every listener that nothing comes any more, after what was received, and ends. */
  void end(Problem why) {
    queue.add(
        () -> {
          Set<StreamListener> listeners = new HashSet<>();
          synchronized (this) {
            byId.values().forEach(stream -> listeners.add(stream.listener));
            byId.clear();
          }
          over = true;
          listeners.forEach(listener -> listener.ended(why));
        });
  }

  private void run() {
    try {
      while (!over) {
        Runnable task = queue.take();
        try {
          task.run();
        } catch (RuntimeException e) {
          // ends the session: a listener that has missed a record cannot say what it lost
          System.getLogger(Streams.class.getName())
              .log(System.Logger.Level.ERROR, "a listener failed", e);
          failed.accept(Problem.error(Stage.STREAM, "agent.listener-failed", e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
