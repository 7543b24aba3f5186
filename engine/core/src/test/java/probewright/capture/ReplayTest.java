package probewright.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.output.RawEntry;
import probewright.target.RunListener;

/** Paces of a replay, and what can be asked while it goes on. */
class ReplayTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  /** A second between two things, put there by hand, so that no test has to wait. */
  @BeforeEach
  void record() throws Exception {
    file = folder.resolve("c.capture");
    Recorder recorder =
        ((Outcome.Done<Recorder>) Recorder.open(file, new StillTarget(), new Log())).value();
    for (int i = 1; i <= 3; i++) {
      recorder.record("events", 0, ByteBuffer.wrap(new byte[] {(byte) ('0' + i)}));
      recorder.snapshot("counts", List.of(new RawEntry(new byte[] {'k'}, new byte[i])));
    }
    recorder.finish();
    recorder.close();
    try (Connection connection = Sqlite.write(file, 100)) {
      for (String table : List.of("batches", "snapshots")) {
        Sqlite.run(connection, "UPDATE " + table + " SET time = position * 1000000000");
      }
    }
  }

  /** Time passes only where somebody waits for it. */
  private static final class Clock extends Stopwatch {
    private final long[] now;
    private final List<Long> pauses = new ArrayList<>();

    Clock(long... now) {
      super(() -> now[0]);
      this.now = now;
    }

    @Override
    void pause(long nanos) {
      pauses.add(nanos);
      now[0] += nanos;
    }
  }

  private List<Long> pauses(Pace pace) throws Exception {
    Clock clock = new Clock(77);
    Log log = new Log();
    try (Capture capture = ((Outcome.Done<Capture>) Capture.open(file)).value()) {
      new Replay(capture, pace, log, false, clock).play();
    }
    assertThat(log.lines())
        .containsExactly(
            "events/0 1", "counts k=1", "events/0 2", "counts k=2", "events/0 3", "counts k=3");
    return clock.pauses;
  }

  @Test
  void itGoesAtTheRecordedPaceAtAFactorOrAtOnce() throws Exception {
    long second = 1_000_000_000L;
    assertThat(pauses(Pace.recorded())).hasSize(6).containsOnly(second);
    assertThat(pauses(new Pace(4))).hasSize(6).containsOnly(second / 4);
    assertThat(pauses(new Pace(0.5))).hasSize(6).containsOnly(2 * second);
    assertThat(pauses(Pace.atOnce())).isEmpty();
  }

  @Test
  void aMapIsAsItWasAtThatPlace() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Capture capture = ((Outcome.Done<Capture>) Capture.open(file)).value()) {
      Replay[] replay = new Replay[1];
      RunListener asking =
          new RunListener() {
            @Override
            public void record(String stream, int cpu, ByteBuffer data) {
              List<RawEntry> entries = replay[0].read("counts");
              seen.add(
                  StandardCharsets.UTF_8.decode(data.duplicate())
                      + ":"
                      + (entries.isEmpty() ? 0 : entries.get(0).value().length)
                      + " at "
                      + replay[0].time());
            }

            @Override
            public void lost(String stream, long kernel, long agent) {}

            @Override
            public void ended(Problem why) {}
          };
      replay[0] = new Replay(capture, Pace.atOnce(), asking);
      replay[0].play();
      assertThat(replay[0].read("counts").get(0).value()).hasSize(3);
      assertThat(replay[0].read("none")).isEmpty();
    }
    assertThat(seen).containsExactly("1:0 at 1000000000", "2:1 at 3000000000", "3:2 at 5000000000");
  }

  @Test
  void itIsStoppedWhereItIs() throws Exception {
    List<String> told = new ArrayList<>();
    try (Capture capture = ((Outcome.Done<Capture>) Capture.open(file)).value()) {
      Replay[] replay = new Replay[1];
      RunListener stopping =
          new RunListener() {
            @Override
            public void record(String stream, int cpu, ByteBuffer data) {
              told.add(StandardCharsets.UTF_8.decode(data.duplicate()).toString());
              if (told.size() == 2) {
                replay[0].stop();
              }
            }

            @Override
            public void lost(String stream, long kernel, long agent) {}

            @Override
            public void ended(Problem why) {}
          };
      replay[0] = new Replay(capture, Pace.atOnce(), stopping);
      replay[0].play();
    }
    assertThat(told).containsExactly("1", "2");
  }
}
