package probewright.app.attachments;

import probewright.diagnostics.Place;
import probewright.dialect.HeadLines.Edit;

/** The text that a form is in step with. JavaFX thread. */
public interface TextSide {
  /** As it is now. */
  String text();

  /** Makes an edit, which one undo takes back. */
  void edit(Edit edit);

  /** Puts the caret between two offsets, selects what is there and gives the text the focus. */
  void select(int start, int end);

  /** Whether a place is in this text, and not in one of the program's headers. */
  boolean holds(Place place);

  /** Goes to a place, in whichever of the program's texts. */
  void goTo(Place place);

  /** Offers what can stand at the caret. */
  void complete();
}
