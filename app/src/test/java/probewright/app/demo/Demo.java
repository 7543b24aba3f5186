package probewright.app.demo;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.stage.Stage;
import probewright.app.FakeEngine;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/** Opens the window over the fake engine: {@code Demo SETTINGS [LESSON]}. */
public final class Demo extends Application {
  public static void main(String[] args) {
    launch(Demo.class, args);
  }

  @Override
  public void start(Stage stage) {
    ExecutorService threads = Executors.newSingleThreadExecutor(Demo::daemon);
    SettingsFile file = new SettingsFile(Path.of(getParameters().getRaw().get(0)));
    Workbench workbench =
        new Workbench(
            stage,
            new FakeEngine(),
            LessonPrograms.all(),
            new Memory(file, file.load(), threads),
            threads,
            Executors.newSingleThreadExecutor(Demo::daemon));
    LessonPrograms.all().stream()
        .filter(p -> getParameters().getRaw().contains(p.id()))
        .forEach(workbench::openLesson);
    workbench.open();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
