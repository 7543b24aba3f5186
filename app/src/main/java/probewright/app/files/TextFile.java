package probewright.app.files;

/**
 * A text as a file holds it.
 *
 * @param text with {@code \n} at the ends of lines
 * @param form how the file spells it; it is written the same way
 */
public record TextFile(String text, Form form) {
  /** How the ends of lines are spelled. */
  public enum LineEnds {
    UNIX,
    WINDOWS,
    /** Some of both; becomes one of them when it is saved. */
    MIXED
  }

  /**
   * What a file has besides its text.
   *
   * @param latin1 whether its bytes are read as Latin-1, for they are no UTF-8
   * @param mark whether a byte order mark stands at its beginning
   */
  public record Form(boolean latin1, boolean mark, LineEnds ends) {
    static final Form PLAIN = new Form(false, false, LineEnds.UNIX);
  }

  /** A text as this system writes it: UTF-8, no mark. */
  public static TextFile of(String text) {
    return new TextFile(text, Form.PLAIN);
  }

  /** The same file with another text. */
  public TextFile with(String changed) {
    return new TextFile(changed, form);
  }

  /** The same text as this system writes it, for another file than the one it was read from. */
  public TextFile inUtf8() {
    return new TextFile(text, new Form(false, form.mark, form.ends));
  }
}
