package probewright.output;

import java.util.Arrays;
import java.util.Locale;
import probewright.btf.Value;

/** Values as Python's {@code repr} writes those that bcc's tables hand out. */
final class PythonText {
  private PythonText() {}

  static String repr(Value value) {
    if (value instanceof Value.Text text) {
      return bytes(untilNul(text.bytes()));
    } else if (value instanceof Value.Address address) {
      // bcc gives pointers out as plain numbers
      return Long.toUnsignedString(address.value());
    } else if (value instanceof Value.Enumerator e) {
      return e.value().toString();
    } else if (value instanceof Value.Bool bool) {
      return bool.value() ? "True" : "False";
    }
    return value.text();
  }

  static byte[] untilNul(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static String bytes(byte[] bytes) {
    boolean single = contains(bytes, '\'');
    char quote = single && !contains(bytes, '"') ? '"' : '\'';
    StringBuilder text = new StringBuilder("b").append(quote);
    for (byte b : bytes) {
      int c = b & 0xff;
      switch (c) {
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\\' -> text.append("\\\\");
        default -> {
          if (c == quote) {
            text.append('\\').append(quote);
          } else if (c >= 0x20 && c < 0x7f) {
            text.append((char) c);
          } else {
            text.append(String.format(Locale.ROOT, "\\x%02x", c));
          }
        }
      }
    }
    return text.append(quote).toString();
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }
}
