package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** Text that came along when a program was copied out of a Python file. */
final class PastedPython {
  private static final Pattern QUOTES = Pattern.compile("[rRbBuUfF]{0,2}(\"\"\"|''')");
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "\\bBPF\\s*\\(\\s*(?:text\\s*=\\s*)?[rRbBuU]{0,2}(['\"])((?:(?!\\1)[^\\\\\\n]|\\\\.)*)\\1");
  private static final Pattern IMPORT =
      Pattern.compile(
          "^[ \\t]*(?:from[ \\t]+bcc[ \\t]+import\\b.*|import[ \\t]+bcc\\b.*|#!.*python.*)$",
          Pattern.MULTILINE);
  private static final Set<String> CONVERSIONS = Set.of("d", "s", "i", "u", "x", "r");

  private PastedPython() {}

  /** The place where the text turns out to be Python; the fix leaves the C program alone. */
  static Optional<Problem> find(Program program) {
    String text = program.text();
    boolean quoted = text.contains("\"\"\"") || text.contains("'''");
    List<Tokens.Comment> comments = quoted ? new Tokens(text).comments() : List.of();
    Matcher quotes = QUOTES.matcher(text);
    while (quoted && quotes.find()) {
      int at = quotes.start();
      if (comments.stream().noneMatch(c -> c.start() <= at && at < c.end())) {
        return Optional.of(problem(program, at, quotes.end(), between(text, at)));
      }
    }
    Matcher line = ONE_LINE.matcher(text);
    if (line.find()) {
      return Optional.of(
          problem(program, line.start(), line.end(), unescaped(line.group(2)) + "\n"));
    }
    Matcher python = IMPORT.matcher(text);
    return python.find()
        ? Optional.of(problem(program, python.start(), python.end(), ""))
        : Optional.empty();
  }

  private static Problem problem(Program program, int start, int end, String mended) {
    SourceText source = new SourceText(program.file(), program.text());
    Problem problem =
        Problem.errorAt(Stage.TRANSLATE, source.place(start, end), "translate.python");
    return mended.isBlank()
        ? problem
        : problem.withFix(Fix.of("fix.python", source.place(0, program.text().length()), mended));
  }

  /** The longest text between such quotes; with only one of them, the longer side. */
  private static String between(String text, int first) {
    String longest = "";
    int at = first;
    Matcher quotes = QUOTES.matcher(text);
    int opened = 0;
    while (quotes.find(at)) {
      int close = text.indexOf(quotes.group(1), quotes.end());
      opened++;
      if (close < 0) {
        String before = opened == 1 ? text.substring(0, quotes.start()) : "";
        String behind = text.substring(quotes.end());
        String rest = before.contains("{") ? before : behind;
        return rest.length() > longest.length() ? unescaped(rest) : longest;
      }
      String inside = text.substring(quotes.end(), close);
      if (inside.length() > longest.length()) {
        boolean raw = text.substring(quotes.start(), quotes.start(1)).matches("(?i).*r.*");
        longest = raw ? inside : unescaped(inside);
      }
      at = close + 3;
      if (at >= text.length()) {
        break;
      }
    }
    return longest.replaceFirst("^\\n+", "");
  }

  /** What Python makes of doubled backslashes and of quotes; everything else C reads the same. */
  private static String unescaped(String text) {
    return text.replaceAll("\\\\([\\\\\"'])", "$1").replaceFirst("^\\n+", "");
  }

  /** Signs of Python's formatting, such as {@code == %d}, which nothing has filled. */
  static List<Problem> substitutions(SourceText source, Tokens tokens) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 1; i < tokens.all().size(); i++) {
      Tokens.Token sign = tokens.at(i);
      Tokens.Token word = tokens.at(i + 1);
      if (sign.is("%")
          && word.start() == sign.end()
          && CONVERSIONS.contains(word.text())
          && !isOperand(tokens, i - 1)) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                source.place(sign.start(), word.end()),
                "translate.python-substitution",
                "%" + word.text()));
      }
    }
    return problems;
  }

  /** Whether a token ends what {@code %} could divide. */
  private static boolean isOperand(Tokens tokens, int i) {
    Tokens.Token token = tokens.at(i);
    return switch (token.kind()) {
      case NUMBER, TEXT -> true;
      case WORD -> !token.is("return") && !tokens.at(i - 1).is("define");
      case SIGN -> token.is(")") || token.is("]");
    };
  }
}
