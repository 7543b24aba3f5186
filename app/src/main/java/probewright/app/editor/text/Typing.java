package probewright.app.editor.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** What keys do to C text at one caret. Any thread. */
public final class Typing {
  /** One step of depth where lines do not begin with tabs. */
  public static final String STEP = "    ";

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private static final Pattern LABEL = Pattern.compile("\\s*(?:case\\b.*|default\\s*):\\s*");

  private Typing() {}

  /**
   * Enter: a new line at this line's depth, one deeper behind a brace or a label of a switch, and
   * the brace's partner below.
   */
  public static Change newLine(Spot spot) {
    String indent = indentOf(spot.before());
    boolean brace = spot.before().stripTrailing().endsWith("{");
    if (!spot.code() || !(brace || LABEL.matcher(spot.before()).matches())) {
      String comment = commentGoesOn(spot, indent);
      return Change.insert("\n" + indent + comment);
    }
    String line = "\n" + indent + spot.step();
    return brace && spot.next() == '}'
        ? Change.insert(line + "\n" + indent, line.length())
        : Change.insert(line);
  }

  /** A block comment written with a star before each line goes on with one. */
  private static String commentGoesOn(Spot spot, String indent) {
    String text = spot.before().substring(indent.length());
    if (spot.code() || text.contains("*/")) {
      return "";
    }
    if (text.startsWith("/*")) {
      return " * ";
    }
    return text.startsWith("* ") || text.equals("*") ? "* " : "";
  }

  /** A letter that does more, or less, than being written; empty for all others. */
  public static Optional<Change> typed(Spot spot, char letter) {
    int opens = OPENING.indexOf(letter);
    boolean quote = letter == '"' || letter == '\'';
    if (spot.selects() && (opens >= 0 || quote)) {
      char close = quote ? letter : CLOSING.charAt(opens);
      String text = letter + spot.selected() + close;
      return Optional.of(new Change(0, 0, text, 1, text.length() - 1));
    }
    if (spot.selects()) {
      return Optional.empty();
    }
    if (overwrites(spot, letter, quote)) {
      return Optional.of(Change.move(1));
    }
    if (letter == '}' && spot.before().isBlank() && spot.before().endsWith(spot.step())) {
      return Optional.of(new Change(spot.step().length(), 0, "}", 1, 1));
    }
    if (opens >= 0 && spot.code() && roomy(spot.next())) {
      return Optional.of(Change.insert("" + letter + CLOSING.charAt(opens), 1));
    }
    boolean word = Character.isJavaIdentifierPart(spot.previous());
    if (quote && spot.code() && !word && spot.previous() != letter && roomy(spot.next())) {
      return Optional.of(Change.insert("" + letter + letter, 1));
    }
    return Optional.empty();
  }

  private static boolean overwrites(Spot spot, char letter, boolean quote) {
    if (spot.next() != letter) {
      return false;
    }
    if (quote) {
      return spot.previous() != '\\' && !spot.code();
    }
    return CLOSING.indexOf(letter) >= 0 && spot.code() && closesOnLine(spot, letter);
  }

  /** Whether the closing bracket behind the caret belongs to one opened before it on the line. */
  private static boolean closesOnLine(Spot spot, char close) {
    char open = OPENING.charAt(CLOSING.indexOf(close));
    int depth = 0;
    for (char c : (spot.before() + spot.behind()).toCharArray()) {
      depth += c == open ? 1 : c == close ? -1 : 0;
    }
    return depth <= 0;
  }

  /** Whether a bracket that opens before this letter gets its partner. */
  private static boolean roomy(char next) {
    return Character.isWhitespace(next) || CLOSING.indexOf(next) >= 0 || next == ';' || next == ',';
  }

  /**
   * Backspace: an empty pair of brackets or quotes goes whole, blanks before a line go by steps.
   */
  public static Change backspace(Spot spot) {
    if (spot.selects()) {
      return Change.insert("");
    }
    int opens = OPENING.indexOf(spot.previous());
    boolean pair = opens >= 0 && spot.next() == CLOSING.charAt(opens);
    boolean quotes =
        (spot.previous() == '"' || spot.previous() == '\'') && spot.next() == spot.previous();
    if (pair || quotes) {
      return Change.delete(1, 1);
    }
    String before = spot.before();
    if (!before.isEmpty() && before.chars().allMatch(c -> c == ' ')) {
      int over = before.length() % STEP.length();
      return Change.delete(over == 0 ? STEP.length() : over, 0);
    }
    boolean wide =
        before.length() > 1 && Character.isLowSurrogate(before.charAt(before.length() - 1));
    return Change.delete(wide ? 2 : 1, 0);
  }

  /** Delete: what is selected, or the letter behind. */
  public static Change delete(Spot spot) {
    if (spot.selects()) {
      return Change.insert("");
    }
    boolean wide = spot.behind().length() > 1 && Character.isHighSurrogate(spot.next());
    return Change.delete(0, wide ? 2 : 1);
  }

  /** Tab: blanks up to the next step, or a tab before a line where lines begin with tabs. */
  public static Change tab(Spot spot) {
    if (spot.step().equals("\t") && spot.before().isBlank()) {
      return Change.insert("\t");
    }
    return Change.insert(STEP.substring(spot.before().length() % STEP.length()));
  }

  static String indentOf(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return line.substring(0, end);
  }
}
