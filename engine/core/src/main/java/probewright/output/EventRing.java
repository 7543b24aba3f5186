package probewright.output;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest events of a stream, as raw bytes, in memory that was taken once: what is painted is
 * decoded then, what is never looked at is never decoded. One thread appends, any thread reads; the
 * lock is held for the copying of one event or of one window.
 */
public final class EventRing {
  private final int[] cpus;
  private final long[] times;
  private final int[] lengths;
  private final long[] starts;
  private final byte[] store;
  // events and bytes ever appended; the n-th event stands at n modulo the rows
  private long appended;
  private long first;
  private long written;

  /**
   * @param rows the most events it holds
   * @param bytes the most bytes they may have together; when they have more, older events go
   */
  public EventRing(int rows, int bytes) {
    if (rows < 1 || bytes < 1) {
      throw new IllegalArgumentException(rows + " rows of together " + bytes + " bytes");
    }
    this.cpus = new int[rows];
    this.times = new long[rows];
    this.lengths = new int[rows];
    this.starts = new long[rows];
    this.store = new byte[bytes];
  }

  /**
   * An event as it came.
   *
   * @param sequence its number in the stream, from 0
   * @param nanos when it was appended, on the clock of whoever appended it
   */
  public record Event(long sequence, long nanos, int cpu, byte[] bytes) {}

  /**
   * Adds an event and overwrites the oldest where there is no room. Of one that is longer than the
   * whole ring only the beginning is kept.
   *
   * @param data read from its position to its limit; the position is not moved
   */
  public synchronized void append(long nanos, int cpu, ByteBuffer data) {
    int length = Math.min(data.remaining(), store.length);
    int row = row(appended);
    while (first < appended
        && (appended - first == lengths.length
            || written + length - starts[row(first)] > store.length)) {
      first++;
    }
    int at = (int) (written % store.length);
    int untilEnd = Math.min(length, store.length - at);
    data.get(data.position(), store, at, untilEnd);
    data.get(data.position() + untilEnd, store, 0, length - untilEnd);
    cpus[row] = cpu;
    times[row] = nanos;
    lengths[row] = length;
    starts[row] = written;
    written += length;
    appended++;
  }

  /** Events appended since the beginning; the next one gets this number. */
  public synchronized long appended() {
    return appended;
  }

  /** Events that are gone: also the number of the oldest that is there. */
  public synchronized long overwritten() {
    return first;
  }

  /** Up to {@code count} events from the given number on; those that are gone are left out. */
  public synchronized List<Event> window(long sequence, int count) {
    long from = Math.max(first, sequence);
    // no sum of from and count, which may overflow
    long there = Math.max(0, Math.min(count - (from - Math.min(from, sequence)), appended - from));
    List<Event> events = new ArrayList<>((int) there);
    for (long i = from; i < from + there; i++) {
      events.add(event(i));
    }
    return events;
  }

  /** The latest events, at most {@code count}, oldest first. */
  public synchronized List<Event> latest(int count) {
    return window(Math.max(first, appended - count), count);
  }

  /** Forgets all events, without counting them as overwritten anew. */
  public synchronized void clear() {
    first = appended;
  }

  private Event event(long sequence) {
    int row = row(sequence);
    byte[] bytes = new byte[lengths[row]];
    int at = (int) (starts[row] % store.length);
    int untilEnd = Math.min(bytes.length, store.length - at);
    System.arraycopy(store, at, bytes, 0, untilEnd);
    System.arraycopy(store, 0, bytes, untilEnd, bytes.length - untilEnd);
    return new Event(sequence, times[row], cpus[row], bytes);
  }

  private int row(long sequence) {
    return (int) (sequence % lengths.length);
  }
}
