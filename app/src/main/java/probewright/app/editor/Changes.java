package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import org.fxmisc.richtext.model.PlainTextChange;

/**
 * Changes that the text area makes at once. It tells them when all are made, and those of several
 * carets, or of an undo, from the last place to the first: then the text before a place is not any
 * more what it was when the place was counted.
 */
final class Changes {
  private Changes() {}

  /** The same changes from the first place to the last; before each the text is as in the end. */
  static List<PlainTextChange> inOrder(List<PlainTextChange> made) {
    if (made.size() < 2 || !backwards(made)) {
      return made;
    }
    List<PlainTextChange> ordered = new ArrayList<>(made.size());
    int shift = 0;
    for (int i = made.size() - 1; i >= 0; i--) {
      PlainTextChange change = made.get(i);
      ordered.add(
          new PlainTextChange(
              change.getPosition() + shift, change.getRemoved(), change.getInserted()));
      shift += change.getInserted().length() - change.getRemoved().length();
    }
    return ordered;
  }

  private static boolean backwards(List<PlainTextChange> made) {
    for (int i = 1; i < made.size(); i++) {
      if (made.get(i).getRemovalEnd() > made.get(i - 1).getPosition()) {
        return false;
      }
    }
    return true;
  }
}
