package probewright.app.editor.text;

/**
 * A caret and what it selects, as offsets in UTF-16 code units.
 *
 * @param anchor where the selection began; the position when nothing is selected
 * @param position where the caret stands
 */
public record Caret(int anchor, int position) {
  /** A caret that selects nothing. */
  public static Caret at(int position) {
    return new Caret(position, position);
  }

  public int start() {
    return Math.min(anchor, position);
  }

  public int end() {
    return Math.max(anchor, position);
  }

  public boolean selects() {
    return anchor != position;
  }

  /** The caret at another position: it goes on selecting, or selects nothing. */
  public Caret moved(int to, boolean select) {
    return new Caret(select ? anchor : to, to);
  }
}
