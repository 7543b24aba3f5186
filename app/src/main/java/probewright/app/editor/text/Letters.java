package probewright.app.editor.text;

/** Letters of a line, some of which are two UTF-16 code units. Any thread. */
final class Letters {
  private Letters() {}

  /** A column held inside a line; one inside a letter is the one before it. */
  static int column(String line, int column) {
    int inside = Math.max(0, Math.min(line.length(), column));
    boolean splits =
        inside > 0
            && inside < line.length()
            && Character.isSurrogatePair(line.charAt(inside - 1), line.charAt(inside));
    return splits ? inside - 1 : inside;
  }

  /** The letter at one side of a column; -1 where the line ends. */
  static int beside(String line, int column, boolean right) {
    if (right) {
      return column < line.length() ? line.codePointAt(column) : -1;
    }
    return column > 0 ? line.codePointBefore(column) : -1;
  }

  /** Whether the letter at one side of a column may stand in a name. */
  static boolean name(String line, int column, boolean right) {
    int letter = beside(line, column, right);
    return letter >= 0 && Character.isJavaIdentifierPart(letter);
  }
}
