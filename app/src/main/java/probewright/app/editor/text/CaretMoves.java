package probewright.app.editor.text;

import java.util.Optional;

/** Where keys that move a caret take it. Any thread. */
public final class CaretMoves {
  private CaretMoves() {}

  /** One letter to the side; what is selected is left at that side. */
  public static Caret side(Lines lines, Caret caret, boolean right, boolean select) {
    if (caret.selects() && !select) {
      return Caret.at(right ? caret.end() : caret.start());
    }
    int line = lines.of(caret.position());
    String text = lines.line(line);
    int column = caret.position() - lines.start(line);
    int letter = Letters.beside(text, column, right);
    int units = letter < 0 ? 1 : Character.charCount(letter);
    int to = caret.position() + (right ? units : -units);
    return caret.moved(Math.max(0, Math.min(lines.length(), to)), select);
  }

  /** To the next beginning or end of a word. */
  public static Caret word(Lines lines, Caret caret, boolean right, boolean select) {
    int line = lines.of(caret.position());
    String text = lines.line(line);
    int column = caret.position() - lines.start(line);
    if (column == (right ? text.length() : 0)) {
      int to = caret.position() + (right ? 1 : -1);
      return caret.moved(Math.max(0, Math.min(lines.length(), to)), select);
    }
    int letter = Letters.beside(text, column, right);
    while (letter == ' ') {
      column += right ? 1 : -1;
      letter = Letters.beside(text, column, right);
    }
    boolean name = Letters.name(text, column, right);
    while (letter >= 0 && letter != ' ' && Letters.name(text, column, right) == name) {
      column += right ? Character.charCount(letter) : -Character.charCount(letter);
      letter = Letters.beside(text, column, right);
    }
    return caret.moved(lines.start(line) + column, select);
  }

  /** The caret where it stands beside a letter, not inside one. */
  public static Caret whole(Lines lines, Caret caret) {
    return new Caret(whole(lines, caret.anchor()), whole(lines, caret.position()));
  }

  private static int whole(Lines lines, int offset) {
    int line = lines.of(offset);
    return lines.start(line) + Letters.column(lines.line(line), offset - lines.start(line));
  }

  /** A line up or down in the same column, or as far as that line goes. */
  public static Caret line(Lines lines, Caret caret, boolean down, boolean select) {
    int line = lines.of(caret.position());
    int to = line + (down ? 1 : -1);
    if (to < 0 || to >= lines.count()) {
      return caret.moved(down ? lines.length() : 0, select);
    }
    int column = caret.position() - lines.start(line);
    return caret.moved(lines.start(to) + Letters.column(lines.line(to), column), select);
  }

  /** To the line's first letter, from there to its beginning; or to its end. */
  public static Caret edge(Lines lines, Caret caret, boolean end, boolean select) {
    int line = lines.of(caret.position());
    if (end) {
      return caret.moved(lines.end(line), select);
    }
    int first = lines.start(line) + Typing.indentOf(lines.line(line)).length();
    return caret.moved(caret.position() == first ? lines.start(line) : first, select);
  }

  /**
   * The next place of what is selected; wraps around. A whole name is only found as a whole name.
   */
  public static Optional<Caret> nextOccurrence(Lines lines, Caret last) {
    String wanted = Spot.selected(lines, last);
    if (wanted.isEmpty() || wanted.contains("\n")) {
      return Optional.empty();
    }
    boolean name =
        word(lines, last)
            .filter(word -> word.start() == last.start() && word.end() == last.end())
            .isPresent();
    int from = lines.of(last.end());
    for (int i = 0; i <= lines.count(); i++) {
      int line = (from + i) % lines.count();
      int column = i == 0 ? last.end() - lines.start(line) : 0;
      int found = place(lines.line(line), wanted, column, name);
      if (found >= 0) {
        int start = lines.start(line) + found;
        return Optional.of(new Caret(start, start + wanted.length()));
      }
    }
    return Optional.empty();
  }

  private static int place(String line, String wanted, int column, boolean name) {
    return name
        ? Names.places(line, wanted).stream().filter(at -> at >= column).findFirst().orElse(-1)
        : line.indexOf(wanted, column);
  }

  /** The word a caret stands in, selected; empty where there is none. */
  public static Optional<Caret> word(Lines lines, Caret caret) {
    int line = lines.of(caret.position());
    String text = lines.line(line);
    int column = caret.position() - lines.start(line);
    String name = Names.at(text, column);
    for (int place : Names.places(text, name)) {
      if (place <= column && column <= place + name.length()) {
        int start = lines.start(line) + place;
        return Optional.of(new Caret(start, start + name.length()));
      }
    }
    return Optional.empty();
  }
}
