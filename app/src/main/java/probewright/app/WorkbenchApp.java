package probewright.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import probewright.app.desktop.DesktopPortal;
import probewright.app.files.Journal;
import probewright.app.session.Engine;
import probewright.app.session.TargetEngine;
import probewright.app.settings.SettingsFile;
import probewright.app.settings.UserFolders;
import probewright.app.window.Faults;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;
import probewright.target.Installation;

/** The workbench as a program: makes its parts and joins them. */
public final class WorkbenchApp extends Application {
  private static final List<Integer> ICONS = List.of(16, 24, 32, 48, 64, 128, 256);

  @Override
  public void start(Stage stage) {
    Map<String, String> environment = System.getenv();
    UserFolders folders = UserFolders.of(environment, Path.of(System.getProperty("user.home")));
    Faults faults = new Faults(folders.log(), Clock.systemUTC());
    Thread.setDefaultUncaughtExceptionHandler(faults);
    Thread.currentThread().setUncaughtExceptionHandler(faults);
    Engine engine =
        new TargetEngine(
            Installation.ofEnvironment(environment, System.getProperties()), System::nanoTime);
    // also when the session ends or a signal comes: no machine of ours may stay behind
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "probewright-close"));
    ExecutorService io = single("probewright-files");
    SettingsFile file = new SettingsFile(folders.settings());
    Memory memory = new Memory(file, file.load(), io);
    for (int size : ICONS) {
      stage.getIcons().add(new Image("/probewright/app/icons/probewright-" + size + ".png"));
    }
    Workbench workbench =
        new Workbench(
            stage, engine, LessonPrograms.all(), memory, io, single("probewright-colours"));
    faults.tell(
        (fault, log) ->
            Platform.runLater(
                () -> workbench.say(workbench.words().get("fault.told", fault, log))));
    DesktopPortal desktop =
        new DesktopPortal(environment, taste -> Platform.runLater(() -> workbench.desktop(taste)));
    Runtime.getRuntime().addShutdownHook(new Thread(desktop::close, "probewright-desktop-close"));
    desktop.start();
    workbench.keepUnsaved(new Journal(folders.unsaved()));
    StartUp.asked().ifPresent(kind -> kind.hide(stage));
    workbench.open();
    if (getParameters().getUnnamed().isEmpty()) {
      workbench.reopen();
    } else {
      getParameters().getUnnamed().stream().map(Path::of).forEach(workbench::open);
    }
    StartUp.asked().ifPresent(kind -> kind.follow(workbench));
  }

  private static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
