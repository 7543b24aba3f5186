package probewright.probes.format;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.probes.format.PrintValue.Region;
import probewright.probes.format.PrintValue.Whole;

/**
 * The kernel's printf, so far as print formats use it. Source:
 * Documentation/core-api/printk-formats.rst.
 */
final class Printf {
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%([-+ #0]*)(\\*|\\d+)?(?:\\.(\\*|\\d*))?(hh|h|ll|l|L|z|t|j|q)?(.)", Pattern.DOTALL);

  private static final Pattern POINTER =
      Pattern.compile("(?:I[46S]|i[46]|[SsBFfMmRrhbUdDgVNGaKxet])[A-Za-z]{0,4}");
  private static final int MOST_WIDTH = 256;

  private final Iterator<PrintValue> arguments;
  private final RecordBytes record;
  private final StringBuilder out = new StringBuilder();

  /** The conversion under way. */
  private String under = "";

  private Printf(Iterator<PrintValue> arguments, RecordBytes record) {
    this.arguments = arguments;
    this.record = record;
  }

  static String text(String format, List<PrintValue> arguments, RecordBytes record)
      throws PrintUnknown {
    return new Printf(arguments.iterator(), record).print(format);
  }

  private String print(String format) throws PrintUnknown {
    Matcher conversion = CONVERSION.matcher(format);
    int at = 0;
    while (conversion.find(at)) {
      out.append(format, at, conversion.start());
      at = conversion.end();
      under = conversion.group();
      if (conversion.group(5).equals("p")) {
        Matcher kind = POINTER.matcher(format).region(at, format.length());
        String suffix = kind.lookingAt() ? PointerText.kind(kind.group()) : "";
        at += suffix.length();
        pointer(suffix, conversion);
      } else if (conversion.group(5).equals("%")) {
        out.append('%');
      } else {
        convert(conversion);
      }
    }
    return out.append(format.substring(at)).toString();
  }

  private PrintValue next() throws PrintUnknown {
    if (!arguments.hasNext()) {
      throw new PrintUnknown("%");
    }
    return arguments.next();
  }

  private Whole number() throws PrintUnknown {
    if (next() instanceof Whole whole) {
      return whole;
    }
    throw new PrintUnknown(under);
  }

  /** A count that stands in the format or, for {@code *}, before the argument; -1 for none. */
  private int count(String spelled) throws PrintUnknown {
    if (spelled == null) {
      return -1;
    }
    long count =
        spelled.equals("*")
            ? number().bits()
            : spelled.isEmpty() ? 0 : Long.parseLong("0" + spelled);
    return (int) Math.max(-MOST_WIDTH, Math.min(MOST_WIDTH, count));
  }

  private void convert(Matcher conversion) throws PrintUnknown {
    String flags = conversion.group(1);
    int width = count(conversion.group(2));
    if (width < -1) {
      flags += "-";
      width = -width;
    }
    int precision = count(conversion.group(3));
    switch (conversion.group(5)) {
      case "d", "i", "u", "x", "X", "o" -> {
        int size = size(conversion.group(4));
        boolean signed = conversion.group(5).equals("d") || conversion.group(5).equals("i");
        integer(
            Whole.of(number().bits(), size, signed), conversion.group(5), flags, width, precision);
      }
      case "c" -> pad(String.valueOf((char) (number().bits() & 0xff)), flags, width);
      case "s" -> pad(cut(string(next()), precision), flags, width);
      default -> throw new PrintUnknown(conversion.group());
    }
  }

  private static String cut(String text, int precision) {
    return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
  }

  private static int size(String length) {
    if (length == null) {
      return 4;
    }
    return switch (length) {
      case "hh" -> 1;
      case "h" -> 2;
      default -> 8;
    };
  }

  private void integer(Whole value, String kind, String flags, int width, int precision) {
    long bits = value.bits();
    boolean negative = value.signed() && bits < 0;
    String digits =
        switch (kind) {
          case "x" -> Long.toHexString(bits);
          case "X" -> Long.toHexString(bits).toUpperCase(Locale.ROOT);
          case "o" -> Long.toOctalString(bits);
          default -> Long.toUnsignedString(negative ? -bits : bits);
        };
    String sign =
        negative
            ? "-"
            : !value.signed() ? "" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    if (flags.contains("#")) {
      // the kernel's printf puts 0x even before a zero
      sign += kind.equals("x") || kind.equals("X") ? "0" + kind : kind.equals("o") ? "0" : "";
    }
    int least =
        precision >= 0
            ? precision
            : flags.contains("0") && !flags.contains("-") ? width - sign.length() : 0;
    pad(sign + "0".repeat(Math.max(0, least - digits.length())) + digits, flags, width);
  }

  private void pad(String text, String flags, int width) {
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    out.append(flags.contains("-") ? text + blanks : blanks + text);
  }

  private String string(PrintValue value) throws PrintUnknown {
    if (value instanceof PrintValue.Text text) {
      return text.text();
    }
    if (value instanceof Region region) {
      return region.text();
    }
    if (value instanceof Whole whole && !whole.isTrue()) {
      return "(null)";
    }
    // an address in the kernel's memory, which is not in the record
    throw new PrintUnknown(under);
  }

  private void pointer(String kind, Matcher conversion) throws PrintUnknown {
    int width = count(conversion.group(2));
    pad(
        PointerText.of(kind, next(), width, record),
        conversion.group(1),
        kind.startsWith("h") ? 0 : width);
  }

  /** For a line of its own: what would break it is spelled as in C. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\t' -> escaped.append("\\t");
        case '"', '\\' -> escaped.append('\\').append(c);
        default ->
            escaped.append(
                c < ' ' ? String.format(Locale.ROOT, "\\x%02x", (int) c) : String.valueOf(c));
      }
    }
    return escaped.toString();
  }
}
