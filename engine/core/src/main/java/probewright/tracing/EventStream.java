package probewright.tracing;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of a running program, oldest first. Iterating waits for the next one and ends with the
 * program: when it is closed or detached, or its target goes. Events that nobody takes are kept, 16
 * MiB of each stream; beyond that the oldest go, counted. Two readers of one stream share its
 * events. Safe for many threads; an iterator is one thread's.
 */
public final class EventStream<E> implements Iterable<E> {
  private static final Duration FOREVER = Duration.ofDays(10_000);

  private final StreamQueue queue;
  private final Function<byte[], E> decoder;

  EventStream(StreamQueue queue, Function<byte[], E> decoder) {
    this.queue = queue;
    this.decoder = decoder;
  }

  /**
   * The next event or gap; empty when none comes within the time, or none ever will.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Entry<E>> next(Duration patience) throws InterruptedException {
    StreamQueue.Item item = queue.take(patience);
    if (item == null) {
      return Optional.empty();
    }
    byte[] data = item.data();
    return Optional.of(
        data == null
            ? new Entry.Lost<>(item.kernel(), item.agent(), item.reader())
            : new Entry.Event<>(decoder.apply(data), item.cpu()));
  }

  /** The events without the gaps between them; {@link #lost} tells of those. */
  @Override
  public Iterator<E> iterator() {
    return new Iterator<>() {
      private @Nullable E following;

      @Override
      public boolean hasNext() {
        try {
          while (following == null && !queue.isOver()) {
            if (EventStream.this.next(FOREVER).orElse(null) instanceof Entry.Event<E> event) {
              following = event.value();
            }
          }
        } catch (InterruptedException asked) {
          Thread.currentThread().interrupt();
        }
        return following != null;
      }

      @Override
      public E next() {
        if (!hasNext() || following == null) {
          throw new NoSuchElementException();
        }
        E next = following;
        following = null;
        return next;
      }
    };
  }

  /** The same as a stream, which ends with the program. */
  public Stream<E> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** Events that arrived, taken or not. */
  public long received() {
    return queue.received();
  }

  /** Their bytes. */
  public long bytes() {
    return queue.bytes();
  }

  /** Events that were lost on the way, wherever. */
  public long lost() {
    return queue.lostEvents();
  }
}
