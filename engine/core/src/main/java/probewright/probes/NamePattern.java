package probewright.probes;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A name that stands for many: a glob ({@code vfs_*}, {@code tcp_[46]?}) or, where it has what no
 * glob has ({@code ^}, {@code (}, {@code |}, {@code \}, {@code .*}), a regular expression. Either
 * must match a whole name.
 */
public final class NamePattern implements Predicate<String> {
  private static final Pattern REGULAR = Pattern.compile("[\\^$(){|\\\\]|\\.[*+?]|\\][*+?]");
  private static final Pattern LETTERS = Pattern.compile("[*?\\[^(|\\\\]|\\.\\+");

  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Whether a part of a probe is one. No name of C has such letters. */
  static boolean isOne(String part) {
    return LETTERS.matcher(part).find();
  }

  /** Reads it; empty when it is a regular expression that is not well formed. */
  public static Optional<NamePattern> of(String spelling) {
    try {
      return Optional.of(
          new NamePattern(
              Pattern.compile(REGULAR.matcher(spelling).find() ? spelling : glob(spelling))));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String glob(String spelling) {
    StringBuilder expression = new StringBuilder();
    boolean set = false;
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if (set) {
        expression.append(c == '!' && expression.charAt(expression.length() - 1) == '[' ? '^' : c);
        set = c != ']';
      } else if (c == '*') {
        expression.append(".*");
      } else if (c == '?') {
        expression.append('.');
      } else if (c == '[') {
        expression.append('[');
        set = true;
      } else {
        expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return expression.toString();
  }

  @Override
  public boolean test(String name) {
    return pattern.matcher(name).matches();
  }
}
