package probewright.app.editor.text;

/** How deep lines stand. Any thread. */
public final class Indents {
  /** Further lines than this are not looked at for the depth of an empty one. */
  private static final int NEAR = 20;

  private static final int TAB = 8;

  private Indents() {}

  /**
   * How many guides stand before a line's text, one for each step but the first; an empty line has
   * those that its neighbours share.
   */
  public static int guides(Lines lines, int line) {
    int depth = depth(lines.line(line));
    if (depth < 0) {
      depth = Math.min(near(lines, line, -1), near(lines, line, 1));
    }
    return Math.max(0, (depth - 1) / Typing.STEP.length());
  }

  private static int near(Lines lines, int from, int step) {
    for (int i = 1; i <= NEAR; i++) {
      int line = from + i * step;
      if (line < 0 || line >= lines.count()) {
        return 0;
      }
      int depth = depth(lines.line(line));
      if (depth >= 0) {
        return depth;
      }
    }
    return 0;
  }

  /** The column of a line's first letter; -1 when it has none. */
  private static int depth(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        depth += TAB - depth % TAB;
      } else if (c == ' ') {
        depth++;
      } else {
        return depth;
      }
    }
    return -1;
  }
}
