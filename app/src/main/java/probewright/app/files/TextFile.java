package probewright.app.files;

/**
 * A text as a file holds it.
 *
 * @param text with {@code \n} at the ends of lines
 * @param windowsLines whether the file ends its lines with {@code \r\n}; it is written the same way
 */
public record TextFile(String text, boolean windowsLines) {
  /** A text with the line ends of this system. */
  public static TextFile of(String text) {
    return new TextFile(text, false);
  }

  /** The same file with another text. */
  public TextFile with(String changed) {
    return new TextFile(changed, windowsLines);
  }
}
