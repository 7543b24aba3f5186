package probewright.agent;

import java.nio.ByteBuffer;
import probewright.agent.bpf.EventReader;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Records;

/**
 * One stream on its way out: its reader, the batch that is being gathered from it, and what is lost
 * and not told yet. For one thread.
 */
final class Source implements Records.Visitor {
  private static final int BATCH = 256 << 10;
  private static final int EMPTY = Frame.HEADER + Records.STREAM_HEADER;

  private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH).position(EMPTY);
  private final int id;
  private final String name;
  private final EventReader reader;
  private long kernel;
  private long agent;

  Source(int id, String name, EventReader reader) {
    this.id = id;
    this.name = name;
    this.reader = reader;
  }

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  EventReader reader() {
    return reader;
  }

  long untoldKernel() {
    return kernel;
  }

  long untoldAgent() {
    return agent;
  }

  /**
   * Reads records into the batch, behind losses, since these are missing before what follows.
   *
   * @return the bytes that were there to read
   */
  int gather() throws AgentException {
    if (batch.position() == EMPTY && (kernel > 0 || agent > 0)) {
      Records.putLoss(batch, kernel, agent);
      kernel = 0;
      agent = 0;
    }
    int start = batch.position();
    reader.fill(batch);
    return batch.position() - start;
  }

  /** Whether so much is gathered that there is little room for more. */
  boolean isFull() {
    return batch.remaining() < BATCH / 2;
  }

  /** The frame of what was gathered, which is then forgotten; empty when nothing was. */
  ByteBuffer take() {
    int payload = batch.position() - Frame.HEADER;
    ByteBuffer frame = batch.duplicate().flip();
    batch.position(EMPTY);
    if (payload <= Records.STREAM_HEADER) {
      return frame.limit(0);
    }
    FrameWriter.putHeader(frame, FrameType.BATCH, payload);
    return frame.putShort(Frame.HEADER, (short) id).rewind();
  }

  /** Drops and counts what was gathered. */
  void drop() {
    ByteBuffer gathered = batch.duplicate().flip().position(EMPTY);
    batch.position(EMPTY);
    try {
      Records.visit(gathered, this);
    } catch (MalformedFrameException impossible) {
      throw new AssertionError("a reader cut a record short", impossible);
    }
  }

  @Override
  public void record(int cpu, ByteBuffer data) {
    agent++;
  }

  @Override
  public void lost(long lostInKernel, long droppedByReader) {
    kernel += lostInKernel;
    agent += droppedByReader;
  }
}
