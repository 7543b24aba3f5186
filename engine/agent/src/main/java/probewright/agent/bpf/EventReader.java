package probewright.agent.bpf;

import java.nio.ByteBuffer;
import probewright.agent.wire.AgentException;

/** Reads one stream's records out of the kernel. For one thread. */
public interface EventReader extends AutoCloseable {
  /**
   * Puts as many whole records as are there and fit, in the form of {@link
   * probewright.agent.wire.Records}, from the buffer's position on, and moves the position behind
   * them. Never waits.
   */
  void fill(ByteBuffer direct) throws AgentException;

  /** Makes the next {@link #fill} tell losses that the kernel has counted but not told. */
  void settle();

  @Override
  void close();
}
