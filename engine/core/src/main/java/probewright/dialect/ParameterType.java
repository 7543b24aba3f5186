package probewright.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a named parameter of a program takes, and the C text that a value becomes. */
public enum ParameterType {
  /** A signed 32-bit number, decimal or hexadecimal. */
  INT("42"),
  /** An unsigned 64-bit number, decimal or hexadecimal. */
  U64("0x2a"),
  /** A time such as {@code 1.5ms}, which becomes a number of nanoseconds; a bare number is that. */
  DURATION("10ms"),
  /** Text, which becomes a C string. */
  TEXT("bash"),
  /** {@code true} or {@code false}, which become 1 and 0. */
  BOOL("true"),
  /** Any C text, also none: an expression, a statement. */
  EXPR("pid == 42");

  private static final Pattern NUMBER = Pattern.compile("(-?)(?:0[xX]([0-9a-fA-F]+)|([0-9]+))");
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|m|h|)");

  private final String example;

  ParameterType(String example) {
    this.example = example;
  }

  /** The word for it in a declaration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A value that it takes. */
  public String example() {
    return example;
  }

  static Optional<ParameterType> of(String word) {
    for (ParameterType type : values()) {
      if (type.word().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The C text of a value; empty when the type does not take it. */
  public Optional<String> toC(String value) {
    String bare = value.strip();
    return switch (this) {
      case INT ->
          number(bare)
              .filter(n -> n.bitLength() < Integer.SIZE)
              .map(n -> n.signum() < 0 ? "(" + bare + ")" : bare);
      case U64 ->
          number(bare)
              .filter(n -> n.signum() >= 0 && n.bitLength() <= Long.SIZE)
              .map(n -> bare + "ULL");
      case DURATION ->
          nanoseconds(bare).filter(n -> n.bitLength() <= Long.SIZE).map(n -> n + "ULL");
      case TEXT -> Optional.of(quoted(value));
      case BOOL ->
          switch (bare.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> Optional.of("1");
            case "false", "no", "0" -> Optional.of("0");
            default -> Optional.empty();
          };
      // a macro is one line
      case EXPR -> Optional.of(value.replaceAll("\\s*\\R\\s*", " ").strip());
    };
  }

  private static Optional<BigInteger> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches() || text.length() > 40) {
      return Optional.empty();
    }
    BigInteger size =
        matcher.group(2) == null
            // 010 is ten for people and eight for C
            ? decimal(matcher.group(3))
            : new BigInteger(matcher.group(2), 16);
    return size.signum() < 0
        ? Optional.empty()
        : Optional.of(matcher.group(1).isEmpty() ? size : size.negate());
  }

  private static BigInteger decimal(String digits) {
    return digits.length() > 1 && digits.startsWith("0")
        ? BigInteger.ONE.negate()
        : new BigInteger(digits);
  }

  private static Optional<BigInteger> nanoseconds(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches() || text.length() > 40) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1L;
        };
    return Optional.of(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).toBigInteger());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
