package probewright.verifier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

/** The user's text, asked for the expression at a place and for where something can be put in. */
final class Text {
  private static final int LONGEST = 100;
  private static final Pattern ASSIGNED =
      Pattern.compile("\\s*(?:\\w[\\w\\s]*[\\s*]+)?(\\w+)\\s*=\\s*(?:\\([^()=;]*\\)\\s*)?");
  private static final Pattern NO_CODE =
      Pattern.compile("//[^\n]*|(?s:/\\*.*?\\*/)|\"(?:[^\"\\\\\n]++|\\\\.)*+\"");
  private static final Pattern HEADER =
      Pattern.compile("(?m)^[A-Za-z_][^;{}=]*\\([^;{}]*\\)\\s*\\{");
  private static final Pattern VOID =
      Pattern.compile("^(?:(?:static|inline|__always_inline|__noinline)\\s+)*void\\s+\\w[\\s\\S]*");

  private final String file;
  private final String text;

  /** The text with blanks for its comments and quotes. */
  private final String code;

  Text(String file, String text) {
    this.file = file;
    this.text = text;
    this.code = NO_CODE.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
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
   * The whole expression that a place is in, where clang points into its middle: at the sign of an
   * assignment, at the last member of a chain.
   */
  Place anchor(Place place) {
    int start = operandStart(offset(place));
    Place from = at(start, start);
    int end = Math.max(expressionEnd(from), start);
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end == start ? place : at(start, end);
  }

  private int operandStart(int offset) {
    int at = offset;
    if (at < text.length() && assigns(at)) {
      while (at > 0 && text.charAt(at - 1) == ' ') {
        at--;
      }
    } else if (!isMember(at)) {
      return offset;
    }
    int depth = 0;
    while (at > 0) {
      char before = text.charAt(at - 1);
      depth += before == ')' || before == ']' ? 1 : before == '(' || before == '[' ? -1 : 0;
      boolean part = Character.isJavaIdentifierPart(before) || before == '.' || before == ']';
      boolean arrow = before == '>' && at > 1 && text.charAt(at - 2) == '-';
      boolean tail = before == '-' && text.charAt(at) == '>';
      if (depth < 0
          || before == '\n'
          || (depth == 0 && !part && !arrow && !tail && !closes(before))) {
        break;
      }
      at--;
    }
    return at;
  }

  private static boolean closes(char c) {
    return c == '[' || c == '(';
  }

  private boolean isMember(int at) {
    return text.startsWith("->", at - 2) || (at > 0 && text.charAt(at - 1) == '.');
  }

  private boolean assigns(int at) {
    char sign = text.charAt(at);
    boolean alone = sign == '=' && !text.startsWith("==", at);
    boolean compound = "+-*/%&|^".indexOf(sign) >= 0 && text.startsWith("=", at + 1);
    return alone || compound || text.startsWith("++", at) || text.startsWith("--", at);
  }

  /** Where a word is next named from a line on; the place itself when nowhere. */
  @Nullable Place after(@Nullable Place place, String word) {
    int from = place == null ? 0 : text.lastIndexOf('\n', offset(place)) + 1;
    Matcher found = word(word).matcher(code);
    return found.find(Math.min(from, text.length())) ? at(found.start(), found.end()) : place;
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
    int start = at;
    while (start > 0 && ";{}\n".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    Matcher variable = ASSIGNED.matcher(text.substring(start, at));
    return variable.matches() ? variable.group(1) : "";
  }

  /**
   * Puts in a line that ends the function when a variable is NULL, after the statement at a place.
   */
  @Nullable Fix check(Place place, String variable) {
    int end = code.indexOf(';', expressionEnd(place));
    if (end < 0 || variable.isEmpty()) {
      return null;
    }
    int line = text.lastIndexOf('\n', offset(place)) + 1;
    int indent = line;
    while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
      indent++;
    }
    String answer = isVoid(offset(place)) ? "return;" : "return 0;";
    return Fix.of(
        "fix.check",
        at(end + 1, end + 1),
        "\n" + text.substring(line, indent) + "if (!" + variable + ") " + answer,
        variable);
  }

  private boolean isVoid(int offset) {
    Matcher header = HEADER.matcher(code);
    String last = "";
    while (header.find() && header.start() < offset) {
      last = header.group();
    }
    return VOID.matcher(last).matches();
  }

  /** Reads by a helper what the expression there reads by itself. */
  Fix read(Place place, String words, String helper) {
    int start = offset(place);
    Place whole = at(start, start + expression(place).length());
    return Fix.of("fix.read", whole, words, helper);
  }

  /** The type that a variable points to, as its declaration spells it; empty when none is found. */
  String pointed(String variable) {
    Matcher declared =
        Pattern.compile(
                "\\b((?:(?:struct|union|enum|unsigned|signed)\\s+)?\\w+)\\s*\\*\\s*(?:const\\s+)?"
                    + Pattern.quote(variable)
                    + "\\b")
            .matcher(code);
    return declared.find() ? declared.group(1) : "";
  }

  /** Where a function or a variable is first named, other than in comments and quotes. */
  @Nullable Place named(String name) {
    Matcher word = word(name).matcher(code);
    return word.find() ? at(word.start(), word.end()) : null;
  }

  /** Where a word stands in the expression at a place; null when nowhere. */
  @Nullable Place within(Place place, String name) {
    Matcher word = word(name).matcher(code).region(offset(place), expressionEnd(place));
    return !name.isEmpty() && word.find() ? at(word.start(), word.end()) : null;
  }

  /** The very words of a place. */
  String of(Place place) {
    int start = offset(place);
    return text.substring(start, start + place.endColumn() - place.column());
  }

  private static Pattern word(String word) {
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
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
