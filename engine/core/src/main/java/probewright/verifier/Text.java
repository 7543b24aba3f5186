package probewright.verifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

/** The user's text, asked for the expression at a place and for where something can be put in. */
final class Text {
  private static final int LONGEST = 60;
  private static final Pattern ASSIGNED =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\\([^()=;]*\\)\\s*)?$");
  private static final Pattern HEADER =
      Pattern.compile("(?m)^[A-Za-z_][^;{}=]*\\([^;{}]*\\)\\s*\\{");
  private static final Pattern VOID =
      Pattern.compile("^(?:(?:static|inline|__always_inline|__noinline)\\s+)*void\\s+\\w[\\s\\S]*");

  private final String file;
  private final String text;

  Text(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The offset of a place's start; the end of the text when it is outside. */
  int offset(Place place) {
    int at = 0;
    for (int line = 1; line < place.line(); line++) {
      int next = text.indexOf('\n', at);
      if (next < 0) {
        return text.length();
      }
      at = next + 1;
    }
    return Math.min(at + place.column() - 1, text.length());
  }

  /**
   * The expression that begins at a place, as the user wrote it, without what follows it in its
   * list or statement; empty when the place is no beginning of one.
   */
  String expression(@Nullable Place place) {
    return place == null ? "" : text.substring(offset(place), expressionEnd(place)).strip();
  }

  /** The line of a place without the blanks around it. */
  String line(Place place) {
    int start = text.lastIndexOf('\n', offset(place) - 1) + 1;
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end).strip();
  }

  private int expressionEnd(Place place) {
    int start = offset(place);
    int depth = 0;
    int at = start;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == '"' || c == '\'') {
        at = endOfQuote(at);
      }
      boolean ends = depth == 0 && (c == ',' || c == '?' || c == ':' || isOperator(at, start));
      if (depth < 0 || c == ';' || c == '{' || c == '\n' || ends) {
        break;
      }
    }
    return at - start > LONGEST ? start : Math.min(at, text.length());
  }

  private int endOfQuote(int at) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != text.charAt(at)) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end;
  }

  /** A blank before a sign other than the first: the expression is an operand up to there. */
  private boolean isOperator(int at, int start) {
    return at > start
        && text.charAt(at) == ' '
        && at + 1 < text.length()
        && "=+-*/%<>&|^!".indexOf(text.charAt(at + 1)) >= 0;
  }

  /** The variable that the expression at a place is put into, empty when there is none. */
  String assigned(@Nullable Place place) {
    if (place == null) {
      return "";
    }
    int at = offset(place);
    int start = Math.max(text.lastIndexOf(';', at - 1), text.lastIndexOf('\n', at - 1)) + 1;
    Matcher variable = ASSIGNED.matcher(text.substring(Math.min(start, at), at));
    return variable.find() ? variable.group(1) : "";
  }

  /**
   * Puts in a line that ends the function when a variable is NULL, after the statement at a place.
   */
  @Nullable Fix check(Place place, String variable) {
    int end = text.indexOf(';', expressionEnd(place));
    if (end < 0 || variable.isEmpty()) {
      return null;
    }
    int line = text.lastIndexOf('\n', offset(place)) + 1;
    int indent = line;
    while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
      indent++;
    }
    String answer = isVoid(offset(place)) ? "return;" : "return 0;";
    return new Fix(
        at(end + 1, end + 1),
        "\n" + text.substring(line, indent) + "if (!" + variable + ") " + answer);
  }

  private boolean isVoid(int offset) {
    Matcher header = HEADER.matcher(text);
    String last = "";
    while (header.find() && header.start() < offset) {
      last = header.group();
    }
    return VOID.matcher(last).matches();
  }

  /** Puts other words in the place of the expression there. */
  Fix replace(Place place, String words) {
    int start = offset(place);
    return new Fix(at(start, start + expression(place).length()), words);
  }

  /** Where a function or a variable is first named. */
  @Nullable Place named(String name) {
    Matcher word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text);
    return word.find() ? at(word.start(), word.end()) : null;
  }

  Place at(int start, int end) {
    int line = 1;
    int lineStart = 0;
    for (int next = text.indexOf('\n');
        next >= 0 && next < start;
        next = text.indexOf('\n', next + 1)) {
      line++;
      lineStart = next + 1;
    }
    return new Place(file, line, start - lineStart + 1, line, end - lineStart + 1);
  }
}
