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
public final class Demo {
  private Demo() {}

  public static void main(String[] args) {
    Application.launch(Window.class, args);
  }

  /** The window; its own class, as the launcher refuses an application from the class path. */
  public static final class Window extends Application {
    @Override
    public void start(Stage stage) {
      ExecutorService threads = Executors.newSingleThreadExecutor(Window::daemon);
      SettingsFile file = new SettingsFile(Path.of(getParameters().getRaw().get(0)));
      Workbench workbench =
          new Workbench(
              stage,
              new FakeEngine(),
              LessonPrograms.all(),
              new Memory(file, file.load(), threads),
              threads,
              Executors.newSingleThreadExecutor(Window::daemon));
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
}
