package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.panels.HistogramView;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.diagnostics.Outcome;
import probewright.lessons.LessonProgram;
import probewright.lessons.LessonPrograms;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.Workloads.Workload;

/** From a C program in the editor to a live histogram of a real kernel, and nothing left behind. */
@Tag("window")
class FirstLightTest {
  private static final long PATIENCE = 120;
  private static final String WRITES =
      "dd if=/dev/zero of=$PRACTICE_DISK bs=64k count=100 oflag=direct";

  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final TargetEngine engine =
      new TargetEngine(
          Installation.ofEnvironment(System.getenv(), System.getProperties()), System::nanoTime);

  @AfterEach
  void close() throws Exception {
    FxToolkit.hideStage();
    engine.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void barsGrowWithDiskWritesAndStopLeavesNothingAttached(String target) throws Exception {
    openBitehist();
    choose(target);

    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> there("#stop") && there("#histogram-dist"));
    until(() -> robot.lookup("#workload-run").tryQuery().filter(n -> !n.isDisabled()).isPresent());
    HistogramView histogram = robot.lookup("#histogram-dist").query();
    assertThat(askKernel(target)).contains("trace_req_done");

    causeDiskWrites();
    until(() -> histogram.shown().total() >= 100);
    long once = histogram.shown().total();
    until(() -> robot.lookup("#workload-run").tryQuery().filter(n -> !n.isDisabled()).isPresent());
    causeDiskWrites();
    until(() -> histogram.shown().total() >= once + 100);
    assertThat(histogram.copyText()).contains("        64 -> 127        : ");

    robot.push(KeyCode.SHIFT, KeyCode.F5);
    until(() -> there("#run"));
    assertThat(histogram.shown().total()).isGreaterThanOrEqualTo(once + 100);
    assertThat(askKernel(target)).isBlank();
  }

  private void openBitehist() throws Exception {
    LessonProgram lesson =
        LessonPrograms.all().stream()
            .filter(p -> p.id().equals("bitehist"))
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(folder.resolve(lesson.file()), lesson.text());
    Stage stage = FxToolkit.registerPrimaryStage();
    SettingsFile settings = new SettingsFile(folder.resolve("settings.properties"));
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          Workbench workbench =
              new Workbench(
                  stage,
                  engine,
                  LessonPrograms.all(),
                  new Memory(settings, settings.load(), threads),
                  threads,
                  threads);
          workbench.open();
          workbench.open(file);
          return workbench;
        });
    until(() -> there("#editor"));
  }

  private void choose(String target) throws Exception {
    String item = "target-" + target.replace(':', '-').replace('.', '-');
    MenuButton chooser = robot.lookup("#target").query();
    robot.interact(
        () ->
            chooser.getItems().stream()
                .filter(choice -> item.equals(choice.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void causeDiskWrites() {
    robot.interact(() -> robot.lookup("#workload").<TextField>query().setText(WRITES));
    robot.interact(() -> robot.lookup("#workload-run").queryButton().fire());
  }

  /** What the kernel says is loaded and attached, by a second process in the same guest. */
  private String askKernel(String spelling) throws Exception {
    if (!(engine.target(spelling) instanceof Outcome.Done<Target> open)) {
      throw new AssertionError("no target");
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Workload question =
        open.value()
            .workloads()
            .orElseThrow()
            .start("bpftool prog list; bpftool perf list; bpftool link list", said, said)) {
      question.waitFor();
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private boolean there(String id) {
    return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
  }
}
