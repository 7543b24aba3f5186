package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What a demanding person does in the editor, alone in a window. Needs a display. */
@Tag("window")
class EditorByHandTest {
  @RegisterExtension private final EditorWindow window = new EditorWindow();
  private final FxRobot robot = window.robot();
  private CodeEditor editor;
  private CodeArea area;

  @BeforeEach
  void parts() {
    editor = window.editor();
    area = window.area();
  }

  @Test
  void allCaretsGetWhatIsCompleted() {
    window.caret(9, 1);
    window.perform(EditorAction.CARET_BELOW);
    window.type("ab");
    robot.interact(() -> editor.complete(2, "abc()", 4));
    window.type("x");
    assertThat(area.getText()).endsWith("abc(x)// one\nabc(x)// two\n");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).endsWith("ab// one\nab// two\n");
  }

  @Test
  void homeGoesToTheFirstLetterAndThenToTheBeginning() {
    window.caret(5, 9);
    window.press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isEqualTo(4);
    window.press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isZero();
    window.press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isEqualTo(4);
  }

  @Test
  void aBodyFoldsAndTheCaretUnfoldsIt() throws Exception {
    window.caret(6, 1);
    EditorWindow.until(
        () -> {
          window.perform(EditorAction.FOLD);
          return window.folded(5);
        });
    assertThat(window.folded(2)).isFalse();
    assertThat(window.folded(6)).isTrue();
    assertThat(window.folded(7)).isFalse();
    assertThat(area.getCurrentParagraph()).isEqualTo(2);
    assertThat(area.isUndoAvailable()).isFalse();
    window.caret(6, 1);
    assertThat(window.folded(5)).isFalse();
    window.perform(EditorAction.FOLD_ALL);
    assertThat(window.folded(5) && window.folded(9)).isTrue();
    window.perform(EditorAction.UNFOLD_ALL);
    assertThat(window.folded(5) || window.folded(9)).isFalse();
  }

  @Test
  void handlesStandAtTheirLinesWhateverComesAbove() throws Exception {
    EditorWindow.until(() -> window.handles().equals(List.of(2, 8)));
    window.caret(1, 1);
    window.press(KeyCode.ENTER);
    EditorWindow.until(() -> window.handles().equals(List.of(3, 9)));
    window.caret(4, 1);
    window.press(KeyCode.ENTER);
    EditorWindow.until(() -> window.handles().equals(List.of(4, 10)));
    robot.interact(area::undo);
    robot.interact(area::undo);
    EditorWindow.until(() -> window.handles().equals(List.of(2, 8)));
    window.perform(EditorAction.FOLD_ALL);
    window.caret(3, 27);
    window.press(KeyCode.ENTER);
    EditorWindow.until(() -> !window.folded(5) && window.folded(10));
  }

  @Test
  void whatIsNoLineIsMarkedAndGoesNowhere() {
    window.caret(3, 2);
    window.perform(EditorAction.GO_TO_LINE);
    TextField field = robot.lookup("#go-to-line").query();
    robot.interact(() -> field.setText("12 apples"));
    assertThat(field.getPseudoClassStates()).extracting(Object::toString).contains("wrong");
    robot.interact(() -> field.setText("99999"));
    assertThat(field.getPseudoClassStates()).extracting(Object::toString).doesNotContain("wrong");
    robot.interact(
        () ->
            Event.fireEvent(
                field,
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
    assertThat(area.getCurrentParagraph()).isEqualTo(area.getParagraphs().size() - 1);
  }

  @Test
  void theLineThatIsWrittenStaysInSightWhenRoomIsTaken() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int line = 0; line < 100; line++) {
      many.append("line\n");
    }
    robot.interact(() -> editor.open(many.toString()));
    window.caret(60, 1);
    EditorWindow.until(() -> window.inSight(59));
    robot.interact(() -> area.showParagraphAtBottom(59));
    EditorWindow.until(() -> window.inSight(59) && !window.inSight(61));
    robot.interact(
        () -> {
          javafx.scene.layout.Region list = new javafx.scene.layout.Region();
          list.setMinHeight(120);
          editor.setBottom(list);
        });
    EditorWindow.until(() -> window.inSight(59) && !window.inSight(40 + 30));
    EditorWindow.until(
        () ->
            WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                  var line = area.getCaretBounds();
                  return line.isPresent()
                      && area.screenToLocal(line.get()).getMaxY() <= area.getHeight();
                }));
  }

  @Test
  void severalCaretsPasteLinesOfWindows() {
    window.caret(9, 4);
    window.perform(EditorAction.CARET_BELOW);
    robot.interact(
        () -> {
          javafx.scene.input.ClipboardContent content = new javafx.scene.input.ClipboardContent();
          content.putString("a\r\nb\r\nc");
          javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
          Event.fireEvent(
              area,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.V, false, true, false, false));
        });
    window.type("!");
    assertThat(area.getText()).endsWith("// a\nb\nc!one\n// a\nb\nc!two\n");
  }

  @Test
  void linesOfWindowsArePastedAsLines() {
    window.caret(9, 4);
    robot.interact(
        () -> {
          javafx.scene.input.ClipboardContent content = new javafx.scene.input.ClipboardContent();
          content.putString("a\r\nb\rc\n");
          javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
          Event.fireEvent(
              area,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.V, false, true, false, false));
        });
    window.type("!");
    assertThat(area.getText()).endsWith("// a\nb\nc\n!one\n// two\n");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
  }

  @Test
  void changesOfSeveralCaretsAreToldWhereTheyAre() {
    List<Integer> lines = new ArrayList<>();
    robot.interact(
        () -> editor.changed(change -> lines.add(editor.lines().of(change.getPosition()))));
    window.caret(9, 1);
    window.perform(EditorAction.CARET_BELOW);
    window.press(KeyCode.ENTER);
    assertThat(lines).containsExactly(8, 10);
    lines.clear();
    robot.interact(area::undo);
    assertThat(lines).containsExactly(8, 9);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
  }
}
