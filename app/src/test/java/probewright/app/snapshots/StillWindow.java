package probewright.app.snapshots;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import org.fxmisc.richtext.CodeArea;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.FakeEngine;
import probewright.app.OpenWindow;
import probewright.app.Soon;
import probewright.app.editor.Document.OnDisk;
import probewright.app.files.TextFile;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Settings;
import probewright.app.settings.Settings.WindowPlace;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;
import probewright.app.workspace.OpenText;
import probewright.lessons.LessonPrograms;

/** The real window over a made-up engine, brought to a state in which nothing moves. */
final class StillWindow implements AutoCloseable {
  /** The states there are pictures of. */
  enum State {
    WELCOME,
    PROGRAM,
    PALETTE,
    KEYS,
    SETTINGS,
    HEADER,
    COMPARE
  }

  private static final String PROGRAM =
      """
      // SPDX-License-Identifier: GPL-2.0-only
      #include <linux/blkdev.h>
      #include "event.h"
      #include "names.h"

      BPF_PERF_OUTPUT(events);

      int kprobe__blk_mq_start_request(struct pt_regs *ctx, struct request *req)
      {
      	struct event event = {.bytes = req->__data_len};

      	bpf_get_current_comm(&event.comm, sizeof(event.comm));
      	events.perf_submit(ctx, &event, sizeof(event));
      	return 0;
      }
      """;

  private static final String HEADER =
      """
      // SPDX-License-Identifier: GPL-2.0-only
      #ifndef EVENT_H
      #define EVENT_H

      struct event {
      	u64 bytes;
      	char comm[TASK_COMM_LEN];
      };

      #endif
      """;

  private final FxRobot robot = new FxRobot();
  private final OpenWindow window;
  private final Workbench workbench;
  private final Path folder;

  /**
   * @param folder where its settings and programs lie
   */
  StillWindow(Path folder, Choice theme, Locale language) throws Exception {
    this.folder = folder;
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
      case HEADER -> header();
      case COMPARE -> compare();
    }
    // a caret blinks
    robot.interact(
        () -> {
          robot
              .lookup("#palette-query")
              .tryQuery()
              .ifPresent(field -> field.setStyle("-fx-display-caret: false;"));
          if (state == State.WELCOME || state == State.PROGRAM || state == State.HEADER) {
            scene().getRoot().requestFocus();
          }
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void choose(String command) {
    robot.interact(() -> workbench.commands().find(command).orElseThrow().action().run());
  }

  private OpenText seen() {
    return Objects.requireNonNull(workbench.current()).shown();
  }

  /** A program of several files, of which one is not there; its header is seen, with a problem. */
  private void header() throws Exception {
    Path program = Files.writeString(folder.resolve("requests.c"), PROGRAM);
    Path header = Files.writeString(folder.resolve("event.h"), HEADER);
    choose("view.files");
    Platform.runLater(() -> workbench.open(program));
    Soon.until(
        20,
        () ->
            workbench.current() != null
                && Objects.requireNonNull(workbench.current()).headers().all().size() == 2);
    Platform.runLater(() -> workbench.open(header));
    Soon.until(
        20,
        () ->
            Objects.requireNonNull(workbench.current()).text() != seen()
                && seen().document().name().equals("event.h"));
    robot.interact(() -> seen().editor().area().insertText(4, 0, "syntax error;\n"));
    Soon.until(
        20,
        () ->
            Objects.requireNonNull(workbench.current()).problems().model().in("event.h").size()
                == 1);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Somebody else changed a file that was changed here too. */
  private void compare() throws Exception {
    Path program = Files.writeString(folder.resolve("requests.c"), PROGRAM);
    Platform.runLater(() -> workbench.open(program));
    Soon.until(20, () -> workbench.current() != null);
    robot.interact(
        () -> {
          seen().editor().area().insertText(5, 0, "BPF_HISTOGRAM(sizes, u64);\n");
          seen().document().other(new OnDisk(TextFile.of(theirs()), null));
        });
    choose("file.compare");
    // compared behind the window
    Soon.until(20, () -> !robot.lookup("#compare-rows").<ListView<?>>query().getItems().isEmpty());
  }

  private static String theirs() {
    return PROGRAM
        .replace("#include \"names.h\"\n", "")
        .replace("blk_mq_start_request", "blk_account_io_start")
        .replace("\treturn 0;\n", "\tif (!req)\n\t\treturn 1;\n\treturn 0;\n");
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
