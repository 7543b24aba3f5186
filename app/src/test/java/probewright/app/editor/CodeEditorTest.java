package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.event.Event;
import javafx.scene.control.Label;
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
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** The editor with all its parts, alone in a window. Needs a display. */
@Tag("window")
class CodeEditorTest {
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
  void whatIsTypedIsColouredInItsOwnPulse() throws Exception {
    window.caret(2, 1);
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          area.insertText(area.getAbsolutePosition(1, 0), "struct x y;");
          assertThat(area.getStyleOfChar(1, 0)).isEmpty();
          return null;
        });
    WaitForAsyncUtils.waitForFxEvents();
    EditorWindow.until(() -> window.styles(1, 0).equals(List.of("keyword")));
    assertThat(window.styles(1, 7)).containsExactly("type");
    // a comment that is opened goes to the end, and back when it is gone
    robot.interact(() -> area.insertText(0, "/*"));
    EditorWindow.until(
        () ->
            window.styles(8, 0).equals(List.of("comment"))
                && window.styles(5, 8).equals(List.of("comment")));
    robot.interact(() -> area.deleteText(0, 2));
    EditorWindow.until(() -> window.styles(5, 5).equals(List.of("map")));
  }

  @Test
  void bracketsComeInPairsAndTheirPartnersAreShown() throws Exception {
    window.caret(2, 1);
    window.type("f(");
    window.press(KeyCode.ENTER);
    assertThat(window.line(1)).isEqualTo("f(");
    assertThat(window.line(2)).isEqualTo(")");
    robot.interact(area::undo);
    robot.interact(area::undo);
    window.caret(3, 6);
    EditorWindow.until(
        () -> window.styles(2, 5).contains("bracket") && window.styles(2, 25).contains("bracket"));
    window.perform(EditorAction.BRACKET);
    assertThat(area.getCaretColumn()).isEqualTo(26);
  }

  @Test
  void allCaretsWriteAndOneUndoTakesItBack() throws Exception {
    window.caret(9, 4);
    window.perform(EditorAction.CARET_BELOW);
    window.type("x");
    assertThat(window.line(8)).isEqualTo("// xone");
    assertThat(window.line(9)).isEqualTo("// xtwo");
    window.press(KeyCode.BACK_SPACE);
    assertThat(window.line(9)).isEqualTo("// two");
    window.type("y");
    robot.interact(area::undo);
    assertThat(window.line(8)).isEqualTo("// one");
    assertThat(window.line(9)).isEqualTo("// two");
    robot.interact(() -> assertThat(editor.carets().many()).isFalse());
  }

  @Test
  void theNextPlaceOfAWordIsSelectedToo() {
    window.caret(5, 9);
    window.perform(EditorAction.NEXT_OCCURRENCE);
    window.perform(EditorAction.NEXT_OCCURRENCE);
    window.type("p");
    assertThat(window.line(4)).isEqualTo("    u32 p = 0;");
    assertThat(window.line(5)).isEqualTo("    start.delete(&p);");
    window.press(KeyCode.ESCAPE);
    window.type("q");
    assertThat(window.line(4) + window.line(5))
        .contains("q")
        .doesNotContain("pq = 0;    start.delete(&pq)");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
  }

  @Test
  void linesMoveComeTwiceAndGo() {
    window.caret(5, 3);
    window.perform(EditorAction.LINE_DOWN);
    assertThat(window.line(5)).isEqualTo("    u32 pid = 0;");
    window.perform(EditorAction.LINE_UP);
    window.perform(EditorAction.DUPLICATE);
    assertThat(window.line(4)).isEqualTo(window.line(5));
    window.perform(EditorAction.DELETE_LINE);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
    window.perform(EditorAction.COMMENT);
    assertThat(window.line(5)).isEqualTo("    // start.delete(&pid);");
    window.perform(EditorAction.COMMENT);
    window.press(KeyCode.HOME);
    window.perform(EditorAction.INDENT);
    assertThat(window.line(5)).isEqualTo("        start.delete(&pid);");
    window.perform(EditorAction.OUTDENT);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
  }

  @Test
  void findsAndReplacesAllWithOneUndo() throws Exception {
    window.perform(EditorAction.REPLACE);
    TextField wanted = robot.lookup("#find").query();
    robot.interact(() -> wanted.setText("PID"));
    EditorWindow.until(() -> robot.lookup("#find-count").<Label>query().getText().equals("1 / 2"));
    assertThat(area.getSelectedText()).isEqualTo("pid");
    robot.interact(
        () -> {
          robot.lookup("#find-regex").<javafx.scene.control.ToggleButton>query().fire();
          wanted.setText("(p)i(d)");
          robot.lookup("#replace").<TextField>query().setText("$2$1");
        });
    EditorWindow.until(() -> robot.lookup("#find-count").<Label>query().getText().endsWith("/ 2"));
    robot.interact(() -> robot.lookup("#replace-all").queryButton().fire());
    EditorWindow.until(() -> window.line(4).equals("    u32 dp = 0;"));
    assertThat(window.line(5)).isEqualTo("    start.delete(&dp);");
    EditorWindow.until(() -> count().equals("2 replaced"));
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
    robot.interact(() -> wanted.setText("(p"));
    EditorWindow.until(
        () -> robot.lookup("#find-count").<Label>query().getText().equals("not an expression"));
  }

  @Test
  void marksOfWhatWasFoundGoWithTheBarAndComeBackWithIt() throws Exception {
    window.perform(EditorAction.FIND);
    TextField wanted = robot.lookup("#find").query();
    robot.interact(() -> wanted.setText("pid"));
    EditorWindow.until(() -> window.styles(5, 18).contains("found"));
    // nothing is known of the places while the text is another one
    robot.interact(
        () -> {
          area.insertText(0, " ");
          escape(wanted);
        });
    EditorWindow.until(() -> !window.styles(5, 18).contains("found"));
    window.perform(EditorAction.FIND);
    EditorWindow.until(() -> window.styles(5, 18).contains("found"));
    // and by Esc in the text
    window.press(KeyCode.ESCAPE);
    EditorWindow.until(() -> !window.styles(5, 18).contains("found"));
    assertThat(wanted.getParent().getParent().isVisible()).isFalse();
    window.perform(EditorAction.FIND_NEXT);
    EditorWindow.until(() -> window.styles(5, 18).contains("found"));
    window.press(KeyCode.ESCAPE);
    EditorWindow.until(() -> !window.styles(5, 18).contains("found"));
  }

  private static void escape(TextField field) {
    Event.fireEvent(
        field,
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
  }

  private String count() {
    return robot.lookup("#find-count").<Label>query().getText();
  }

  @Test
  void replacesAllThatTheFieldsSayAtThatMoment() throws Exception {
    int many = 12_000;
    String text = "u32 id; u32 other;\n".repeat(many);
    robot.interact(() -> editor.open(text));
    window.perform(EditorAction.REPLACE);
    robot.interact(
        () -> {
          // in one go: nothing was found yet of what is written here, and the text is new too
          area.insertText(0, "//\n");
          editor.goTo(8, 3);
          robot.lookup("#find").<TextField>query().setText("id");
          robot.lookup("#replace").<TextField>query().setText("pid");
          robot.lookup("#replace-all").queryButton().fire();
        });
    EditorWindow.until(() -> count().equals("12,000 replaced"));
    robot.interact(
        () -> {
          assertThat(area.getText()).isEqualTo("//\n" + text.replace("id", "pid"));
          assertThat(area.getCurrentParagraph()).isEqualTo(7);
          area.undo();
          assertThat(area.getText()).isEqualTo("//\n" + text);
        });
  }

  @Test
  void keysThatComeFasterThanWhatIsFoundAreAllDone() throws Exception {
    window.perform(EditorAction.REPLACE);
    robot.interact(
        () -> {
          robot.lookup("#find").<TextField>query().setText("pid");
          robot.lookup("#replace").<TextField>query().setText("p");
          robot.lookup("#replace-one").queryButton().fire();
          robot.lookup("#replace-one").queryButton().fire();
        });
    EditorWindow.until(() -> area.getText().equals(EditorWindow.PROGRAM.replace("pid", "p")));
  }

  @Test
  void goesToALine() {
    window.perform(EditorAction.GO_TO_LINE);
    TextField field = robot.lookup("#go-to-line").query();
    robot.interact(() -> field.setText("6:5"));
    robot.interact(
        () ->
            Event.fireEvent(
                field,
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
    assertThat(area.getCurrentParagraph()).isEqualTo(5);
    assertThat(area.getCaretColumn()).isEqualTo(4);
  }

  @Test
  void problemsComeAndGoAndUndoIsAsBefore() throws Exception {
    window.caret(5, 9);
    window.type("x");
    Place place = new Place("x.c", 6, 5, 6, 10);
    Problem problem = Problem.errorAt(Stage.COMPILE, place, "probe.unknown-kind", "a", "b");
    robot.interact(() -> editor.show(List.of(problem)));
    EditorWindow.until(() -> window.styles(5, 5).contains("squiggle-error"));
    assertThat(window.styles(5, 5)).contains("map");
    assertThat(robot.lookup("#mark-6").tryQuery()).isPresent();
    robot.interact(() -> editor.show(List.of()));
    EditorWindow.until(() -> !window.styles(5, 5).contains("squiggle-error"));
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(EditorWindow.PROGRAM);
    robot.interact(() -> assertThat(area.isUndoAvailable()).isFalse());
  }

  @Test
  void otherPartsFindTheirWayInTheText() throws Exception {
    EditorWindow.until(
        () ->
            WaitForAsyncUtils.waitForAsyncFx(20_000, () -> editor.screenBounds(0, 8).isPresent()));
    robot.interact(
        () -> {
          var bounds = area.screenToLocal(editor.screenBounds(0, 8).orElseThrow());
          assertThat(editor.offsetAt(bounds.getMinX() + 1, bounds.getCenterY())).contains(0);
          assertThat(editor.offsetAt(bounds.getMinX() + 5000, bounds.getCenterY())).isEmpty();
          editor.replace(0, 8, "BPF_ARRAY");
          assertThat(area.getCaretPosition()).isEqualTo(9);
          assertThat(editor.screenBounds(9, 9)).isPresent();
          editor.insert("2");
          editor.right(new Label("overview"));
        });
    assertThat(window.line(0)).isEqualTo("BPF_ARRAY2(start, u32);");
    assertThat(robot.lookup("overview").tryQuery()).isPresent();
  }
}
