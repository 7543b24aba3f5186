package probewright.output;

import java.util.ArrayList;
import java.util.List;

/** Addresses of the network as text. Source for IPv6: RFC 5952. */
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  static String of(byte[] bytes) {
    return bytes.length == 4 ? four(bytes, 0) : six(bytes);
  }

  private static String four(byte[] bytes, int at) {
    List<String> parts = new ArrayList<>();
    for (int i = at; i < at + 4; i++) {
      parts.add(String.valueOf(bytes[i] & 0xff));
    }
    return String.join(".", parts);
  }

  private static String six(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    // the longest run of zeros, the first of several, is left out
    int longest = 1;
    int from = -1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        longest = end - i;
        from = i;
      }
    }
    boolean mapped = from == 0 && longest == 5 && groups[5] == 0xffff;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        text.append("::");
        i += longest - 1;
      } else if (mapped && i == 6) {
        return text.append(':').append(four(bytes, 12)).toString();
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
