package probewright.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A C type as clang spells it.
 *
 * @param written as the program says it
 * @param plain with the typedefs of its outermost layer resolved
 */
record CType(String written, String plain) {
  static final CType NONE = new CType("", "");

  private static final Pattern QUALIFIERS =
      Pattern.compile("\\b(?:const|volatile|restrict|__restrict|_Atomic)\\b");
  private static final Pattern RECORD = Pattern.compile("(?:struct|union) (\\w+)");

  /** Of a type, not of an expression, where clang puts a blank before the bracket. */
  private static final String TYPEOF = "typeof(";

  CType {
    written = withoutTypeof(written);
    plain = withoutTypeof(plain);
  }

  /** The analysis declares what maps hold by {@code typeof}, so that any type can be one. */
  private static String withoutTypeof(String type) {
    int start = type.indexOf(TYPEOF);
    int close = start < 0 ? -1 : closing(type, start + TYPEOF.length());
    return close < 0
        ? type
        : type.substring(0, start)
            + type.substring(start + TYPEOF.length(), close)
            + withoutTypeof(type.substring(close + 1));
  }

  private static int closing(String type, int from) {
    int depth = 1;
    for (int i = from; i < type.length(); i++) {
      depth += type.charAt(i) == '(' ? 1 : type.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  boolean isPointer() {
    String bare = QUALIFIERS.matcher(plain).replaceAll("").strip();
    return bare.endsWith("*") || (bare.contains("(*") && !bare.contains("(*["));
  }

  /** How many stars it has, outside of a function's parameters. */
  int depth() {
    int end = plain.indexOf('(');
    return (int)
        plain.substring(0, end < 0 ? plain.length() : end).chars().filter(c -> c == '*').count();
  }

  /** Whether it is a struct or union itself. */
  boolean isRecord() {
    return !tag().isEmpty() && !isPointer() && !isArray();
  }

  boolean isArray() {
    return plain.endsWith("]") && !plain.contains("(*");
  }

  /** What a pointer points at, or an array is made of, as the program says it. */
  String element() {
    String bare = QUALIFIERS.matcher(written).replaceAll("").strip();
    if (bare.endsWith("*")) {
      return bare.substring(0, bare.length() - 1).strip();
    }
    int bracket = bare.indexOf('[');
    return bracket < 0 ? bare : bare.substring(0, bracket).strip();
  }

  /** The tag of the struct or union this is or points at; empty when it is neither. */
  String tag() {
    Matcher matcher = RECORD.matcher(plain);
    return matcher.find() ? matcher.group(1) : "";
  }
}
