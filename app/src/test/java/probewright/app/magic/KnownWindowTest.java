package probewright.app.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import probewright.app.FakeEngine;
import probewright.app.OpenWindow;
import probewright.app.Soon;
import probewright.app.settings.SettingsFile;
import probewright.app.workspace.Workspace;

/** What the verifier knew, beside the text, by the keyboard. */
@Tag("window")
class KnownWindowTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private OpenWindow window;

  @BeforeEach
  void open() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "int a;\nint b;\n\nint c;\n");
    window = new OpenWindow(new FakeEngine(), new SettingsFile(folder.resolve("s.properties")));
    robot.interact(() -> window.workbench().open(file));
    until(() -> window.workbench().current() != null && workspace().analysis().latest() != null);
    until(() -> area().isFocused());
    robot.interact(() -> area().moveTo(0));
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Soon.until(20, condition);
  }

  private Workspace workspace() {
    return Objects.requireNonNull(window.workbench().current());
  }

  private CodeArea area() {
    return workspace().editor().area();
  }

  private List<String> cells() {
    return robot.lookup("#known .registers-cell").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  private String sentence() {
    return robot.lookup("#known-sentence").queryAs(Label.class).getText();
  }

  @Test
  void itIsAskedByItsKeyAndFollowsTheCursor() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
    until(() -> cells().contains("the context"));
    assertThat(cells()).containsExactly("R1", "the context");
    robot.interact(() -> area().moveTo(1, 0));
    until(() -> cells().contains("R6"));
    assertThat(cells()).contains("way 1", "way 2", "an entry of counts, or NULL");
    robot.interact(() -> area().moveTo(2, 0));
    until(() -> robot.lookup(".bpf-near .hyperlink").tryQuery().isPresent());
    robot.interact(() -> robot.lookup(".bpf-near .hyperlink").queryLabeled().fireEvent(fire()));
    until(() -> area().getCurrentParagraph() == 1);
  }

  private static javafx.event.ActionEvent fire() {
    return new javafx.event.ActionEvent();
  }

  @Test
  void withoutARunItSaysWhatToDoAndAfterOneItIsThere() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.E);
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> sentence().startsWith("Run the program once"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> cells().contains("the context"));
  }

  @Test
  void whereRoomIsLeftForOneOnlyTheTextStays() throws Exception {
    robot.interact(() -> window.stage().setWidth(1024));
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> robot.lookup("#expanded").tryQuery().isPresent());
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
    until(() -> workspace().magic().model().sideProperty().get() == MagicModel.Side.PROGRAM);
    until(() -> area().isFocused());
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> area().getScene() == null);
  }

  @Test
  void theExpandedProgramsOfEarlierTextsAreNotKept() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.E);
    until(() -> robot.lookup("#expanded").tryQuery().isPresent());
    CodeArea expanded = robot.lookup("#expanded").queryAs(CodeArea.class);
    robot.interact(() -> area().insertText(0, "int x;"));
    until(() -> expanded.getText().startsWith("int x;"));
    assertThat(expanded.isUndoAvailable()).isFalse();
  }
}
