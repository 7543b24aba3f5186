package probewright.tracing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.Value;

/** What {@link RecordReader}'s handles are made of; found by their names. Little-endian. */
final class Loads {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private Loads() {}

  private static VarHandle view(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.LITTLE_ENDIAN);
  }

  static long s8(int offset, byte[] data, int at) {
    return data[at + offset];
  }

  static long u8(int offset, byte[] data, int at) {
    return Byte.toUnsignedLong(data[at + offset]);
  }

  static long s16(int offset, byte[] data, int at) {
    return (short) SHORT.get(data, at + offset);
  }

  static long u16(int offset, byte[] data, int at) {
    return Short.toUnsignedLong((short) SHORT.get(data, at + offset));
  }

  static long s32(int offset, byte[] data, int at) {
    return (int) INT.get(data, at + offset);
  }

  static long u32(int offset, byte[] data, int at) {
    return Integer.toUnsignedLong((int) INT.get(data, at + offset));
  }

  static long s64(int offset, byte[] data, int at) {
    return (long) LONG.get(data, at + offset);
  }

  static byte[] bytes(int offset, int size, byte[] data, int at) {
    return Arrays.copyOfRange(data, at + offset, at + offset + size);
  }

  static String text(int offset, int size, byte[] data, int at) {
    int start = at + offset;
    int length = 0;
    while (length < size && data[start + length] != 0) {
      length++;
    }
    return new String(data, start, length, StandardCharsets.UTF_8);
  }

  /** Of a struct of that size the member, which is of the struct that begins at base. */
  static @Nullable Object value(
      Decoder decoder,
      Member member,
      int base,
      int size,
      Function<Value, ?> bound,
      byte[] data,
      int at) {
    return bound.apply(decoder.decode(member, bytes(0, size, data, at), base));
  }
}
