package probewright.verifier;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands in parentheses behind a register's kind: {@code smin=0,umax=umax32=255}, with several
 * names before one value since 6.7.
 */
record Facts(Map<String, String> byName) {
  private static final BigInteger SIGNED = BigInteger.ONE.shiftLeft(63);
  private static final BigInteger ENOUGH = BigInteger.ONE.shiftLeft(62);

  static Facts of(String words) {
    Map<String, String> facts = new HashMap<>();
    int open = words.indexOf('(');
    int close = words.lastIndexOf(')');
    if (open >= 0 && close > open) {
      for (String item : words.substring(open + 1, close).split(",", -1)) {
        String[] parts = item.split("=", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
          facts.put(parts[i], parts[parts.length - 1]);
        }
      }
    }
    return new Facts(Map.copyOf(facts));
  }

  /** The value of a name, empty when it has none. */
  String word(String name) {
    return byName.getOrDefault(name, "");
  }

  /** The lowest value that a number can have, as the verifier writes it; empty for no bound. */
  String low() {
    String low = word("smin");
    if (low.isEmpty() && bounded()) {
      low = byName.containsKey("umin") ? word("umin") : "0";
    }
    return telling(low) ? low : "";
  }

  /** The highest value; empty for no bound. */
  String high() {
    boolean negative = word("smin").startsWith("-");
    String high = bounded() && !negative ? word("umax") : word("smax");
    return telling(high) ? high : "";
  }

  /** A bound near the end of all numbers tells a person nothing. */
  private static boolean telling(String bound) {
    return number(bound).abs().compareTo(ENOUGH) < 0;
  }

  /** Whether it is known to be no negative number, and below a bound. */
  private boolean bounded() {
    return byName.containsKey("umax") && number(word("umax")).compareTo(SIGNED) < 0;
  }

  /** Where in its memory a pointer is: {@code 4}, or {@code 0..60}; empty at its start. */
  String offset() {
    BigInteger fixed = number(word("off"));
    String low = low();
    String high = high();
    boolean moved = byName.containsKey("var_off") && !high.isEmpty() && !low.isEmpty();
    if (moved) {
      return fixed.add(number(low)) + ".." + fixed.add(number(high));
    }
    // what was in the instructions, and the number that was added
    BigInteger all = fixed.add(number(word("imm")));
    return all.signum() == 0 ? "" : all.toString();
  }

  private static BigInteger number(String digits) {
    String bare = digits.replaceFirst("^-?0x", "");
    int radix = bare.length() < digits.replace("-", "").length() ? 16 : 10;
    String plain = radix == 10 ? bare.replace("-", "") : bare;
    if (plain.isEmpty() || !plain.matches(radix == 16 ? "[0-9a-f]+" : "\\d+")) {
      return BigInteger.ZERO;
    }
    BigInteger value = new BigInteger(plain, radix);
    return digits.startsWith("-") ? value.negate() : value;
  }
}
