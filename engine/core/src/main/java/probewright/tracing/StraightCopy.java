package probewright.tracing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Of this class the JVM gets a copy for each decoder: there the handle is a constant, so that it is
 * compiled into the loop, with what the consumer does.
 */
final class StraightCopy implements Straight {
  /** Before each record: u32 size, u32 cpu, big-endian. */
  private static final int HEADER = 8;

  private static final VarHandle SIZE_WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final MethodHandle HANDLE = handle();

  private static MethodHandle handle() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
    } catch (IllegalAccessException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @Override
  public Object one(byte[] data, int offset) throws Throwable {
    return HANDLE.invokeExact(data, offset);
  }

  @Override
  public int all(byte[] batch, int from, int end, int size, Consumer<Object> to) throws Throwable {
    int at = from;
    int length = size;
    while (at + HEADER + size <= end) {
      int said = (int) SIZE_WORD.get(batch, at);
      // mostly as long as the one before, and then the processor need not wait for it to go on
      if (said != length) {
        if (said < size) {
          break;
        }
        length = said;
      }
      if (length > end - at - HEADER) {
        break;
      }
      to.accept(HANDLE.invokeExact(batch, at + HEADER));
      at += HEADER + length;
    }
    return at;
  }
}
