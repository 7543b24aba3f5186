package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;

/** Keys that know of C: Enter keeps the depth, Tab moves it, Ctrl+/ comments. */
final class EditorKeys {
  private final CodeArea area;

  private EditorKeys(CodeArea area) {
    this.area = area;
  }

  static void install(CodeArea area) {
    EditorKeys keys = new EditorKeys(area);
    area.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    area.addEventFilter(KeyEvent.KEY_TYPED, keys::typed);
  }

  private void pressed(KeyEvent event) {
    boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
    if (event.getCode() == KeyCode.ENTER && plain) {
      int start = area.getSelection().getStart();
      area.replaceSelection(Typing.newLine(area.getText(), start));
      area.requestFollowCaret();
      event.consume();
    } else if (event.getCode() == KeyCode.TAB && plain) {
      tab(event.isShiftDown());
      event.consume();
    } else if (event.getCode() == KeyCode.SLASH && event.isControlDown()) {
      lines(Typing::toggleComment);
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if (event.getCharacter().equals("}") && area.getSelection().getLength() == 0) {
      int caret = area.getCaretPosition();
      if (Typing.closesBlock(area.getText(), caret)) {
        area.replaceText(caret - Typing.STEP.length(), caret, "}");
        event.consume();
      }
    }
  }

  private void tab(boolean back) {
    if (back) {
      lines(Typing::outdent);
    } else if (area.getSelectedText().contains("\n")) {
      lines(Typing::indent);
    } else {
      int column = area.getCaretColumn() % Typing.STEP.length();
      area.replaceSelection(Typing.STEP.substring(column));
    }
  }

  /** Changes the lines of the selection as one edit, and selects what came of them. */
  private void lines(UnaryOperator<List<String>> change) {
    int first = area.offsetToPosition(area.getSelection().getStart(), BACKWARD).getMajor();
    int last = area.offsetToPosition(area.getSelection().getEnd(), BACKWARD).getMajor();
    boolean selected = area.getSelection().getLength() > 0;
    if (last > first && area.getSelection().getEnd() == area.getAbsolutePosition(last, 0)) {
      last--;
    }
    List<String> before = new ArrayList<>();
    for (int line = first; line <= last; line++) {
      before.add(area.getParagraph(line).getText());
    }
    String after = String.join("\n", change.apply(before));
    int start = area.getAbsolutePosition(first, 0);
    int end = start + String.join("\n", before).length();
    int fromEnd = area.getLength() - area.getCaretPosition();
    area.replaceText(start, end, after);
    if (selected) {
      area.selectRange(start, start + after.length());
    } else {
      area.moveTo(Math.max(start, area.getLength() - fromEnd));
    }
  }

  private static final org.fxmisc.richtext.model.TwoDimensional.Bias BACKWARD =
      org.fxmisc.richtext.model.TwoDimensional.Bias.Backward;
}
