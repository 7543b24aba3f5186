package probewright.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.session.Engine;
import probewright.app.settings.Settings;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/** The window over an engine, as tests open and close it. Not the JavaFX thread. */
public final class OpenWindow implements AutoCloseable {
  private final Engine engine;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final FxRobot robot = new FxRobot();
  private final Stage stage;
  private final Workbench workbench;

  /** Opens it with the settings of a file. */
  public OpenWindow(Engine engine, SettingsFile file) throws Exception {
    this(engine, file, file.load());
  }

  /**
   * Opens it with these settings.
   *
   * @param engine is closed with the window
   * @param file where changed ones go
   */
  public OpenWindow(Engine engine, SettingsFile file, Settings settings) throws Exception {
    this.engine = engine;
    stage = FxToolkit.registerPrimaryStage();
    workbench =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Workbench made =
                  new Workbench(
                      stage,
                      engine,
                      LessonPrograms.all(),
                      new Memory(file, settings, threads),
                      threads,
                      threads);
              made.open();
              return made;
            });
    // keys that come before the desktop gave it the focus go nowhere
    Soon.until(20, stage::isFocused);
  }

  public Workbench workbench() {
    return workbench;
  }

  public Stage stage() {
    return stage;
  }

  @Override
  public void close() throws TimeoutException {
    // the programs first: a refusal that comes late then finds no editor that wants a thread
    robot.interact(workbench::close);
    FxToolkit.hideStage();
    engine.close();
    threads.shutdownNow();
  }
}
