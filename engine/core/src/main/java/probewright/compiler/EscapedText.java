package probewright.compiler;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A text as clang quotes it in the fixes that it prints for machines: what cannot be printed is an
 * escape, of bytes and not of letters, so that a letter outside ASCII is two to four of them.
 */
final class EscapedText {
  private EscapedText() {}

  /** What stands between the quotes. */
  static String read(String quoted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(quoted.length());
    int at = 0;
    while (at < quoted.length()) {
      int backslash = quoted.indexOf('\\', at);
      int end = backslash < 0 || backslash + 1 == quoted.length() ? quoted.length() : backslash;
      bytes.writeBytes(quoted.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = end == quoted.length() ? end : escape(quoted, end + 1, bytes);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Writes the byte of an escape and gives what stands behind it. */
  private static int escape(String quoted, int at, ByteArrayOutputStream bytes) {
    int end = at;
    int octal = 0;
    while (end < quoted.length() && end < at + 3 && isOctal(quoted.charAt(end))) {
      octal = octal * 8 + quoted.charAt(end++) - '0';
    }
    if (end > at) {
      bytes.write(octal);
      return end;
    }
    char letter = quoted.charAt(at);
    bytes.write(letter == 'n' ? '\n' : letter == 't' ? '\t' : letter);
    return at + 1;
  }

  private static boolean isOctal(char letter) {
    return letter >= '0' && letter <= '7';
  }
}
