package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of C++ and of Rust's older scheme as people write them: the name without its parameters,
 * the arguments of templates as {@code <…>}. What is not plain (operators, lambdas, names that
 * refer back, Rust's newer scheme) stays as the compiler wrote it. Source: the Itanium C++ ABI,
 * 5.1.
 */
public final class Demangler {
  private static final Pattern CLONE =
      Pattern.compile("(_Z.*?)((?<!\\.)\\.(?:cold|constprop|isra|part|lto_priv|llvm)(?:\\..*)?)");
  private static final Pattern RUST_HASH = Pattern.compile("h[0-9a-f]{16}");
  private static final Pattern RUST_ESCAPE = Pattern.compile("\\$(\\w+)\\$");

  private static final Map<String, String> STANDARD =
      Map.of("St", "std", "Sa", "std::allocator", "Sb", "std::basic_string", "Ss", "std::string");

  private static final Map<String, String> RUST =
      Map.of("SP", "@", "BP", "*", "RF", "&", "LT", "<", "GT", ">", "LP", "(", "RP", ")", "C", ",");

  /** A number of a built-in type. */
  private static final Pattern LITERAL = Pattern.compile("L[a-z]n?[0-9]+E");

  private static final Pattern BACK = Pattern.compile("S[0-9A-Z]*_|S[a-z]|T[0-9]*_");

  private final String name;
  private int at = 2;

  private Demangler(String name) {
    this.name = name;
  }

  /** The name for people, or the same name where it is none of these or not plain. */
  public static String demangled(String symbol) {
    Matcher clone = CLONE.matcher(symbol);
    boolean isClone = clone.matches();
    String name = isClone ? clone.group(1) : symbol;
    if (!name.startsWith("_Z")) {
      return symbol;
    }
    return new Demangler(name)
        .encoding()
        .map(plain -> isClone ? plain + " [clone " + clone.group(2) + "]" : plain)
        .orElse(symbol);
  }

  private Optional<String> encoding() {
    List<String> parts = new ArrayList<>();
    boolean good;
    if (peek() == 'N') {
      at++;
      while ("rVKRO".indexOf(peek()) >= 0) {
        at++;
      }
      good = true;
      while (good && peek() != 'E') {
        good = part(parts);
      }
    } else {
      good = part(parts);
      if (good && parts.equals(List.of("std"))) {
        good = part(parts);
      }
      if (good && peek() == 'I') {
        good = part(parts);
      }
    }
    return good && !parts.isEmpty() ? Optional.of(joined(parts)) : Optional.empty();
  }

  private char peek() {
    return at < name.length() ? name.charAt(at) : 0;
  }

  /** One part of a name; false when it is not plain. */
  private boolean part(List<String> parts) {
    char next = peek();
    int last = parts.size() - 1;
    if (next == 'L') {
      at++;
      return Character.isDigit(peek()) && part(parts);
    } else if (Character.isDigit(next)) {
      String word = word();
      parts.add(word.startsWith("_GLOBAL__N_") ? "(anonymous namespace)" : word);
      return !word.isEmpty();
    } else if (next == 'S' && last < 0 && at + 2 <= name.length()) {
      String standard = STANDARD.get(name.substring(at, at + 2));
      at += 2;
      return standard != null && parts.add(standard);
    } else if (next == 'I' && last >= 0) {
      parts.set(last, parts.get(last) + "<…>");
      return template();
    } else if ((next == 'C' || next == 'D') && last >= 0 && at + 2 <= name.length()) {
      String enclosing = parts.get(last).replace("<…>", "");
      boolean numbered = "12345".indexOf(name.charAt(at + 1)) >= 0 || name.charAt(at + 1) == '0';
      at += 2;
      return numbered && parts.add((next == 'D' ? "~" : "") + enclosing);
    }
    return false;
  }

  private String word() {
    int length = 0;
    while (Character.isDigit(peek()) && length < name.length()) {
      length = 10 * length + (peek() - '0');
      at++;
    }
    int start = at;
    at = Math.min(name.length(), at + length);
    return at - start == length ? name.substring(start, at) : "";
  }

  /** Passes over a template's arguments; false when they hold more than types and numbers. */
  private boolean template() {
    int depth = 0;
    do {
      char c = peek();
      if (c == 0 || c == 'X' || c == 'Z' || c == '_') {
        return false;
      } else if (Character.isDigit(c)) {
        if (word().isEmpty()) {
          return false;
        }
      } else if (c == 'L') {
        Matcher literal = LITERAL.matcher(name).region(at, name.length());
        if (!literal.lookingAt()) {
          return false;
        }
        at = literal.end();
      } else if (c == 'S' || c == 'T') {
        Matcher back = BACK.matcher(name).region(at, name.length());
        if (!back.lookingAt()) {
          return false;
        }
        at = back.end();
      } else {
        depth += "INJF".indexOf(c) >= 0 ? 1 : c == 'E' ? -1 : 0;
        at++;
      }
    } while (depth > 0);
    return true;
  }

  private static String joined(List<String> parts) {
    int last = parts.size() - 1;
    if (last < 1 || !RUST_HASH.matcher(parts.get(last)).matches()) {
      return String.join("::", parts);
    }
    return String.join("::", parts.subList(0, last).stream().map(Demangler::rust).toList());
  }

  private static String rust(String part) {
    String text = part.startsWith("_$") ? part.substring(1) : part;
    return RUST_ESCAPE
        .matcher(text)
        .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))))
        .replace("..", "::");
  }

  private static String character(String escape) {
    if (escape.matches("u[0-9a-f]{1,4}")) {
      return Character.toString(Integer.parseInt(escape.substring(1), 16));
    }
    return RUST.getOrDefault(escape, "$" + escape + "$");
  }
}
