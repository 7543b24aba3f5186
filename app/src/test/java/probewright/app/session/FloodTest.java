package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.panels.RowsModel;
import probewright.app.panels.RowsView;

/** More events than anybody can read, and a machine that dies: the window stays alive. */
@Tag("window")
class FloodTest {
  private static final String FLOOD =
      """
      // attach: kprobe:vfs_read=trace_read
      struct data_t {
          u32 pid;
          u64 ts;
      };
      BPF_PERF_OUTPUT(events);

      int trace_read(struct pt_regs *ctx)
      {
          struct data_t data = {};
          char comm[16];
          // a burst that is larger than the kernel's buffer and faster than any reader
          int burst = 0;
          bpf_get_current_comm(comm, sizeof(comm));
          if (comm[0] == 'd' && comm[1] == 'd')
              burst = 20000;
          data.pid = bpf_get_current_pid_tgid() >> 32;
          for (int i = 0; i < 20000; i++) {
              if (i > burst)
                  break;
              data.ts = bpf_ktime_get_ns();
              events.perf_submit(ctx, &data, sizeof(data));
          }
          return 0;
      }
      """;

  @TempDir private Path folder;
  private RealWindow window;

  @BeforeEach
  void open() throws Exception {
    window = new RealWindow(folder);
    window.open("flood.c", FLOOD);
    window.choose("vm:6.12");
    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    window.until(() -> window.there("#stop") && window.there("#events-events"));
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void keysAnswerLossesShowAndStopIsPrompt() throws Exception {
    RowsView rows = window.robot().lookup("#events-events").query();
    window.startWorkload("dd if=/dev/zero of=/dev/null bs=1 count=20000000");
    window.until(() -> rows.model().records() > 100_000);
    assertThat(rows.model().end() - rows.model().first()).isLessThanOrEqualTo(RowsModel.CAPACITY);

    CodeArea editor = window.robot().lookup("#editor").query();
    window.robot().interact(editor::requestFocus);
    long asked = System.nanoTime();
    window.robot().push(KeyCode.CONTROL, KeyCode.SLASH);
    window.until(
        () -> editor.getText().startsWith("// // attach") || !editor.getText().equals(FLOOD));
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    window.until(() -> window.there("#status-lost"));

    long stopped = System.nanoTime();
    window.robot().push(KeyCode.SHIFT, KeyCode.F5);
    window.until(() -> window.there("#run"));
    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(5));
    assertThat(window.left("vm:6.12")).isBlank();
  }

  @Test
  void aKilledMachineIsToldItsDataStayAndTheNextRunWorks() throws Exception {
    RowsView rows = window.robot().lookup("#events-events").query();
    window.until(() -> rows.model().records() > 0);
    killMachine();
    window.until(() -> window.there("#run") && problems() == 1);
    assertThat(rows.model().records()).isPositive();

    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    window.until(() -> window.there("#stop") && problems() == 0);
    window.until(() -> window.robot().lookup("#events-events").<RowsView>query() != rows);

    // and when it dies while nobody runs anything, nobody need know
    window.robot().push(KeyCode.SHIFT, KeyCode.F5);
    window.until(() -> window.there("#run"));
    killMachine();
    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    window.until(
        () ->
            window.there("#stop") && window.robot().lookup("#stage-stream").tryQuery().isPresent());
    assertThat(problems()).isZero();
  }

  private int problems() {
    return window.robot().lookup("#problems").<ListView<?>>query().getItems().size();
  }

  private static void killMachine() {
    ProcessHandle machine =
        ProcessHandle.current()
            .descendants()
            .filter(p -> p.info().command().orElse("").contains("qemu-system"))
            .findFirst()
            .orElseThrow();
    machine.destroyForcibly();
    machine.onExit().join();
  }
}
