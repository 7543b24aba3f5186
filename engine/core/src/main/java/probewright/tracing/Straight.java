package probewright.tracing;

import java.util.function.Consumer;

/** Makes records of bytes that are long enough. */
interface Straight {
  /** The record whose bytes begin at an offset. */
  Object one(byte[] data, int offset) throws Throwable;

  /**
   * The records of a batch, as the wire has them, up to the first entry that is a loss or no whole
   * record of that size; the offset behind the last.
   */
  int all(byte[] batch, int from, int end, int size, Consumer<Object> to) throws Throwable;
}
