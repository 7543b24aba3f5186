package probewright.agent;

import java.nio.ByteBuffer;
import probewright.agent.bpf.EventReader;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Records;

/** One stream on its way out: its reader and what is lost and not told yet. For one thread. */
final class Source implements Records.Visitor {
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

  /** Fills a batch's payload, losses first since they are missing before what follows. */
  void fill(ByteBuffer batch) throws AgentException {
    batch.putShort((short) id);
    if (kernel > 0 || agent > 0) {
      Records.putLoss(batch, kernel, agent);
      kernel = 0;
      agent = 0;
    }
    reader.fill(batch);
  }

  /**
   * Reads records and drops them, so that the kernel's buffer has room: a ring buffer's own losses
   * nobody counts.
   */
  void drop(ByteBuffer scratch) throws AgentException {
    int start = scratch.position();
    reader.fill(scratch);
    int end = scratch.position();
    try {
      Records.visit(scratch.duplicate().position(start).limit(end), this);
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
