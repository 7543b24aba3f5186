package probewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;
import probewright.app.workspace.Workspace;

/** Help while writing, in the real window over a made-up engine, by the keyboard. */
@Tag("window")
class AssistWindowTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();

  private final FakeEngine engine = new FakeEngine();
  private OpenWindow window;
  private Workbench workbench;

  @BeforeEach
  void open() throws Exception {
    SettingsFile settings = new SettingsFile(folder.resolve("settings.properties"));
    Path file = Files.writeString(folder.resolve("a.c"), "// param: MIN u64 = 1\n\n");
    window = new OpenWindow(engine, settings);
    workbench = window.workbench();
    robot.interact(() -> workbench.open(file));
    until(() -> workbench.current() != null && workspace().analysis().latest() != null);
    until(() -> area().isFocused());
    robot.interact(() -> area().moveTo(area().getLength()));
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Soon.until(20, condition);
  }

  private Workspace workspace() {
    return Objects.requireNonNull(workbench.current());
  }

  private CodeArea area() {
    return workspace().editor().area();
  }

  private boolean there(String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  @Test
  void aChoiceIsWrittenWithItsBracketsAndItsSignatureIsShown() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.SPACE);
    until(() -> there("#completions"));
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    until(() -> area().getText().contains("bpf_get_current_comm()"));
    until(() -> area().getText().substring(area().getCaretPosition()).equals(")"));
    until(() -> !there("#completions"));
    until(() -> there("#signature"));
    robot.push(KeyCode.ESCAPE);
    until(() -> !there("#signature"));
  }

  @Test
  void keysDoNotWaitForAnAnswer() throws Exception {
    CountDownLatch held = engine.holdLists();
    robot.push(KeyCode.B);
    robot.push(KeyCode.P);
    until(() -> there("#assist-note"));
    assertThat(workspace().writing().waits()).isTrue();
    robot.push(KeyCode.F);
    robot.push(KeyCode.SPACE);
    robot.push(KeyCode.X);
    until(() -> area().getText().endsWith("bpf x"));
    until(() -> !there("#assist-note"));
    held.countDown();
    robot.push(KeyCode.SPACE);
    robot.push(KeyCode.B);
    robot.push(KeyCode.P);
    until(() -> there("#completions"));
    assertThat(area().getText()).endsWith("bpf x bp");
  }

  @Test
  void escapeLeavesTheWordAlone() throws Exception {
    robot.push(KeyCode.B);
    robot.push(KeyCode.P);
    until(() -> there("#completions"));
    robot.push(KeyCode.ESCAPE);
    until(() -> !there("#completions"));
    assertThat(area().getText()).endsWith("bp");
  }

  @Test
  void theDefinitionOfAKernelsTypeIsAPageBesideTheText() throws Exception {
    robot.push(KeyCode.F12);
    until(() -> there("#type-page") && robot.lookup("#type-page").query().isFocused());
    assertThat(robot.lookup("#type-page").<CodeArea>query().getText()).contains("struct request");
    robot.push(KeyCode.ESCAPE);
    until(() -> !there("#type-page") && area().isFocused());
  }

  @Test
  void keysThatWriteDoNothingWhileAPageIsRead() throws Exception {
    robot.push(KeyCode.B);
    String written = area().getText();
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.F12);
    until(() -> there("#type-page") && robot.lookup("#type-page").query().isFocused());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.SLASH);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(area().getText()).isEqualTo(written);
    robot.push(KeyCode.ESCAPE);
    until(() -> area().isFocused());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    until(() -> !area().getText().equals(written));
  }

  @Test
  void whatIsWrittenInPlaceOfAnAttachmentIsOneChange() throws Exception {
    robot.interact(() -> area().replaceText("// attach: kprobe:vfs_read=on_read\n"));
    until(() -> robot.lookup(".chip").tryQuery().isPresent());
    robot.interact(() -> robot.lookup(".chip").<MenuButton>query().getItems().get(1).fire());
    until(() -> there("#completions"));
    robot.push(KeyCode.ENTER);
    until(() -> !area().getText().contains("kprobe:vfs_read"));
    assertThat(area().getText()).startsWith("// attach: bpf_");
    robot.interact(() -> area().undo());
    assertThat(area().getText()).isEqualTo("// attach: kprobe:vfs_read=on_read\n");
    robot.interact(() -> robot.lookup(".chip").<MenuButton>query().getItems().get(2).fire());
    until(() -> !area().getText().contains("attach"));
    robot.interact(() -> area().undo());
    assertThat(area().getText()).isEqualTo("// attach: kprobe:vfs_read=on_read\n");
  }

  @Test
  void aDefaultIsWrittenIntoTheTextAndTakenBackByOneUndo() throws Exception {
    robot.interact(() -> workspace().head().toggleParameters());
    until(() -> there("#parameter-add") && robot.lookup("#parameter-add").query().isVisible());
    robot.interact(() -> robot.lookup("#parameter-add").queryButton().fire());
    until(() -> area().getText().contains("// param: PARAM u64 = 0"));
    robot.interact(() -> area().undo());
    until(() -> !area().getText().contains("PARAM"));
  }
}
