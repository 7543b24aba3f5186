package probewright.diagnostics;

/**
 * A range in the user's own text. Lines and columns count from 1; columns count UTF-16 code units,
 * as editors do; the end is exclusive and may equal the start where only a point is known.
 */
public record Place(String file, int line, int column, int endLine, int endColumn) {
  /** A point: a place whose end is its start. */
  public static Place point(String file, int line, int column) {
    return new Place(file, line, column, line, column);
  }

  /** The {@code FILE:LINE:COL} of compilers. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
