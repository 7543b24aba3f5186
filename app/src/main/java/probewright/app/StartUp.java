package probewright.app;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/**
 * Starts that only look at starting: {@code -Dprobewright.start=timed} prints when the first frame
 * was painted and ends; {@code train} also opens what a person opens first, so that the JVM's
 * archive has its classes.
 */
enum StartUp {
  TIMED,
  TRAIN;

  /** Which of them was asked for; empty at an ordinary start. */
  static Optional<StartUp> asked() {
    String asked = System.getProperty("probewright.start", "");
    for (StartUp one : values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(asked)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** A window that only trains is seen by nobody. */
  void hide(Stage stage) {
    if (this == TRAIN) {
      stage.setOpacity(0);
    }
  }

  void follow(Workbench workbench) {
    new Frames(this, workbench).start();
  }

  /** The pulse after a frame's comes when that frame is painted. */
  private static final class Frames extends AnimationTimer {
    private static final int AFTER_FIRST = 2;
    private static final int ALL_SEEN = 12;

    private final StartUp kind;
    private final Workbench workbench;
    private int frames;

    Frames(StartUp kind, Workbench workbench) {
      this.kind = kind;
      this.workbench = workbench;
    }

    @Override
    public void handle(long now) {
      frames++;
      if (frames == AFTER_FIRST && kind == TIMED) {
        print();
        end();
      } else if (frames == AFTER_FIRST) {
        workbench.openLesson(LessonPrograms.all().get(0));
      } else if (frames == ALL_SEEN / 2) {
        workbench.commands().find("help.palette").ifPresent(workbench.commands()::choose);
      } else if (frames == ALL_SEEN) {
        end();
      }
    }

    private void end() {
      stop();
      Platform.exit();
    }

    private static void print() {
      var jvm = ManagementFactory.getRuntimeMXBean();
      long wall = System.currentTimeMillis() - jvm.getStartTime();
      long cpu =
          ManagementFactory.getOperatingSystemMXBean()
                  instanceof com.sun.management.OperatingSystemMXBean system
              ? system.getProcessCpuTime() / 1_000_000
              : -1;
      System.out.printf(Locale.ROOT, "first frame after %d ms, %d ms on a processor%n", wall, cpu);
    }
  }
}
