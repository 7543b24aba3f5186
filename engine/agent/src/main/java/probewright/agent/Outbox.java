package probewright.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import probewright.agent.wire.Body;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;

/**
 * The way out to the client. A batch is made only in its turn, when there is credit and nobody else
 * writes, so a control frame waits for one batch at most; the lock is fair, so it does not wait for
 * a second one.
 */
final class Outbox {
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ReentrantLock counting = new ReentrantLock();
  private final Condition granted = counting.newCondition();
  private final OutputStream out;
  private final FrameWriter writer;
  private long credit;

  Outbox(OutputStream out) {
    this.out = out;
    this.writer = new FrameWriter(out);
  }

  void hello(Body hello) throws IOException {
    writing.lock();
    try {
      writer.writeHello(hello);
    } finally {
      writing.unlock();
    }
  }

  void control(FrameType type, Body body) throws IOException {
    byte[] payload = body.encode();
    writing.lock();
    try {
      writer.write(type, payload);
    } finally {
      writing.unlock();
    }
  }

  /** The client takes so many more bytes of batches. */
  void grant(long bytes) {
    counting.lock();
    try {
      // a client that grants without end gets what it asks for, but the sum must not overflow
      credit = Math.min(credit + bytes, Integer.MAX_VALUE);
      granted.signalAll();
    } finally {
      counting.unlock();
    }
  }

  /**
   * Waits for the turn to make a batch. When it comes, {@link #endTurn} must follow.
   *
   * @return false when there was no credit, or no end of another's writing, for so long
   */
  boolean awaitTurn(long milliseconds) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    counting.lock();
    try {
      while (credit <= 0) {
        if (left <= 0) {
          return false;
        }
        left = granted.awaitNanos(left);
      }
    } finally {
      counting.unlock();
    }
    return writing.tryLock(Math.max(left, 0), TimeUnit.NANOSECONDS);
  }

  /**
   * Writes a batch in the turn that was got. The credit may fall below zero by one batch.
   *
   * @param frame header and payload, from position to limit
   */
  void batch(ByteBuffer frame) throws IOException {
    counting.lock();
    try {
      credit -= frame.remaining();
    } finally {
      counting.unlock();
    }
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    out.write(bytes);
    out.flush();
  }

  void endTurn() {
    writing.unlock();
  }
}
