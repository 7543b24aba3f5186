package probewright.app.editor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.frame.Look;
import probewright.app.words.Words;

/**
 * The editor with all its parts in a window of its own before each test, and the keys that tests
 * press in it.
 */
@SuppressWarnings("NullAway.Init") // opened before each test
final class EditorWindow implements BeforeEachCallback, AfterEachCallback {
  static final String PROGRAM =
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

  FxRobot robot() {
    return robot;
  }

  CodeEditor editor() {
    return editor;
  }

  CodeArea area() {
    return area;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    javafx.stage.Stage stage = FxToolkit.registerPrimaryStage();
    editor =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Application.setUserAgentStylesheet(Look.controls());
              CodeEditor made = new CodeEditor(new Words(Locale.ENGLISH), background);
              Scene scene = new Scene(made, 700, 500);
              scene.getStylesheets().setAll(Look.sheets());
              stage.setScene(scene);
              stage.show();
              made.open(PROGRAM);
              made.area().requestFocus();
              return made;
            });
    area = editor.area();
    until(() -> styles(0, 9).equals(List.of("map")));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    robot.interact(editor::close);
    FxToolkit.hideStage();
    background.shutdownNow();
  }

  static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
  }

  List<String> styles(int line, int column) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000, () -> List.copyOf(area.getStyleOfChar(line, column)));
  }

  void caret(int line, int column) {
    robot.interact(() -> editor.goTo(line, column));
  }

  void type(String letters) {
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

  void press(KeyCode code) {
    robot.interact(
        () ->
            Event.fireEvent(
                area,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  void perform(EditorAction action) {
    robot.interact(() -> editor.perform(action));
  }

  String line(int line) {
    return area.getParagraph(line).getText();
  }

  /** The lines in sight that have a handle to fold them. */
  List<Integer> handles() throws Exception {
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

  boolean folded(int line) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000, () -> area.getParagraph(line).getParagraphStyle().contains("collapse"));
  }

  boolean inSight(int line) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () ->
            area.firstVisibleParToAllParIndex() <= line
                && line <= area.lastVisibleParToAllParIndex());
  }
}
