package probewright.btf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Encoding;
import probewright.btf.BtfType.Member;

/**
 * Bytes into values, by their type in BTF. Bytes come from a ring the program itself wrote, so they
 * may be fewer or more than the type says: what is missing becomes {@link Value.Raw}, what is more
 * is left out. Safe for many threads.
 */
public final class Decoder {
  private static final int CHAR_BITS = 8;

  private final Btf btf;
  private final ByteOrder order;

  /** Reads values of the byte order of the machine the BTF is of. */
  public Decoder(Btf btf) {
    this.btf = btf;
    this.order = btf.order();
  }

  /** The value that all of the bytes hold. */
  public Value decode(int type, byte[] bytes) {
    return decode(type, bytes, 0);
  }

  /** The value at a byte offset. */
  public Value decode(int type, byte[] bytes, int offset) {
    return decode(type, bytes, (long) offset, bytes.length);
  }

  /** A member of the value that begins at a byte offset; its own offset is added. */
  public Value decode(Member member, byte[] bytes, int offset) {
    return decode(member, bytes, 8L * offset, bytes.length);
  }

  /**
   * The {@code size} bytes at an offset as a number without sign.
   *
   * @throws IndexOutOfBoundsException when there are fewer bytes
   */
  public BigInteger unsigned(byte[] bytes, int offset, int size) {
    return number(bytes, offset, size, false);
  }

  private Value decode(Member member, byte[] bytes, long structBit, int end) {
    long bit = structBit + member.bitOffset();
    return member.bitFieldSize() == 0
        ? decode(member.type(), bytes, bit / CHAR_BITS, end)
        : bitField(member, bytes, bit, end);
  }

  private Value decode(int id, byte[] bytes, long offset, int end) {
    BtfType type = btf.resolve(id);
    long size = btf.sizeOf(type.id());
    if (offset < 0 || size < 0 || size > end - offset) {
      return new Value.Raw(
          Arrays.copyOfRange(bytes, (int) Math.max(0, Math.min(offset, end)), end));
    }
    int at = (int) offset;
    if (type instanceof BtfType.Int i) {
      return integer(i, bytes, at);
    } else if (type instanceof BtfType.Enumeration e) {
      return enumerator(e, number(bytes, at, e.size(), e.signed()));
    } else if (type instanceof BtfType.Pointer) {
      return new Value.Address(buffer(bytes).getLong(at));
    } else if (type instanceof BtfType.Array array) {
      return array(array, bytes, at, end);
    } else if (type instanceof Composite composite) {
      List<Value.Field> fields = new ArrayList<>();
      fields(composite, bytes, 8L * at, end, fields);
      return new Value.Fields(fields);
    } else if (type instanceof BtfType.FloatingPoint f && (f.size() == 4 || f.size() == 8)) {
      ByteBuffer buffer = buffer(bytes);
      return new Value.Decimal(f.size() == 4 ? buffer.getFloat(at) : buffer.getDouble(at));
    }
    return new Value.Raw(Arrays.copyOfRange(bytes, at, (int) (at + size)));
  }

  private ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(order);
  }

  private Value integer(BtfType.Int type, byte[] bytes, int at) {
    if (type.encoding() == Encoding.BOOL) {
      return new Value.Bool(number(bytes, at, type.size(), false).signum() != 0);
    }
    return new Value.Int(number(bytes, at, type.size(), type.encoding() != Encoding.UNSIGNED));
  }

  private BigInteger number(byte[] bytes, int at, int size, boolean signed) {
    if (size < 8) {
      long value = 0;
      for (int i = 0; i < size; i++) {
        value =
            (value << 8)
                | (bytes[order == ByteOrder.BIG_ENDIAN ? at + i : at + size - 1 - i] & 0xff);
      }
      int unused = 64 - 8 * size;
      return BigInteger.valueOf(signed ? (value << unused) >> unused : value);
    }
    if (size == 8) {
      long value = buffer(bytes).getLong(at);
      if (signed || value >= 0) {
        return BigInteger.valueOf(value);
      }
    }
    byte[] digits = Arrays.copyOfRange(bytes, at, at + size);
    if (order == ByteOrder.LITTLE_ENDIAN) {
      for (int i = 0; i < size / 2; i++) {
        byte low = digits[i];
        digits[i] = digits[size - 1 - i];
        digits[size - 1 - i] = low;
      }
    }
    return signed ? new BigInteger(digits) : new BigInteger(1, digits);
  }

  private static Value enumerator(BtfType.Enumeration type, BigInteger value) {
    long bits = value.longValue();
    for (BtfType.Enumerator enumerator : type.enumerators()) {
      if (enumerator.value() == bits) {
        return new Value.Enumerator(enumerator.name(), value);
      }
    }
    return new Value.Enumerator("", value);
  }

  private Value array(BtfType.Array array, byte[] bytes, int at, int end) {
    long size = btf.sizeOf(array.element());
    // a flexible array holds what is left
    long count = array.count() == 0 && size > 0 ? (end - at) / size : array.count();
    if (size == 1 && btf.resolve(array.element()) instanceof BtfType.Int i && isCharacter(i)) {
      return new Value.Text(Arrays.copyOfRange(bytes, at, (int) (at + count)));
    }
    List<Value> elements = new ArrayList<>();
    for (long i = 0; size > 0 && i < count; i++) {
      elements.add(decode(array.element(), bytes, at + i * size, end));
    }
    return new Value.Elements(elements);
  }

  /**
   * C's {@code char}, however it is qualified; {@code u8} and {@code unsigned char} are numbers.
   */
  private static boolean isCharacter(BtfType.Int type) {
    return type.name().equals("char");
  }

  private void fields(
      Composite composite, byte[] bytes, long bit, int end, List<Value.Field> fields) {
    for (Member member : composite.members()) {
      if (member.name().isEmpty() && btf.resolve(member.type()) instanceof Composite inner) {
        fields(inner, bytes, bit + member.bitOffset(), end, fields);
      } else {
        fields.add(new Value.Field(member.name(), decode(member, bytes, bit, end)));
      }
    }
  }

  private Value bitField(Member member, byte[] bytes, long bit, int end) {
    int width = member.bitFieldSize();
    int first = (int) Math.min(end, bit / 8);
    long last = (bit + width - 1) / 8;
    if (last >= end) {
      return new Value.Raw(Arrays.copyOfRange(bytes, first, end));
    }
    BigInteger whole = number(bytes, first, (int) (last - first + 1), false);
    int shift =
        order == ByteOrder.LITTLE_ENDIAN
            ? (int) (bit % 8)
            : (int) (8 * (last - first + 1) - bit % 8 - width);
    BigInteger value = whole.shiftRight(shift).mod(BigInteger.ONE.shiftLeft(width));
    BtfType type = btf.resolve(member.type());
    boolean signed =
        type instanceof BtfType.Int i
            ? i.encoding() == Encoding.SIGNED
            : type instanceof BtfType.Enumeration e && e.signed();
    if (signed && value.testBit(width - 1)) {
      value = value.subtract(BigInteger.ONE.shiftLeft(width));
    }
    if (type instanceof BtfType.Enumeration e) {
      return enumerator(e, value);
    }
    return type instanceof BtfType.Int i && i.encoding() == Encoding.BOOL
        ? new Value.Bool(value.signum() != 0)
        : new Value.Int(value);
  }
}
