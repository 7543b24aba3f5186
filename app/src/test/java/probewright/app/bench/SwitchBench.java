package probewright.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import probewright.app.FakeEngine;
import probewright.app.commands.Command;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/**
 * Prints how long a change of theme and of language takes, from the command to the pulse after the
 * one that laid it out and painted it, with three programs open.
 */
public final class SwitchBench {
  private static final int WARM = 6;
  private static final int ROUNDS = 40;

  private SwitchBench() {}

  public static void main(String[] args) {
    Application.launch(Window.class, args);
    System.exit(0);
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
      LessonPrograms.all().forEach(workbench::openLesson);
      workbench.open();
      System.out.println(
          "| change to next frame, ms | median | p95 | most | on a processor |\n|---|---|---|---|---|");
      new Rounds("theme", command(workbench, "view.theme"), () -> language(workbench)).start();
    }

    private static void language(Workbench workbench) {
      new Rounds("language", command(workbench, "view.language"), Platform::exit).start();
    }

    private static Command command(Workbench workbench, String id) {
      return workbench.commands().find(id).orElseThrow();
    }

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    }
  }

  /** Does a command again and again; each waits until the one before is painted. */
  private static final class Rounds extends AnimationTimer {
    private static final int QUIET_FRAMES = 6;

    private final String name;
    private final Command command;
    private final Runnable then;
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> worked = new ArrayList<>();
    private long begun;
    private long had;
    private int frames;

    Rounds(String name, Command command, Runnable then) {
      this.name = name;
      this.command = command;
      this.then = then;
    }

    @Override
    public void handle(long now) {
      frames++;
      if (frames == QUIET_FRAMES) {
        begun = System.nanoTime();
        had = processor();
        command.action().run();
      } else if (frames == QUIET_FRAMES + 2) {
        // the pulse of the change has been laid out and painted before this one begins
        millis.add((System.nanoTime() - begun) / 1e6);
        worked.add((processor() - had) / 1e6);
        frames = 0;
        if (millis.size() == WARM + ROUNDS) {
          stop();
          print();
          then.run();
        }
      }
    }

    private void print() {
      List<Double> sorted = sorted(millis);
      List<Double> processor = sorted(worked);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.0f | %.0f |%n",
          name,
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 95 / 100),
          sorted.get(sorted.size() - 1),
          processor.get(processor.size() / 2));
    }

    private static List<Double> sorted(List<Double> all) {
      return all.subList(WARM, all.size()).stream().sorted().toList();
    }

    private static long processor() {
      return Painted.processor("JavaFX Application") + Painted.processor("QuantumRenderer");
    }
  }
}
