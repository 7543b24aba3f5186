package probewright.app.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.OpenWindow;
import probewright.app.Soon;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;
import probewright.diagnostics.Outcome;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.Workloads.Workload;

/** The real window over the real engine, as a person meets it. */
final class RealWindow {
  private static final long PATIENCE = 120;

  private final Path folder;
  private final FxRobot robot = new FxRobot();
  private @Nullable OpenWindow window;
  private final TargetEngine engine =
      new TargetEngine(
          Installation.ofEnvironment(System.getenv(), System.getProperties()), System::nanoTime);

  /**
   * @param folder where programs and settings lie
   */
  RealWindow(Path folder) {
    this.folder = folder;
  }

  FxRobot robot() {
    return robot;
  }

  /** Opens the window with a program from a file. */
  void open(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    window = new OpenWindow(engine, new SettingsFile(folder.resolve("settings.properties")));
    Workbench workbench = window.workbench();
    robot.interact(() -> workbench.open(file));
    until(() -> there("#editor"));
  }

  /** Chooses a target by its spelling. */
  void choose(String target) {
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

  void startWorkload(String command) throws Exception {
    until(() -> robot.lookup("#workload-run").tryQuery().filter(n -> !n.isDisabled()).isPresent());
    robot.interact(() -> robot.lookup("#workload").<TextField>query().setText(command));
    robot.interact(() -> robot.lookup("#workload-run").queryButton().fire());
  }

  private static final String LISTS = "bpftool prog list; bpftool perf list; bpftool link list";

  /** What the kernel says is loaded and attached, by a second process in the same guest. */
  String askKernel(String spelling) throws Exception {
    return shell(spelling, LISTS);
  }

  /** The same after a run: waits until it is nothing, for the kernel lets go a moment later. */
  String left(String spelling) throws Exception {
    return shell(
        spelling,
        "for i in $(seq 100); do left=$("
            + LISTS
            + "); [ -z \"$left\" ] && break; sleep 0.1; done; echo \"$left\"");
  }

  private String shell(String spelling, String command) throws Exception {
    if (!(engine.target(spelling) instanceof Outcome.Done<Target> open)) {
      throw new AssertionError("no target");
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Workload question = open.value().workloads().orElseThrow().start(command, said, said)) {
      question.waitFor();
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  boolean there(String id) {
    return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
  }

  void until(Callable<Boolean> condition) throws Exception {
    Soon.until(PATIENCE, condition);
  }

  /** Closes window and engine; the machine ends. */
  void close() throws Exception {
    if (window == null) {
      engine.close();
    } else {
      window.close();
    }
  }
}
