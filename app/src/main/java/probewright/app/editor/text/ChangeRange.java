package probewright.app.editor.text;

/**
 * What changed of a text since it was last looked at, as one range: all before it and all behind it
 * is as it was. Offsets and lengths in UTF-16 code units.
 */
public final class ChangeRange {
  private int length;
  private int start = Integer.MAX_VALUE;
  private int tail = Integer.MAX_VALUE;

  /** A change, in the order in which they were made. */
  public void edited(int position, int removed, int inserted) {
    length += inserted - removed;
    start = Math.min(start, position);
    tail = Math.min(tail, length - position - inserted);
  }

  /** True when nothing changed since the last {@link #seen}. */
  public boolean none() {
    return start == Integer.MAX_VALUE;
  }

  /** Where the range begins, in the text as it is now. */
  public int start() {
    return start;
  }

  /** Where it ends, exclusive. */
  public int end() {
    return Math.max(start, length - tail);
  }

  /** The text was looked at. */
  public void seen() {
    start = Integer.MAX_VALUE;
    tail = Integer.MAX_VALUE;
  }
}
