package probewright.app.editor.text;

/** How deep lines stand. Any thread. */
public final class Indents {
  /** Further lines than this are not looked at for the depth of an empty one. */
  private static final int NEAR = 20;

  /** Further lines than this do not say whether tabs or blanks are used. */
  private static final int FAR = 200;

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

  /** What one step of depth is around a line: a tab where lines begin with tabs, else blanks. */
  public static String step(Lines lines, int line) {
    for (int away = 0; away <= FAR; away++) {
      for (int near : new int[] {line - away, line + away}) {
        String text = near < 0 || near >= lines.count() ? "" : lines.line(near);
        if (!text.isBlank() && (text.charAt(0) == '\t' || text.startsWith("  "))) {
          return text.charAt(0) == '\t' ? "\t" : Typing.STEP;
        }
      }
    }
    return Typing.STEP;
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
