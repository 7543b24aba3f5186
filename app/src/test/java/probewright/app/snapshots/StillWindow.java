package probewright.app.snapshots;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import org.fxmisc.richtext.CodeArea;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.FakeEngine;
import probewright.app.OpenWindow;
import probewright.app.Soon;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Settings;
import probewright.app.settings.Settings.WindowPlace;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/** The real window over a made-up engine, brought to a state in which nothing moves. */
final class StillWindow implements AutoCloseable {
  /** The states there are pictures of. */
  enum State {
    WELCOME,
    PROGRAM,
    PALETTE,
    KEYS,
    SETTINGS
  }

  private final FxRobot robot = new FxRobot();
  private final OpenWindow window;
  private final Workbench workbench;

  /**
   * @param folder where its settings lie
   */
  StillWindow(Path folder, Choice theme, Locale language) throws Exception {
    Settings settings =
        Settings.first()
            .withWindow(new WindowPlace(0, 0, 1280, 800, false))
            .withAppearance(a -> a.withTheme(theme).withLanguage(language));
    SettingsFile file = new SettingsFile(folder.resolve("settings.properties"));
    window = new OpenWindow(new FakeEngine(), file, settings);
    workbench = window.workbench();
    robot.moveTo(new Point2D(640, 799));
  }

  Scene scene() {
    return Objects.requireNonNull(window.stage().getScene());
  }

  /** Brings it to a state and waits until that has come to rest. */
  void show(State state) throws Exception {
    switch (state) {
      case WELCOME -> {}
      case PROGRAM -> program();
      case PALETTE -> choose("help.palette");
      case KEYS -> choose("help.keys");
      case SETTINGS -> choose("view.preferences");
    }
    // a caret blinks
    robot.interact(
        () -> {
          robot
              .lookup("#palette-query")
              .tryQuery()
              .ifPresent(field -> field.setStyle("-fx-display-caret: false;"));
          if (state == State.WELCOME || state == State.PROGRAM) {
            scene().getRoot().requestFocus();
          }
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void choose(String command) {
    robot.interact(() -> workbench.commands().find(command).orElseThrow().action().run());
  }

  private void program() throws Exception {
    Platform.runLater(() -> workbench.openLesson(LessonPrograms.all().get(2)));
    Soon.until(
        20,
        () ->
            robot
                .lookup("#editor")
                .<CodeArea>tryQuery()
                .filter(area -> area.getStyleSpans(0, area.getLength()).getSpanCount() > 10)
                .isPresent());
  }

  @Override
  public void close() throws TimeoutException {
    window.close();
  }
}
