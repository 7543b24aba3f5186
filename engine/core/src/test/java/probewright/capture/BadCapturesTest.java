package probewright.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;

/** Files that are no whole captures: one clear problem each, and the file stays as it was. */
class BadCapturesTest {
  @TempDir private Path folder;

  private Path capture() throws Exception {
    Path file = folder.resolve("c.capture");
    Recorder recorder =
        ((Outcome.Done<Recorder>) Recorder.open(file, new StillTarget(), new Log())).value();
    for (int i = 0; i < 100; i++) {
      recorder.record("events", 0, ByteBuffer.wrap(new byte[4000]));
    }
    recorder.finish();
    recorder.close();
    return file;
  }

  private void assertRefused(Path file, String code) throws Exception {
    byte[] before =
        file.startsWith(folder) && Files.isRegularFile(file)
            ? Files.readAllBytes(file)
            : new byte[0];
    Outcome<Capture> opened = Capture.open(file);
    assertThat(opened).isInstanceOf(Outcome.Refused.class);
    assertThat(opened.problems()).extracting(Problem::code).containsExactly(code);
    assertThat(opened.problems().get(0).arguments()).first().isEqualTo(file.toString());
    if (before.length > 0) {
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }

  @Test
  void whatIsNoCaptureIsToldApart() throws Exception {
    assertRefused(folder.resolve("none"), "file.absent");
    assertRefused(folder, "capture.not-a-capture");
    assertRefused(Files.createFile(folder.resolve("empty")), "capture.not-a-capture");
    assertRefused(
        Files.writeString(folder.resolve("text"), "int main() { return 0; }"),
        "capture.not-a-capture");
    Path other = Files.createFile(folder.resolve("other.db"));
    try (Connection connection = Sqlite.write(other, 100)) {
      Sqlite.run(connection, "CREATE TABLE capture (name, value)");
    }
    assertRefused(other, "capture.other-database");
    // it is not a regular file and cannot be read by anyone
    assertRefused(Path.of("/proc/self/mem"), "file.unreadable");
  }

  @Test
  void aNewerOneIsRefusedWithBothVersions() throws Exception {
    Path file = capture();
    try (Connection connection = Sqlite.write(file, 100)) {
      Sqlite.run(connection, "PRAGMA user_version=7");
    }
    assertRefused(file, "capture.newer");
    assertThat(Capture.open(file).problems().get(0).arguments())
        .containsExactly(file.toString(), "7", String.valueOf(Sqlite.VERSION));
  }

  @Test
  void oneThatIsCutShortOrGarbledIsDamaged() throws Exception {
    byte[] whole = Files.readAllBytes(capture());
    for (int length : List.of(100, 5000, whole.length / 2, whole.length - 4096)) {
      assertRefused(
          Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length)),
          "capture.damaged");
    }
    byte[] garbled = whole.clone();
    Arrays.fill(garbled, 4096, 3 * 4096, (byte) 0x5a);
    assertRefused(Files.write(folder.resolve("garbled"), garbled), "capture.damaged");
  }

  @Test
  void whatStandsBeforeTheDamageIsTold() throws Exception {
    Path file = capture();
    try (Connection connection = Sqlite.write(file, 100)) {
      Sqlite.run(
          connection,
          "UPDATE batches SET records=x'00' WHERE position=(SELECT max(position) FROM batches)");
    }
    Log log = new Log();
    try (Capture capture = ((Outcome.Done<Capture>) Capture.open(file)).value()) {
      ProblemException damaged =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              ProblemException.class, () -> new Replay(capture, Pace.atOnce(), log).play());
      assertThat(damaged.problem().code()).isEqualTo("capture.damaged");
    }
    assertThat(log.lines()).hasSizeBetween(80, 99);
  }

  @Test
  void oneThatIsBeingWrittenCanBeReadAsItIsThen() throws Exception {
    Path file = folder.resolve("c.capture");
    Recorder recorder =
        ((Outcome.Done<Recorder>) Recorder.open(file, new StillTarget(), new Log())).value();
    recorder.record("events", 0, ByteBuffer.wrap(new byte[10]));
    List<String> lines = List.of();
    while (lines.isEmpty()) {
      Outcome<Capture> opened = Capture.open(file);
      assertThat(opened.problems()).extracting(Problem::code).containsExactly("capture.unfinished");
      Log log = new Log();
      try (Capture capture = ((Outcome.Done<Capture>) opened).value()) {
        new Replay(capture, Pace.atOnce(), log).play();
      }
      lines = log.lines();
    }
    assertThat(lines).hasSize(1);
    recorder.record("events", 0, ByteBuffer.wrap(new byte[10]));
    recorder.finish();
    recorder.close();
    assertThat(Capture.open(file).problems()).isEmpty();
  }
}
