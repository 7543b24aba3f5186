package probewright.tracing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Value;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * Makes the bytes of C values of Java ones, the other way round than {@link RecordBinding}. What a
 * record has no component for is zero. A number that does not fit is refused, not cut.
 */
final class RecordEncoder {
  private static final int WORD = 4;

  private final Btf btf;

  RecordEncoder(Btf btf) {
    this.btf = btf;
  }

  /**
   * The bytes of a value.
   *
   * @param type 0 for one that is not told: 32 bits, as the keys of the kernel's own arrays are
   * @throws RefusedException {@code tracing.value} when it does not fit the type
   */
  byte[] encode(int type, Object value) throws RefusedException {
    byte[] bytes = new byte[type == 0 ? WORD : (int) btf.sizeOf(type)];
    if (type == 0) {
      number(bytes, 0, 8 * WORD, value, type);
    } else {
      write(bytes, 0, type, value);
    }
    return bytes;
  }

  private void write(byte[] bytes, long bit, int type, Object value) throws RefusedException {
    BtfType c = btf.resolve(type);
    if (c instanceof Composite struct) {
      struct(bytes, bit, struct, value);
    } else if (c instanceof BtfType.Array array) {
      array(bytes, bit, array, value);
    } else if (c instanceof BtfType.FloatingPoint real) {
      real(bytes, (int) (bit / 8), real, value);
    } else if (c instanceof BtfType.Enumeration constants && name(value) != null) {
      constant(bytes, bit, constants, value);
    } else {
      number(bytes, bit, (int) (8 * btf.sizeOf(type)), value, type);
    }
  }

  private void struct(byte[] bytes, long bit, Composite struct, Object value)
      throws RefusedException {
    if (value instanceof Value.Fields fields) {
      for (Value.Field field : fields.fields()) {
        member(bytes, bit, struct, field.name(), field.value(), value);
      }
    } else if (value.getClass().isRecord()) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        member(bytes, bit, struct, component.getName(), component(component, value), value);
      }
    } else {
      throw refused(value, struct.id());
    }
  }

  private void member(
      byte[] bytes, long bit, Composite struct, String name, Object value, Object owner)
      throws RefusedException {
    Member member =
        btf.member(struct.id(), name).orElseThrow(() -> RecordBinding.absent(struct, name, owner));
    if (member.bitFieldSize() == 0) {
      write(bytes, bit + member.bitOffset(), member.type(), value);
    } else {
      number(bytes, bit + member.bitOffset(), member.bitFieldSize(), value, member.type());
    }
  }

  private static Object component(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (InvocationTargetException own) {
      throw new IllegalArgumentException(component.toString(), own.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("a record's own accessor", impossible);
    }
  }

  private void array(byte[] bytes, long bit, BtfType.Array array, Object value)
      throws RefusedException {
    long size = btf.sizeOf(array.element());
    byte[] whole = size == 1 ? bytes(value) : null;
    if (whole != null) {
      if (whole.length > array.count()) {
        throw refused(value, array.id());
      }
      System.arraycopy(whole, 0, bytes, (int) (bit / 8), whole.length);
      return;
    }
    List<?> elements = elements(value);
    if (elements == null || elements.size() > array.count()) {
      throw refused(value, array.id());
    }
    for (int i = 0; i < elements.size(); i++) {
      write(bytes, bit + 8L * i * size, array.element(), elements.get(i));
    }
  }

  private static byte @Nullable [] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    } else if (value instanceof Value.Text text) {
      return text.bytes();
    } else if (value instanceof Value.Raw raw) {
      return raw.bytes();
    }
    return value instanceof byte[] raw ? raw : null;
  }

  private static @Nullable List<?> elements(Object value) {
    if (value instanceof long[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    } else if (value instanceof Value.Elements all) {
      return all.elements();
    }
    return value instanceof List<?> list ? new ArrayList<>(list) : null;
  }

  private static @Nullable String name(Object value) {
    if (value instanceof Value.Enumerator constant && !constant.name().isEmpty()) {
      return constant.name();
    } else if (value instanceof String text) {
      return text;
    }
    return value instanceof Enum<?> constant ? constant.toString() : null;
  }

  private void constant(byte[] bytes, long bit, BtfType.Enumeration constants, Object value)
      throws RefusedException {
    for (BtfType.Enumerator enumerator : constants.enumerators()) {
      if (enumerator.name().equals(name(value))) {
        put(bytes, bit, 8 * constants.size(), BigInteger.valueOf(enumerator.value()));
        return;
      }
    }
    throw refused(value, constants.id());
  }

  private void real(byte[] bytes, int at, BtfType.FloatingPoint type, Object value)
      throws RefusedException {
    Object plain = value instanceof Value.Decimal decimal ? (Object) decimal.value() : value;
    if (!(plain instanceof Number number) || (type.size() != 4 && type.size() != 8)) {
      throw refused(value, type.id());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(btf.order());
    if (type.size() == 4) {
      buffer.putFloat(at, number.floatValue());
    } else {
      buffer.putDouble(at, number.doubleValue());
    }
  }

  private void number(byte[] bytes, long bit, int width, Object value, int type)
      throws RefusedException {
    BigInteger number = whole(value);
    // Java has no unsigned numbers, so -1 stands for all bits set as well
    if (number == null
        || number.compareTo(BigInteger.ONE.shiftLeft(width - 1).negate()) < 0
        || number.bitLength() > width) {
      throw refused(value, type);
    }
    put(bytes, bit, width, number);
  }

  private static @Nullable BigInteger whole(Object value) {
    if (value instanceof BigInteger number) {
      return number;
    } else if (value instanceof Value.Int number) {
      return number.value();
    } else if (value instanceof Value.Enumerator constant) {
      return constant.value();
    } else if (value instanceof Value.Address address) {
      return BigInteger.valueOf(address.value());
    } else if (value instanceof Value.Bool truth) {
      return truth.value() ? BigInteger.ONE : BigInteger.ZERO;
    } else if (value instanceof Boolean truth) {
      return truth ? BigInteger.ONE : BigInteger.ZERO;
    } else if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
      return null;
    }
    return value instanceof Number number ? BigInteger.valueOf(number.longValue()) : null;
  }

  /** So many bits, from a bit on, counted as the byte order counts them. */
  private void put(byte[] bytes, long from, int width, BigInteger number) {
    boolean little = btf.order() == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < width; i++) {
      long bit = from + (little ? i : width - 1 - i);
      int mask = little ? 1 << bit % 8 : 0x80 >> bit % 8;
      int at = (int) (bit / 8);
      bytes[at] = (byte) (number.testBit(i) ? bytes[at] | mask : bytes[at] & ~mask);
    }
  }

  private RefusedException refused(Object value, int type) {
    String c = type == 0 ? "u32" : btf.spelling(type);
    return new RefusedException(
        Problem.error(
            Stage.STREAM,
            "tracing.value",
            value instanceof Value v ? v.text() : value,
            value.getClass().getSimpleName(),
            c));
  }
}
