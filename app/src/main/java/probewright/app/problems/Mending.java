package probewright.app.problems;

import org.fxmisc.richtext.CodeArea;
import probewright.diagnostics.Fix;

/**
 * Makes the edits of a fix in a text, as one change that one undo takes back; the caret then stands
 * behind the edit that was nearest to it. JavaFX thread.
 */
public final class Mending {
  private Mending() {}

  public static void make(CodeArea area, Fix fix) {
    String before = area.getText();
    int behind = fix.behind(before, area.getCaretPosition());
    String after = fix.apply(before);
    int most = Math.min(before.length(), after.length());
    int start = 0;
    while (start < most && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int tail = 0;
    while (tail < most - start
        && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
      tail++;
    }
    area.getUndoManager().preventMerge();
    area.replaceText(start, before.length() - tail, after.substring(start, after.length() - tail));
    area.getUndoManager().preventMerge();
    area.moveTo(behind);
    area.requestFollowCaret();
    area.requestFocus();
  }
}
