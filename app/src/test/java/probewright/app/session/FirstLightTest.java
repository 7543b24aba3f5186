package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.app.panels.HistogramView;
import probewright.lessons.LessonProgram;
import probewright.lessons.LessonPrograms;

/** From a C program in the editor to a live histogram of a real kernel, and nothing left behind. */
@Tag("window")
class FirstLightTest {
  private static final String WRITES =
      "dd if=/dev/zero of=$PRACTICE_DISK bs=64k count=100 oflag=direct";

  @TempDir private Path folder;
  private RealWindow window;

  @BeforeEach
  void open() {
    window = new RealWindow(folder);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void barsGrowWithDiskWritesAndStopLeavesNothingAttached(String target) throws Exception {
    LessonProgram lesson =
        LessonPrograms.all().stream()
            .filter(p -> p.id().equals("bitehist"))
            .findFirst()
            .orElseThrow();
    window.open(lesson.file(), lesson.text());
    window.choose(target);

    window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
    window.until(() -> window.there("#stop") && window.there("#histogram-dist"));
    HistogramView histogram = window.robot().lookup("#histogram-dist").query();
    assertThat(window.askKernel(target)).contains("trace_req_done");

    window.startWorkload(WRITES);
    window.until(() -> histogram.shown().total() >= 100);
    long once = histogram.shown().total();
    window.startWorkload(WRITES);
    window.until(() -> histogram.shown().total() >= once + 100);
    assertThat(histogram.copyText()).contains("        64 -> 127        : ");

    window.robot().push(KeyCode.SHIFT, KeyCode.F5);
    window.until(() -> window.there("#run"));
    assertThat(histogram.shown().total()).isGreaterThanOrEqualTo(once + 100);
    assertThat(window.left(target)).isBlank();
  }
}
