package probewright.capture;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records of one stream that came one after the other, as a capture keeps them: each {@code u32
 * size, i32 cpu, u32 nanoseconds since the batch's time, bytes}, numbers big-endian. Filled by one
 * thread at a time.
 */
final class Batch {
  /** What is fuller than this is written. */
  static final int FULL = 64 << 10;

  private static final int HEADER = 12;
  private static final int FIRST_ROOM = 4 << 10;
  private static final long LONGEST_NANOS = 0xffff_ffffL;

  final String stream;
  final long position;
  final long time;
  private int count;
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_ROOM);

  Batch(String stream, long position, long time) {
    this.stream = stream;
    this.position = position;
    this.time = time;
  }

  /** Whether the record goes into this batch and not into a new one. */
  boolean takes(String other, long now) {
    return stream.equals(other) && bytes.position() < FULL && now - time <= LONGEST_NANOS;
  }

  /** Adds a record; its buffer's position is not moved. */
  void add(long now, int cpu, ByteBuffer data) {
    int size = data.remaining();
    if (bytes.remaining() < HEADER + size) {
      int room = Math.max(2 * bytes.capacity(), bytes.position() + HEADER + size);
      bytes = ByteBuffer.allocate(room).put(bytes.flip());
    }
    bytes.putInt(size).putInt(cpu).putInt((int) (now - time)).put(data.duplicate());
    count++;
  }

  Row row() {
    byte[] records = Arrays.copyOf(bytes.array(), bytes.position());
    return Row.counted(stream, count, Table.BATCHES, position, time, stream, count, records);
  }

  /** Is told the records of a batch, in order. */
  interface Visitor {
    /**
     * One record.
     *
     * @param nanos since the batch's time
     * @param data valid during the call only
     * @return whether to go on
     */
    boolean record(long nanos, int cpu, ByteBuffer data);
  }

  /**
   * Walks the records of a row.
   *
   * @return false when the bytes are not such records; the ones before were told
   */
  static boolean visit(byte[] records, Visitor visitor) {
    ByteBuffer left = ByteBuffer.wrap(records);
    while (left.hasRemaining()) {
      if (left.remaining() < HEADER) {
        return false;
      }
      int size = left.getInt();
      int cpu = left.getInt();
      long nanos = Integer.toUnsignedLong(left.getInt());
      if (size < 0 || size > left.remaining()) {
        return false;
      }
      if (!visitor.record(nanos, cpu, left.slice(left.position(), size))) {
        return true;
      }
      left.position(left.position() + size);
    }
    return true;
  }
}
