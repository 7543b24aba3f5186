package probewright.tracing;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Makes records of bytes that are long enough. */
interface Straight {
  /**
   * The record whose bytes begin at an offset.
   *
   * @param data of the byte order of the events
   */
  Object one(ByteBuffer data, int offset) throws Throwable;

  /**
   * The records of a batch from its position on, as the wire has them, up to the first entry that
   * is a loss or no whole record of that size; the position is moved behind the last.
   */
  void all(ByteBuffer batch, int size, Consumer<Object> to) throws Throwable;
}
