package probewright.btf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A value read from the kernel. {@link #text()} is what is shown to people, in the C of its type
 * where C has a spelling.
 */
public sealed interface Value {
  /** One line of text. */
  String text();

  /** An integer, of whatever width and sign. */
  record Int(BigInteger value) implements Value {
    static Int of(long value) {
      return new Int(BigInteger.valueOf(value));
    }

    @Override
    public String text() {
      return value.toString();
    }
  }

  record Bool(boolean value) implements Value {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /** A number with a fraction. */
  record Decimal(double value) implements Value {
    @Override
    public String text() {
      return Double.toString(value);
    }
  }

  /**
   * A value of an enumeration.
   *
   * @param name the enumerator's name, empty when none has the value
   */
  record Enumerator(String name, BigInteger value) implements Value {
    @Override
    public String text() {
      return name.isEmpty() ? value.toString() : name;
    }
  }

  /**
   * A {@code char} array.
   *
   * @param bytes all of it, with what stands behind the first NUL
   */
  record Text(byte[] bytes) implements Value {
    /** Of words that are not the kernel's. */
    public static Text of(String words) {
      return new Text(words.getBytes(StandardCharsets.UTF_8));
    }

    /** All of it in hexadecimal, two digits a byte. */
    public String hex() {
      return HexFormat.of().formatHex(bytes);
    }

    /** Up to the first NUL, as UTF-8; bytes that are not UTF-8 become U+FFFD. */
    @Override
    public String text() {
      int end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
  }

  /** An address. */
  record Address(long value) implements Value {
    @Override
    public String text() {
      return "0x" + Long.toHexString(value);
    }
  }

  /** A struct or union; fields of anonymous members stand among its own. */
  record Fields(List<Field> fields) implements Value {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("{");
      for (Field field : fields) {
        text.append(text.length() == 1 ? "" : ", ");
        text.append('.').append(field.name()).append(" = ").append(field.value().text());
      }
      return text.append('}').toString();
    }
  }

  record Field(String name, Value value) {}

  record Elements(List<Value> elements) implements Value {
    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("[");
      for (Value element : elements) {
        text.append(text.length() == 1 ? "" : ", ").append(element.text());
      }
      return text.append(']').toString();
    }
  }

  /**
   * A value that a program wants shown in a way of its own.
   *
   * @param text for people
   * @param data for programs: the same, as a text, or in parts
   */
  record Told(String text, Value data) implements Value {}

  /** Bytes that could not be read as their type says: too few, or a type without a layout. */
  record Raw(byte[] bytes) implements Value {
    @Override
    public String text() {
      return HexFormat.of().formatHex(bytes);
    }
  }
}
