package probewright.probes.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import probewright.probes.format.PrintValue.Region;
import probewright.probes.format.PrintValue.Whole;

/**
 * What the kernel's printf makes of {@code %p} and the letters behind it. A plain {@code %p} is the
 * address itself here, where the kernel shows a hash of it.
 */
final class PointerText {
  private static final List<String> KINDS =
      List.of(
          "ISpfsc", "ISpfc", "ISpc", "ISfc", "ISpf", "ISp", "ISc", "IS", "I6c", "I6", "I4", "i6",
          "i4", "hC", "hD", "hN", "h", "Ub", "UB", "Ul", "UL", "U", "MR", "MF", "M", "mR", "m",
          "SR", "Sb", "S", "s", "Bb", "B", "x", "K", "e");

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private PointerText() {}

  /** Of the letters behind {@code %p} those that belong to it. */
  static String kind(String letters) throws PrintUnknown {
    for (String kind : KINDS) {
      if (letters.startsWith(kind)) {
        return kind;
      }
    }
    throw new PrintUnknown("%p" + letters);
  }

  static String of(String kind, PrintValue value, int width, RecordBytes record)
      throws PrintUnknown {
    if (value instanceof Region region && !kind.isEmpty()) {
      return bytes(kind, region.bytes(), width);
    }
    if (!(value instanceof Whole address)) {
      throw new PrintUnknown("%p" + kind);
    }
    String hex = String.format(Locale.ROOT, "%016x", address.bits());
    return switch (kind) {
      case "", "x", "K" -> hex;
      case "S", "SR", "Sb", "B", "Bb" -> record.symbol(address.bits()).orElse("0x" + hex);
      case "s" -> record.symbol(address.bits()).map(PointerText::bare).orElse("0x" + hex);
      default -> throw new PrintUnknown("%p" + kind);
    };
  }

  private static String bare(String symbol) {
    int plus = symbol.indexOf('+');
    return plus < 0 ? symbol : symbol.substring(0, plus);
  }

  private static String bytes(String kind, ByteBuffer bytes, int width) throws PrintUnknown {
    int needed =
        switch (kind) {
          case "I4", "i4" -> 4;
          case "I6", "I6c", "i6" -> 16;
          case "M", "MR", "MF", "m", "mR" -> 6;
          case "U", "Ub", "UB", "Ul", "UL" -> 16;
          default -> 0;
        };
    if (bytes.remaining() < needed) {
      throw new PrintUnknown("%p" + kind);
    }
    return switch (kind) {
      case "I4" -> ipv4(bytes, 0);
      case "i4" -> leading(bytes);
      case "I6c" -> ipv6(bytes, 0);
      case "I6", "i6" -> words(bytes, kind.equals("I6") ? ":" : "");
      case "M" -> hex(bytes, 6, ":");
      case "MF" -> hex(bytes, 6, "-");
      case "MR" -> reversed(bytes, ":");
      case "m" -> hex(bytes, 6, "");
      case "mR" -> reversed(bytes, "");
      case "U", "Ub", "UB", "Ul", "UL" -> uuid(bytes, kind);
      case "h" -> hex(bytes, shown(bytes, width), " ");
      case "hC" -> hex(bytes, shown(bytes, width), ":");
      case "hD" -> hex(bytes, shown(bytes, width), "-");
      case "hN" -> hex(bytes, shown(bytes, width), "");
      default -> kind.startsWith("IS") ? socket(kind, bytes) : unknown(kind);
    };
  }

  private static String unknown(String kind) throws PrintUnknown {
    throw new PrintUnknown("%p" + kind);
  }

  private static int shown(ByteBuffer bytes, int width) {
    return Math.min(bytes.remaining(), width < 0 ? 1 : Math.min(width, 64));
  }

  private static String hex(ByteBuffer bytes, int count, String between) {
    StringJoiner joined = new StringJoiner(between);
    for (int i = 0; i < count; i++) {
      joined.add(String.format(Locale.ROOT, "%02x", bytes.get(i)));
    }
    return joined.toString();
  }

  private static String reversed(ByteBuffer bytes, String between) {
    StringJoiner joined = new StringJoiner(between);
    for (int i = 5; i >= 0; i--) {
      joined.add(String.format(Locale.ROOT, "%02x", bytes.get(i)));
    }
    return joined.toString();
  }

  private static String ipv4(ByteBuffer bytes, int at) {
    StringJoiner joined = new StringJoiner(".");
    for (int i = 0; i < 4; i++) {
      joined.add(String.valueOf(bytes.get(at + i) & 0xff));
    }
    return joined.toString();
  }

  private static String leading(ByteBuffer bytes) {
    StringJoiner joined = new StringJoiner(".");
    for (int i = 0; i < 4; i++) {
      joined.add(String.format(Locale.ROOT, "%03d", bytes.get(i) & 0xff));
    }
    return joined.toString();
  }

  private static String words(ByteBuffer bytes, String between) {
    StringJoiner joined = new StringJoiner(between);
    for (int i = 0; i < 8; i++) {
      joined.add(String.format(Locale.ROOT, "%04x", word(bytes, 2 * i)));
    }
    return joined.toString();
  }

  private static int word(ByteBuffer bytes, int at) {
    return (bytes.get(at) & 0xff) << 8 | (bytes.get(at + 1) & 0xff);
  }

  /** The longest run of two zero words or more becomes {@code ::}; what holds an IPv4 shows it. */
  private static String ipv6(ByteBuffer bytes, int at) {
    boolean mapped = true;
    for (int i = 0; i < 10; i++) {
      mapped &= bytes.get(at + i) == 0;
    }
    mapped &= word(bytes, at + 10) == 0xffff;
    int count = mapped ? 6 : 8;
    int start = -1;
    int longest = 1;
    for (int i = 0; i < count; i++) {
      int run = 0;
      while (i + run < count && word(bytes, at + 2 * (i + run)) == 0) {
        run++;
      }
      if (run > longest) {
        longest = run;
        start = i;
      }
    }
    StringBuilder text = new StringBuilder();
    boolean colon = false;
    for (int i = 0; i < count; i++) {
      if (i == start) {
        text.append(i == 0 || colon ? "::" : ":");
        colon = false;
        i += longest - 1;
        continue;
      }
      text.append(colon ? ":" : "").append(Integer.toHexString(word(bytes, at + 2 * i)));
      colon = true;
    }
    return mapped
        ? text.append(colon ? ":" : "").append(ipv4(bytes, at + 12)).toString()
        : text.toString();
  }

  private static String uuid(ByteBuffer bytes, String kind) {
    List<String> parts = new ArrayList<>();
    boolean little = kind.equalsIgnoreCase("Ul");
    int[][] groups =
        little
            ? new int[][] {{3, 2, 1, 0}, {5, 4}, {7, 6}, {8, 9}, {10, 11, 12, 13, 14, 15}}
            : new int[][] {{0, 1, 2, 3}, {4, 5}, {6, 7}, {8, 9}, {10, 11, 12, 13, 14, 15}};
    for (int[] group : groups) {
      StringBuilder part = new StringBuilder();
      for (int index : group) {
        part.append(String.format(Locale.ROOT, "%02x", bytes.get(index)));
      }
      parts.add(part.toString());
    }
    String text = String.join("-", parts);
    return kind.equals("UB") || kind.equals("UL") ? text.toUpperCase(Locale.ROOT) : text;
  }

  /**
   * A {@code struct sockaddr_in} or {@code sockaddr_in6}, whose family is in the kernel's order.
   */
  private static String socket(String kind, ByteBuffer bytes) throws PrintUnknown {
    int family = bytes.remaining() < 4 ? 0 : bytes.getShort(0);
    String port = kind.contains("p") ? ":" + word(bytes, 2) : "";
    if (family == AF_INET && bytes.remaining() >= 8) {
      return ipv4(bytes, 4) + port;
    }
    if (family == AF_INET6 && bytes.remaining() >= 24) {
      String address = kind.contains("c") ? ipv6(bytes, 8) : words(bytes.slice(8, 16), ":");
      return port.isEmpty() ? address : "[" + address + "]" + port;
    }
    throw new PrintUnknown("%p" + kind);
  }
}
