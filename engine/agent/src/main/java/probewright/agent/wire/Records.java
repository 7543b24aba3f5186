package probewright.agent.wire;

import java.nio.ByteBuffer;

/**
 * A batch's payload: u16 stream, then records: u32 size, u32 cpu, bytes. A size of all ones is a
 * loss: u32 cpu, u64 lost in the kernel, u64 dropped by the agent. Numbers are big-endian, a CPU of
 * all ones is unknown.
 */
public final class Records {
  /** Bytes before the first record. */
  public static final int STREAM_HEADER = 2;

  /** Bytes of a loss. */
  public static final int LOSS = 24;

  private static final int LOSS_MARK = -1;
  private static final int UNKNOWN = -1;

  private Records() {}

  /** Is told what stands in a batch, in order. */
  public interface Visitor {
    /**
     * One record.
     *
     * @param cpu -1 when it is not known
     * @param data valid during the call only
     */
    void record(int cpu, ByteBuffer data);

    void lost(long kernel, long agent);
  }

  /** Puts a loss. */
  public static void putLoss(ByteBuffer into, long kernel, long agent) {
    into.putInt(LOSS_MARK).putInt(UNKNOWN).putLong(kernel).putLong(agent);
  }

  /**
   * Walks the records from the buffer's position to its limit.
   *
   * @throws MalformedFrameException when the last one is cut short; the ones before were told
   */
  public static void visit(ByteBuffer records, Visitor visitor) throws MalformedFrameException {
    while (records.hasRemaining()) {
      visitOne(records, visitor);
    }
  }

  /** The same for the first one alone, of which there must be one. */
  public static void visitOne(ByteBuffer records, Visitor visitor) throws MalformedFrameException {
    if (records.remaining() < 8) {
      throw new MalformedFrameException("record", records.remaining());
    }
    int size = records.getInt();
    int cpu = records.getInt();
    if (size == LOSS_MARK) {
      if (records.remaining() < LOSS - 8) {
        throw new MalformedFrameException("loss", records.remaining());
      }
      visitor.lost(records.getLong(), records.getLong());
    } else {
      if (size < 0 || size > records.remaining()) {
        throw new MalformedFrameException("record", Integer.toUnsignedString(size));
      }
      visitor.record(cpu, records.slice(records.position(), size));
      records.position(records.position() + size);
    }
  }
}
