package probewright.tracing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has sent and nobody has taken yet: so many bytes at most, then the oldest go and
 * are counted. The target's thread adds, any thread takes.
 */
final class StreamQueue {
  private static final int MOST_BYTES = 16 << 20;

  /** What an event costs beside its bytes. */
  private static final int OVERHEAD = 64;

  /** An event's bytes, or a gap when {@code data} is null. */
  record Item(byte @Nullable [] data, int cpu, long kernel, long agent, long reader) {}

  private final ArrayDeque<Item> items = new ArrayDeque<>();
  private long size;

  /** What is not there any more before the oldest item: events that went, and gaps that did. */
  private @Nullable Item gone;

  private long received;
  private long bytes;
  private long lost;
  private boolean ended;

  synchronized void add(int cpu, ByteBuffer data) {
    byte[] copy = new byte[data.remaining()];
    data.get(data.position(), copy);
    received++;
    bytes += copy.length;
    put(new Item(copy, cpu, 0, 0, 0));
  }

  synchronized void lost(long kernel, long agent) {
    lost += kernel + agent;
    put(new Item(null, -1, kernel, agent, 0));
  }

  private void put(Item item) {
    items.add(item);
    size += weight(item);
    while (size > MOST_BYTES) {
      Item oldest = items.remove();
      size -= weight(oldest);
      int dropped = oldest.data == null ? 0 : 1;
      lost += dropped;
      Item before = gone == null ? new Item(null, -1, 0, 0, 0) : gone;
      gone =
          new Item(
              null,
              -1,
              before.kernel + oldest.kernel,
              before.agent + oldest.agent,
              before.reader + oldest.reader + dropped);
    }
    notifyAll();
  }

  private static int weight(Item item) {
    return OVERHEAD + (item.data == null ? 0 : item.data.length);
  }

  /** Nothing comes any more; what is there can still be taken. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** The next item; null when there is none in time, or none will come. */
  synchronized @Nullable Item take(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (items.isEmpty() && gone == null && !ended) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    Item gap = gone;
    if (gap != null) {
      gone = null;
      return gap;
    }
    Item next = items.poll();
    if (next != null) {
      size -= weight(next);
    }
    return next;
  }

  /** Whether nothing is left and nothing comes. */
  synchronized boolean isOver() {
    return ended && items.isEmpty() && gone == null;
  }

  synchronized long received() {
    return received;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized long lostEvents() {
    return lost;
  }
}
