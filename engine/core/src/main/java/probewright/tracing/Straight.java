package probewright.tracing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

  /**
   * Calls {@link #all} so that the JVM does not compile it into who calls it. It is a unit of its
   * own: where the loops of two or three decoders became part of their caller, there was not room
   * enough to compile any of them well.
   *
   * @param handle no constant, and so not looked into
   */
  record Loop(MethodHandle handle) {
    private static final MethodType ALL =
        MethodType.methodType(
            int.class, byte[].class, int.class, int.class, int.class, Consumer.class);

    static Loop of(Straight straight) {
      try {
        return new Loop(MethodHandles.lookup().bind(straight, "all", ALL));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    int all(byte[] batch, int from, int end, int size, Consumer<Object> to) throws Throwable {
      return (int) handle.invokeExact(batch, from, end, size, to);
    }
  }
}
