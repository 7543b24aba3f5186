package probewright.app.editor.text;

/**
 * What a key needs to know of the place where a caret stands.
 *
 * @param before the line before the selection
 * @param selected what is selected, maybe nothing
 * @param behind the line behind the selection
 * @param code whether it is code, and neither comment nor string
 * @param step what one step of depth is around there
 */
public record Spot(String before, String selected, String behind, boolean code, String step) {
  /** The place of a caret. */
  public static Spot of(Lines lines, Caret caret, boolean code) {
    int first = lines.of(caret.start());
    int last = lines.of(caret.end());
    String before = lines.line(first).substring(0, caret.start() - lines.start(first));
    String behind = lines.line(last).substring(caret.end() - lines.start(last));
    return new Spot(
        before, text(lines, caret, first, last), behind, code, Indents.step(lines, first));
  }

  /** What a caret selects. */
  public static String selected(Lines lines, Caret caret) {
    return text(lines, caret, lines.of(caret.start()), lines.of(caret.end()));
  }

  private static String text(Lines lines, Caret caret, int first, int last) {
    if (first == last) {
      int start = lines.start(first);
      return lines.line(first).substring(caret.start() - start, caret.end() - start);
    }
    StringBuilder text =
        new StringBuilder(lines.line(first).substring(caret.start() - lines.start(first)));
    for (int line = first + 1; line < last; line++) {
      text.append('\n').append(lines.line(line));
    }
    text.append('\n').append(lines.line(last), 0, caret.end() - lines.start(last));
    return text.toString();
  }

  boolean selects() {
    return !selected.isEmpty();
  }

  char next() {
    return behind.isEmpty() ? '\n' : behind.charAt(0);
  }

  char previous() {
    return before.isEmpty() ? '\n' : before.charAt(before.length() - 1);
  }
}
