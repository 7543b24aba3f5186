package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.frame.Look;
import probewright.app.settings.Theme;
import probewright.app.words.Words;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** The editor with all its parts, alone in a window. Needs a display. */
@Tag("window")
class CodeEditorTest {
  private static final String PROGRAM =
      """
      BPF_HASH(start, u32);

      int f(struct pt_regs *ctx)
      {
          u32 pid = 0;
          start.delete(&pid);
          return 0;
      }
      // one
      // two
      """;

  private final FxRobot robot = new FxRobot();
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private CodeEditor editor;
  private CodeArea area;

  @BeforeEach
  void open() throws Exception {
    javafx.stage.Stage stage = FxToolkit.registerPrimaryStage();
    editor =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
              CodeEditor made = new CodeEditor(new Words(Locale.ENGLISH), background);
              Scene scene = new Scene(made, 700, 500);
              scene.getStylesheets().setAll(Look.sheets(Theme.LIGHT));
              stage.setScene(scene);
              stage.show();
              made.open(PROGRAM);
              made.area().requestFocus();
              return made;
            });
    area = editor.area();
    until(() -> styles(0, 9).equals(List.of("map")));
  }

  @AfterEach
  void close() throws Exception {
    robot.interact(editor::close);
    FxToolkit.hideStage();
    background.shutdownNow();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
  }

  private List<String> styles(int line, int column) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000, () -> List.copyOf(area.getStyleOfChar(line, column)));
  }

  private void caret(int line, int column) {
    robot.interact(() -> editor.goTo(line, column));
  }

  private void type(String letters) {
    robot.interact(
        () ->
            letters
                .chars()
                .forEach(
                    c ->
                        Event.fireEvent(
                            area,
                            new KeyEvent(
                                KeyEvent.KEY_TYPED,
                                Character.toString(c),
                                "",
                                KeyCode.UNDEFINED,
                                false,
                                false,
                                false,
                                false))));
  }

  private void press(KeyCode code) {
    robot.interact(
        () ->
            Event.fireEvent(
                area,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private void perform(EditorAction action) {
    robot.interact(() -> editor.perform(action));
  }

  private String line(int line) {
    return area.getParagraph(line).getText();
  }

  @Test
  void whatIsTypedIsColouredInItsOwnPulse() throws Exception {
    caret(2, 1);
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          area.insertText(area.getAbsolutePosition(1, 0), "struct x y;");
          assertThat(area.getStyleOfChar(1, 0)).isEmpty();
          return null;
        });
    WaitForAsyncUtils.waitForFxEvents();
    until(() -> styles(1, 0).equals(List.of("keyword")));
    assertThat(styles(1, 7)).containsExactly("type");
    // a comment that is opened goes to the end, and back when it is gone
    robot.interact(() -> area.insertText(0, "/*"));
    until(() -> styles(8, 0).equals(List.of("comment")) && styles(5, 8).equals(List.of("comment")));
    robot.interact(() -> area.deleteText(0, 2));
    until(() -> styles(5, 5).equals(List.of("map")));
  }

  @Test
  void bracketsComeInPairsAndTheirPartnersAreShown() throws Exception {
    caret(2, 1);
    type("f(");
    press(KeyCode.ENTER);
    assertThat(line(1)).isEqualTo("f(");
    assertThat(line(2)).isEqualTo(")");
    robot.interact(area::undo);
    robot.interact(area::undo);
    caret(3, 6);
    until(() -> styles(2, 5).contains("bracket") && styles(2, 25).contains("bracket"));
    perform(EditorAction.BRACKET);
    assertThat(area.getCaretColumn()).isEqualTo(26);
  }

  @Test
  void allCaretsWriteAndOneUndoTakesItBack() throws Exception {
    caret(9, 4);
    perform(EditorAction.CARET_BELOW);
    type("x");
    assertThat(line(8)).isEqualTo("// xone");
    assertThat(line(9)).isEqualTo("// xtwo");
    press(KeyCode.BACK_SPACE);
    assertThat(line(9)).isEqualTo("// two");
    type("y");
    robot.interact(area::undo);
    assertThat(line(8)).isEqualTo("// one");
    assertThat(line(9)).isEqualTo("// two");
    robot.interact(() -> assertThat(editor.carets().many()).isFalse());
  }

  @Test
  void allCaretsGetWhatIsCompleted() {
    caret(9, 1);
    perform(EditorAction.CARET_BELOW);
    type("ab");
    robot.interact(() -> editor.complete(2, "abc()", 4));
    type("x");
    assertThat(area.getText()).endsWith("abc(x)// one\nabc(x)// two\n");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).endsWith("ab// one\nab// two\n");
  }

  @Test
  void homeGoesToTheFirstLetterAndThenToTheBeginning() {
    caret(5, 9);
    press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isEqualTo(4);
    press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isZero();
    press(KeyCode.HOME);
    assertThat(area.getCaretColumn()).isEqualTo(4);
  }

  @Test
  void theNextPlaceOfAWordIsSelectedToo() {
    caret(5, 9);
    perform(EditorAction.NEXT_OCCURRENCE);
    perform(EditorAction.NEXT_OCCURRENCE);
    type("p");
    assertThat(line(4)).isEqualTo("    u32 p = 0;");
    assertThat(line(5)).isEqualTo("    start.delete(&p);");
    press(KeyCode.ESCAPE);
    type("q");
    assertThat(line(4) + line(5)).contains("q").doesNotContain("pq = 0;    start.delete(&pq)");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(PROGRAM);
  }

  @Test
  void linesMoveComeTwiceAndGo() {
    caret(5, 3);
    perform(EditorAction.LINE_DOWN);
    assertThat(line(5)).isEqualTo("    u32 pid = 0;");
    perform(EditorAction.LINE_UP);
    perform(EditorAction.DUPLICATE);
    assertThat(line(4)).isEqualTo(line(5));
    perform(EditorAction.DELETE_LINE);
    assertThat(area.getText()).isEqualTo(PROGRAM);
    perform(EditorAction.COMMENT);
    assertThat(line(5)).isEqualTo("    // start.delete(&pid);");
    perform(EditorAction.COMMENT);
    press(KeyCode.HOME);
    perform(EditorAction.INDENT);
    assertThat(line(5)).isEqualTo("        start.delete(&pid);");
    perform(EditorAction.OUTDENT);
    assertThat(area.getText()).isEqualTo(PROGRAM);
  }

  @Test
  void aBodyFoldsAndTheCaretUnfoldsIt() throws Exception {
    caret(6, 1);
    until(
        () -> {
          perform(EditorAction.FOLD);
          return folded(5);
        });
    assertThat(folded(2)).isFalse();
    assertThat(folded(6)).isTrue();
    assertThat(folded(7)).isFalse();
    assertThat(area.getCurrentParagraph()).isEqualTo(2);
    assertThat(area.isUndoAvailable()).isFalse();
    caret(6, 1);
    assertThat(folded(5)).isFalse();
    perform(EditorAction.FOLD_ALL);
    assertThat(folded(5) && folded(9)).isTrue();
    perform(EditorAction.UNFOLD_ALL);
    assertThat(folded(5) || folded(9)).isFalse();
  }

  @Test
  void handlesStandAtTheirLinesWhateverComesAbove() throws Exception {
    until(() -> handles().equals(List.of(2, 8)));
    caret(1, 1);
    press(KeyCode.ENTER);
    until(() -> handles().equals(List.of(3, 9)));
    caret(4, 1);
    press(KeyCode.ENTER);
    until(() -> handles().equals(List.of(4, 10)));
    robot.interact(area::undo);
    robot.interact(area::undo);
    until(() -> handles().equals(List.of(2, 8)));
    perform(EditorAction.FOLD_ALL);
    caret(3, 27);
    press(KeyCode.ENTER);
    until(() -> !folded(5) && folded(10));
  }

  /** The lines in sight that have a handle to fold them. */
  private List<Integer> handles() throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () ->
            java.util.stream.IntStream.range(0, area.getParagraphs().size())
                .filter(
                    line ->
                        area.getParagraphGraphic(line) instanceof LineHead head
                            && !head.fold().isEmpty())
                .boxed()
                .toList());
  }

  private boolean folded(int line) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000, () -> area.getParagraph(line).getParagraphStyle().contains("collapse"));
  }

  @Test
  void findsAndReplacesAllWithOneUndo() throws Exception {
    perform(EditorAction.REPLACE);
    TextField wanted = robot.lookup("#find").query();
    robot.interact(() -> wanted.setText("PID"));
    until(() -> robot.lookup("#find-count").<Label>query().getText().equals("1 / 2"));
    assertThat(area.getSelectedText()).isEqualTo("pid");
    robot.interact(
        () -> {
          robot.lookup("#find-regex").<javafx.scene.control.ToggleButton>query().fire();
          wanted.setText("(p)i(d)");
          robot.lookup("#replace").<TextField>query().setText("$2$1");
        });
    until(() -> robot.lookup("#find-count").<Label>query().getText().endsWith("/ 2"));
    robot.interact(() -> robot.lookup("#replace-all").queryButton().fire());
    assertThat(line(4)).isEqualTo("    u32 dp = 0;");
    assertThat(line(5)).isEqualTo("    start.delete(&dp);");
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(PROGRAM);
    robot.interact(() -> wanted.setText("(p"));
    until(() -> robot.lookup("#find-count").<Label>query().getText().equals("not an expression"));
  }

  @Test
  void goesToALine() {
    perform(EditorAction.GO_TO_LINE);
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
  void whatIsNoLineIsMarkedAndGoesNowhere() {
    caret(3, 2);
    perform(EditorAction.GO_TO_LINE);
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
    caret(60, 1);
    until(() -> inSight(59));
    robot.interact(() -> area.showParagraphAtBottom(59));
    until(() -> inSight(59) && !inSight(61));
    robot.interact(
        () -> {
          javafx.scene.layout.Region list = new javafx.scene.layout.Region();
          list.setMinHeight(120);
          editor.setBottom(list);
        });
    until(() -> inSight(59) && !inSight(40 + 30));
    until(
        () ->
            WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                  var line = area.getCaretBounds();
                  return line.isPresent()
                      && area.screenToLocal(line.get()).getMaxY() <= area.getHeight();
                }));
  }

  private boolean inSight(int line) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () ->
            area.firstVisibleParToAllParIndex() <= line
                && line <= area.lastVisibleParToAllParIndex());
  }

  @Test
  void severalCaretsPasteLinesOfWindows() {
    caret(9, 4);
    perform(EditorAction.CARET_BELOW);
    robot.interact(
        () -> {
          javafx.scene.input.ClipboardContent content = new javafx.scene.input.ClipboardContent();
          content.putString("a\r\nb\r\nc");
          javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
          Event.fireEvent(
              area,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.V, false, true, false, false));
        });
    type("!");
    assertThat(area.getText()).endsWith("// a\nb\nc!one\n// a\nb\nc!two\n");
  }

  @Test
  void linesOfWindowsArePastedAsLines() {
    caret(9, 4);
    robot.interact(
        () -> {
          javafx.scene.input.ClipboardContent content = new javafx.scene.input.ClipboardContent();
          content.putString("a\r\nb\rc\n");
          javafx.scene.input.Clipboard.getSystemClipboard().setContent(content);
          Event.fireEvent(
              area,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.V, false, true, false, false));
        });
    type("!");
    assertThat(area.getText()).endsWith("// a\nb\nc\n!one\n// two\n");
    robot.interact(area::undo);
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(PROGRAM);
  }

  @Test
  void problemsComeAndGoAndUndoIsAsBefore() throws Exception {
    caret(5, 9);
    type("x");
    Place place = new Place("x.c", 6, 5, 6, 10);
    Problem problem = Problem.errorAt(Stage.COMPILE, place, "probe.unknown-kind", "a", "b");
    robot.interact(() -> editor.show(List.of(problem)));
    until(() -> styles(5, 5).contains("squiggle-error"));
    assertThat(styles(5, 5)).contains("map");
    assertThat(robot.lookup("#mark-6").tryQuery()).isPresent();
    robot.interact(() -> editor.show(List.of()));
    until(() -> !styles(5, 5).contains("squiggle-error"));
    robot.interact(area::undo);
    assertThat(area.getText()).isEqualTo(PROGRAM);
    robot.interact(() -> assertThat(area.isUndoAvailable()).isFalse());
  }

  @Test
  void otherPartsFindTheirWayInTheText() throws Exception {
    until(
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
    assertThat(line(0)).isEqualTo("BPF_ARRAY2(start, u32);");
    assertThat(robot.lookup("overview").tryQuery()).isPresent();
  }
}
