package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.TextField;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.frame.Look;

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
  void theAreasOwnCaretNeverStopsInsideALetter() {
    robot.interact(() -> editor.open("ab\nx\ud83d\ude00y\ncd"));
    robot.interact(() -> area.moveTo(5));
    assertThat(area.getCaretPosition()).isEqualTo(4);
    robot.interact(() -> area.selectRange(1, 5));
    assertThat(area.getSelectedText()).isEqualTo("b\nx");
    robot.interact(() -> area.moveTo(6));
    window.press(KeyCode.BACK_SPACE);
    assertThat(area.getText()).isEqualTo("ab\nxy\ncd");
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo("ab\nx\ud83d\ude00y\ncd");
  }

  @Test
  void whatAnInputMethodComposesIsCommittedOnceAndUndoneAtOnce() {
    window.caret(9, 4);
    String before = area.getText();
    compose("", "zh");
    compose("", "zhong");
    assertThat(area.getText()).contains("// zhongone");
    compose("\u4e2d\u6587", "");
    assertThat(area.getText()).contains("// \u4e2d\u6587one");
    window.type("x");
    assertThat(area.getText()).contains("// \u4e2d\u6587xone");
    robot.interact(
        () -> {
          while (area.isUndoAvailable()) {
            area.undo();
            assertThat(area.getText()).doesNotContain("zh");
          }
        });
    assertThat(area.getText()).isEqualTo(before);
  }

  private void compose(String committed, String composed) {
    List<InputMethodTextRun> runs =
        composed.isEmpty()
            ? List.of()
            : List.of(new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW));
    robot.interact(
        () ->
            Event.fireEvent(
                area,
                new InputMethodEvent(
                    InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, runs, committed, 0)));
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

  @Test
  void linesAreOfOneHeightWhateverTheirLettersAre() throws Exception {
    robot.interact(() -> editor.open("int a; // one\n中文注释\nint b; // 二\n\u2192 \ud83d\ude00\n"));
    for (double size : new double[] {10, 11, 12.5, 14, 17, 20}) {
      robot.interact(() -> editor.textSize(size));
      EditorWindow.until(() -> !window.styles(1, 0).isEmpty() && !window.styles(2, 10).isEmpty());
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(
          () -> {
            double plain = lineHeight(0);
            for (int line = 1; line < 4; line++) {
              assertThat(lineHeight(line))
                  .as("line %s at %s", line, size)
                  .isEqualTo(plain, within(0.01));
            }
            // no letter pushes the base line down; the toolkit rounds sizes to tenths
            double base = ascent(area.lookup(".text.type"));
            assertThat(area.lookupAll(".text.wide")).hasSizeGreaterThan(1);
            assertThat(area.lookupAll(".text.wide"))
                .allSatisfy(text -> assertThat(ascent(text)).isLessThanOrEqualTo(base + 0.1));
          });
    }
  }

  @Test
  void codeIsWrittenInTheCodeFont() throws Exception {
    EditorWindow.until(
        () ->
            robot.lookup(".paragraph-text .text").queryAllAs(Text.class).stream()
                .filter(text -> !text.getText().isBlank())
                .allMatch(text -> text.getFont().getFamily().equals(Look.CODE_FAMILY)));
    robot.interact(() -> assertThat(lineHeight(0)).isEqualTo(19, within(0.01)));
  }

  /** From where a line begins to where the next one does, in pixels. */
  private double lineHeight(int line) {
    return begin(line + 1) - begin(line);
  }

  private double begin(int line) {
    return area.getVisibleParagraphBoundsOnScreen(area.allParToVisibleParIndex(line).orElseThrow())
        .getMinY();
  }

  /** Of the font that a piece of text is written in, in pixels. */
  private static double ascent(javafx.scene.Node text) {
    Text letter = new Text("x");
    letter.setFont(((Text) text).getFont());
    return letter.getBaselineOffset();
  }

  @Test
  void guidesGoSidewaysWithTheText() throws Exception {
    String inner = "        int deep = 1; // " + "long ".repeat(60) + "\n";
    robot.interact(() -> editor.open("{\n    {\n" + inner + inner + "    }\n}\n"));
    EditorWindow.until(() -> guides().size() > 1);
    List<javafx.scene.Node> before = guides();
    double x = before.get(0).localToScreen(before.get(0).getBoundsInLocal()).getCenterX();
    robot.interact(() -> area.scrollXToPixel(20));
    EditorWindow.until(() -> area.getEstimatedScrollX() == 20);
    assertThat(guides().get(0).localToScreen(guides().get(0).getBoundsInLocal()).getCenterX())
        .isEqualTo(x - 20, within(0.5));
    robot.interact(() -> area.scrollXToPixel(200));
    EditorWindow.until(() -> guides().stream().noneMatch(javafx.scene.Node::isVisible));
    // what is made anew stands where the text does
    robot.interact(() -> area.recreateParagraphGraphic(2));
    assertThat(guides()).noneMatch(javafx.scene.Node::isVisible);
    robot.interact(() -> area.scrollXToPixel(0));
    EditorWindow.until(() -> guides().stream().allMatch(javafx.scene.Node::isVisible));
  }

  private List<javafx.scene.Node> guides() {
    return List.copyOf(robot.lookup(".indent-guide").queryAll());
  }
}
