package probewright.tracing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.Value;

/** What {@link RecordReader}'s handles are made of; found by their names. */
final class Loads {
  private Loads() {}

  static long s8(int offset, ByteBuffer data, int at) {
    return data.get(at + offset);
  }

  static long u8(int offset, ByteBuffer data, int at) {
    return Byte.toUnsignedLong(data.get(at + offset));
  }

  static long s16(int offset, ByteBuffer data, int at) {
    return data.getShort(at + offset);
  }

  static long u16(int offset, ByteBuffer data, int at) {
    return Short.toUnsignedLong(data.getShort(at + offset));
  }

  static long s32(int offset, ByteBuffer data, int at) {
    return data.getInt(at + offset);
  }

  static long u32(int offset, ByteBuffer data, int at) {
    return Integer.toUnsignedLong(data.getInt(at + offset));
  }

  static long s64(int offset, ByteBuffer data, int at) {
    return data.getLong(at + offset);
  }

  static byte[] bytes(int offset, int size, ByteBuffer data, int at) {
    byte[] all = new byte[size];
    data.get(at + offset, all);
    return all;
  }

  static String text(int offset, int size, ByteBuffer data, int at) {
    int length = 0;
    boolean ascii = true;
    while (length < size) {
      byte next = data.get(at + offset + length);
      if (next == 0) {
        break;
      }
      ascii &= next > 0;
      length++;
    }
    byte[] used = new byte[length];
    data.get(at + offset, used);
    return new String(used, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Of a struct of that size the member, which is of the struct that begins at base. */
  static @Nullable Object value(
      Decoder decoder,
      Member member,
      int base,
      int size,
      Function<Value, ?> bound,
      ByteBuffer data,
      int at) {
    byte[] all = new byte[size];
    data.get(at, all);
    return bound.apply(decoder.decode(member, all, base));
  }
}
