package probewright.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.frame.Overlay;
import probewright.app.session.TargetEngine;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.app.workspace.Workspace;
import probewright.lessons.LessonPrograms;
import probewright.target.Installation;

/**
 * How long help takes in the whole window over the real engine: from the end of a pause in typing
 * to the new problems, and from a key to the painted list of what can stand there. {@code
 * WritingBench FOLDER [ROUNDS]}, on a screen of its own and with {@code -Dprism.order=sw}.
 */
public final class WritingBench {
  private static final String PROGRAM =
      """
      // SPDX-License-Identifier: GPL-2.0-only
      // attach: kprobe:blk_mq_start_request=trace_start
      #include <linux/blkdev.h>
      BPF_HASH(start, struct request *);
      BPF_HISTOGRAM(dist);

      int trace_start(struct pt_regs *ctx, struct request *req)
      {
          u64 ts = bpf_ktime_get_ns();
          start.update(&req, &ts);
          return 0;
      }

      """;

  private WritingBench() {}

  public static void main(String[] args) {
    Application.launch(Window.class, args);
  }

  /** The window; its own class, as the launcher refuses an application from the class path. */
  public static final class Window extends Application {
    private final ExecutorService threads = Executors.newSingleThreadExecutor(Window::daemon);
    private final TargetEngine engine =
        new TargetEngine(
            Installation.ofEnvironment(System.getenv(), System.getProperties()), System::nanoTime);

    @Override
    public void start(Stage stage) throws IOException {
      Path folder = Path.of(getParameters().getRaw().get(0));
      int rounds =
          getParameters().getRaw().size() > 1
              ? Integer.parseInt(getParameters().getRaw().get(1))
              : 40;
      SettingsFile file = new SettingsFile(folder.resolve("settings.properties"));
      Path program = Files.writeString(folder.resolve("writing.c"), PROGRAM);
      Workbench workbench =
          new Workbench(
              stage,
              engine,
              LessonPrograms.all(),
              new Memory(file, file.load(), threads),
              threads,
              Executors.newSingleThreadExecutor(Window::daemon));
      workbench.open();
      stage.setWidth(1280);
      stage.setHeight(800);
      workbench.open(program);
      Thread driver = new Thread(() -> drive(workbench, stage, rounds), "driver");
      driver.setDaemon(true);
      driver.start();
    }

    @Override
    public void stop() {
      engine.close();
    }

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    }

    private static void drive(Workbench workbench, Stage stage, int rounds) {
      try {
        Workspace workspace = workspace(workbench);
        System.out.println("| ms | times | p50 | p90 | p99 | most |");
        System.out.println("|---|---|---|---|---|---|");
        print("problems, after a pause of 250 ms", pauses(workspace, rounds));
        Painted painted = new Painted(stage.getScene());
        print("list of members, `req->`", lists(workspace, painted, "    req->", rounds));
        print("list of names, `bp`", lists(workspace, painted, "    bp", rounds));
        print(
            "list of probes, `kprobe__blk`", lists(workspace, painted, "int kprobe__blk", rounds));
        System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).trim());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } finally {
        Platform.runLater(stage::hide);
      }
    }

    private static Workspace workspace(Workbench workbench) throws InterruptedException {
      EachPulse.until(
          () ->
              Optional.ofNullable(workbench.current())
                  .filter(current -> current.analysis().latest() != null)
                  .isPresent());
      return Objects.requireNonNull(workbench.current());
    }

    private static long[] pauses(Workspace workspace, int rounds) throws InterruptedException {
      long[] nanos = new long[rounds];
      for (int i = -5; i < rounds; i++) {
        CountDownLatch done = new CountDownLatch(1);
        AtomicLong took = new AtomicLong();
        String text = "int more_" + (i + 5) + ";\n";
        Platform.runLater(() -> edit(workspace, text, took, done));
        done.await();
        if (i >= 0) {
          nanos[i] = took.get() - ProgramAnalysis.PAUSE.toNanos();
        }
      }
      return nanos;
    }

    private static void edit(
        Workspace workspace, String text, AtomicLong took, CountDownLatch done) {
      CodeArea area = workspace.editor().area();
      ProgramAnalysis analysis = workspace.analysis();
      area.appendText(text);
      long begun = System.nanoTime();
      ChangeListener<@Nullable Analysis> listener =
          new ChangeListener<>() {
            @Override
            public void changed(
                javafx.beans.value.ObservableValue<? extends @Nullable Analysis> latest,
                @Nullable Analysis was,
                @Nullable Analysis now) {
              if (analysis.current()) {
                latest.removeListener(this);
                took.set(System.nanoTime() - begun);
                done.countDown();
              }
            }
          };
      analysis.latestProperty().addListener(listener);
    }

    /** A line inside the function or behind it, and Ctrl+Space at its end. */
    private static long[] lists(Workspace workspace, Painted painted, String line, int rounds)
        throws InterruptedException {
      long[] nanos = new long[rounds];
      boolean inside = line.startsWith(" ");
      String before = PROGRAM.substring(0, PROGRAM.indexOf("    return 0;"));
      String after = PROGRAM.substring(before.length());
      String text = inside ? before + line + "\n" + after : PROGRAM + line + "\n";
      int caret = inside ? before.length() + line.length() : PROGRAM.length() + line.length();
      CodeArea area = workspace.editor().area();
      for (int i = -5; i < rounds; i++) {
        var unused =
            painted.event(
                () -> {
                  area.requestFocus();
                  area.replaceText(text);
                  area.moveTo(caret);
                });
        // the analysis of this text is over before the key is pressed
        EachPulse.until(workspace.analysis()::current);
        CountDownLatch done = new CountDownLatch(1);
        AtomicLong took = new AtomicLong();
        Platform.runLater(() -> press(area, painted, took, done));
        if (!done.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("no list came for " + line);
        }
        if (i >= 0) {
          nanos[i] = took.get();
        }
        var unusedToo = painted.event(() -> Event.fireEvent(area, key(KeyCode.ESCAPE, false)));
      }
      return nanos;
    }

    private static void press(
        CodeArea area, Painted painted, AtomicLong took, CountDownLatch done) {
      if (!(area.getScene().getRoot() instanceof Overlay window)) {
        throw new IllegalStateException("the window's root holds no cards");
      }
      long begun = System.nanoTime();
      ObservableList<Node> cards = window.cards().getChildren();
      cards.addListener(
          new ListChangeListener<Node>() {
            @Override
            public void onChanged(Change<? extends Node> change) {
              if (change.next()
                  && change.getAddedSubList().stream()
                      .anyMatch(node -> node.lookup(".completions") != null)) {
                cards.removeListener(this);
                painted.behindThisPulse(
                    () -> {
                      took.set(System.nanoTime() - begun);
                      done.countDown();
                    });
              }
            }
          });
      Event.fireEvent(area, key(KeyCode.SPACE, true));
    }

    private static KeyEvent key(KeyCode code, boolean control) {
      return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
    }

    private static void print(String what, long[] nanos) {
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %.0f | %.0f | %.0f |%n",
          what,
          nanos.length,
          at(nanos, 0.5),
          at(nanos, 0.9),
          at(nanos, 0.99),
          at(nanos, 1));
    }

    private static double at(long[] sorted, double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
  }
}
