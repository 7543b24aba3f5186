package probewright.tracing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Of this class the JVM gets a copy for each decoder: there the handle is a constant, so that it is
 * compiled into the loop, with what the consumer does.
 */
final class StraightCopy implements Straight {
  /** Before each record: u32 size, u32 cpu, big-endian. */
  private static final int HEADER = 8;

  private static final MethodHandle HANDLE = handle();

  private static MethodHandle handle() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
    } catch (IllegalAccessException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @Override
  public Object one(ByteBuffer data, int offset) throws Throwable {
    return HANDLE.invokeExact(data, offset);
  }

  @Override
  public void all(ByteBuffer batch, int size, Consumer<Object> to) throws Throwable {
    boolean little = batch.order() == ByteOrder.LITTLE_ENDIAN;
    int at = batch.position();
    int limit = batch.limit();
    while (at + HEADER + size <= limit) {
      int word = batch.getInt(at);
      int length = little ? Integer.reverseBytes(word) : word;
      if (length < size || length > limit - at - HEADER) {
        break;
      }
      to.accept(HANDLE.invokeExact(batch, at + HEADER));
      at += HEADER + length;
    }
    batch.position(at);
  }
}
