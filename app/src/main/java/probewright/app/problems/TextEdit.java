package probewright.app.problems;

import probewright.diagnostics.Place;

/**
 * One change to a text, so that places behind it can follow. Lines and columns count from 1.
 *
 * @param line where it begins
 * @param endLine where what was taken away ended
 * @param newEndLine where what was put there ends
 */
public record TextEdit(
    int line, int column, int endLine, int endColumn, int newEndLine, int newEndColumn) {
  /** The change that began there, took away one text and put there another. */
  public static TextEdit of(int line, int column, String removed, String inserted) {
    return new TextEdit(
        line,
        column,
        line + breaks(removed),
        lastColumn(column, removed),
        line + breaks(inserted),
        lastColumn(column, inserted));
  }

  /** Where a place stands after it. */
  public Place moved(Place place) {
    int[] start = moved(place.line(), place.column());
    int[] end = moved(place.endLine(), place.endColumn());
    return new Place(place.file(), start[0], start[1], end[0], end[1]);
  }

  /** Whether it changed one of a place's own lines. */
  public boolean touches(Place place) {
    return line <= place.endLine() && endLine >= place.line();
  }

  private int[] moved(int atLine, int atColumn) {
    if (atLine < line || (atLine == line && atColumn <= column)) {
      return new int[] {atLine, atColumn};
    }
    if (atLine > endLine) {
      return new int[] {atLine + newEndLine - endLine, atColumn};
    }
    return atLine == endLine && atColumn >= endColumn
        ? new int[] {newEndLine, newEndColumn + atColumn - endColumn}
        : new int[] {newEndLine, newEndColumn};
  }

  private static int breaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static int lastColumn(int column, String text) {
    int newline = text.lastIndexOf('\n');
    return newline < 0 ? column + text.length() : text.length() - newline;
  }
}
