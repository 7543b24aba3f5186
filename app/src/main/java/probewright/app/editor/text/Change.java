package probewright.app.editor.text;

/**
 * What one key does at one caret: it replaces what is selected, and some letters around.
 *
 * @param before how many letters before the selection go too
 * @param behind how many letters behind it go too
 * @param text what comes in their place
 * @param anchor where the selection then begins, counted from the beginning of {@code text}
 * @param caret where the caret then stands, counted likewise; it may lie behind the text
 */
public record Change(int before, int behind, String text, int anchor, int caret) {
  /** Replaces the selection; the caret stands behind. */
  public static Change insert(String text) {
    return insert(text, text.length());
  }

  /** Replaces the selection; the caret stands so many letters into the text. */
  public static Change insert(String text, int caret) {
    return new Change(0, 0, text, caret, caret);
  }

  /** Takes letters around the caret away. */
  public static Change delete(int before, int behind) {
    return new Change(before, behind, "", 0, 0);
  }

  /** Moves the caret and changes nothing. */
  public static Change move(int by) {
    return new Change(0, 0, "", by, by);
  }
}
