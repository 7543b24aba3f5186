package probewright.agent.bpf;

import java.nio.ByteBuffer;
import probewright.agent.wire.AgentException;

/** Reads one stream's records out of the kernel. For one thread, but for {@link #held}. */
public interface EventReader extends AutoCloseable {
  /**
   * How full the kernel's buffer is; a perf buffer has one for each CPU, of which the fullest
   * counts.
   *
   * @param now bytes that wait to be read, with the headers that the kernel puts before records
   * @param peak the most that any {@link #fill} has found
   * @param capacity bytes that one buffer has room for, 0 when that is not known
   */
  record Held(long now, long peak, long capacity, int buffers) {}

  /**
   * Puts as many whole records as are there and fit, in the form of {@link
   * probewright.agent.wire.Records}, from the buffer's position on, and moves the position behind
   * them. Never waits.
   */
  void fill(ByteBuffer direct) throws AgentException;

  /** Makes the next {@link #fill} tell losses that the kernel has counted but not told. */
  void settle();

  /** How full the buffer is, or was before the end. From any thread. */
  Held held();

  @Override
  void close();
}
