package probewright.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
import probewright.app.window.Workbench;
import probewright.app.words.Words;

/** The commands of the real window, by key and by name. */
@Tag("window")
class AllCommandsTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final FakeEngine engine = new FakeEngine();
  private OpenWindow window;
  private Workbench workbench;

  @BeforeEach
  void open() throws Exception {
    SettingsFile settings = new SettingsFile(folder.resolve("settings.properties"));
    window = new OpenWindow(engine, settings);
    workbench = window.workbench();
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  private void untilFocused(String id) throws TimeoutException {
    Soon.until(20, () -> robot.lookup(id).tryQuery().filter(Node::isFocused).isPresent());
  }

  @Test
  void everyCommandHasWordsInBothLanguages() {
    assertThat(workbench.commands().all()).hasSizeGreaterThan(30);
    for (Locale locale : new Locale[] {Locale.ENGLISH, Words.CHINESE}) {
      Words words = new Words(locale);
      for (Command command : workbench.commands().all()) {
        assertThat(words.get(command.key())).as(command.id()).isNotBlank();
        assertThat(words.get(command.section().key())).isNotBlank();
      }
    }
  }

  @Test
  void thePaletteDoesWhatIsTypedAndGivesTheFocusBack() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.N);
    untilFocused("#editor");
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    untilFocused("#palette-query");
    robot.interact(() -> robot.lookup("#palette-query").<TextField>query().setText("files"));
    assertThat(robot.lookup("#palette-list").<ListView<?>>query().getItems()).isNotEmpty();
    // the window's own keys wait while it lies above
    robot.push(KeyCode.CONTROL, KeyCode.W);
    assertThat(workbench.current()).isNotNull();
    robot.push(KeyCode.ESCAPE);
    untilFocused("#editor");
    assertThat(robot.lookup("#files").query().isVisible()).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    untilFocused("#palette-query");
    robot.interact(() -> robot.lookup("#palette-query").<TextField>query().setText("hide files"));
    assertThat(robot.lookup("#palette-list").<ListView<?>>query().getItems()).isNotEmpty();
    robot.push(KeyCode.ENTER);
    Soon.until(20, () -> robot.lookup("#files").query().isVisible());
    untilFocused("#editor");
    assertThat(workbench.commands().recent()).containsExactly("view.files");
  }

  @Test
  void theKeysSheetOpensWithAQuestionMarkUnlessOneIsBeingWritten() throws Exception {
    robot.interact(() -> robot.lookup("#rail-keys").query().requestFocus());
    untilFocused("#rail-keys");
    robot.push(KeyCode.SHIFT, KeyCode.SLASH);
    Soon.until(20, () -> robot.lookup("#keys").tryQuery().isPresent());
    robot.push(KeyCode.ESCAPE);
    untilFocused("#rail-keys");
    robot.push(KeyCode.CONTROL, KeyCode.N);
    untilFocused("#editor");
    var editor = Objects.requireNonNull(workbench.current()).editor().area();
    int before = editor.getLength();
    robot.push(KeyCode.SHIFT, KeyCode.SLASH);
    Soon.until(20, () -> editor.getLength() > before);
    assertThat(robot.lookup("#keys").tryQuery()).isEmpty();
    robot.push(KeyCode.F1);
    Soon.until(20, () -> robot.lookup("#keys").tryQuery().isPresent());
  }
}
