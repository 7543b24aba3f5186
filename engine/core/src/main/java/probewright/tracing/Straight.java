package probewright.tracing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Makes records of bytes that are long enough, by a class of its own ({@link ReaderClass}).
 *
 * <p>The handles are no constants, so the JVM compiles the loop over a batch by itself and not into
 * who calls it: where the loops of two or three decoders became part of their caller, there was not
 * room enough to compile any of them well.
 *
 * @param one from an array and an offset to an Object
 * @param all as {@link #all}
 */
record Straight(MethodHandle one, MethodHandle all) {
  static final MethodType ONE = MethodType.methodType(Object.class, byte[].class, int.class);
  static final MethodType ALL =
      MethodType.methodType(
          int.class, byte[].class, int.class, int.class, int.class, Consumer.class);

  /** Before each record: u32 size, u32 cpu, big-endian. */
  static final int HEADER = 8;

  private static final VarHandle SIZE_WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** The record whose bytes begin at an offset. */
  Object one(byte[] data, int offset) throws Throwable {
    return one.invokeExact(data, offset);
  }

  /**
   * The records of a batch, as the wire has them, up to the first entry that is a loss or no whole
   * record of that size; the offset behind the last.
   */
  int all(byte[] batch, int from, int end, int size, Consumer<Object> to) throws Throwable {
    return (int) all.invokeExact(batch, from, end, size, to);
  }

  /**
   * Of the entry at an offset the bytes that follow its header; negative when it is a loss or has
   * fewer than the size.
   *
   * @param before of the entry before, or the size
   */
  static int length(byte[] batch, int at, int end, int size, int before) {
    if (at + HEADER + size > end) {
      return -1;
    }
    int said = (int) SIZE_WORD.get(batch, at);
    // mostly as long as the one before, and then the processor need not wait for it to go on
    int length = before;
    if (said != before) {
      length = said < size ? -1 : said;
    }
    return length > end - at - HEADER ? -1 : length;
  }
}
