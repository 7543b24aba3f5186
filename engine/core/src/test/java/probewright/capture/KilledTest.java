package probewright.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;

/** A process that is killed while it writes a capture. */
@Timeout(60)
class KilledTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  /** Records numbers, a thousand in a row, and says after each thousand when it did. */
  public static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Outcome<Recorder> opened =
          Recorder.open(Path.of(arguments[0]), new StillTarget(), new Numbers());
      if (!(opened instanceof Outcome.Done<Recorder> done)) {
        throw new AssertionError(opened.problems().toString());
      }
      for (long i = 0; ; i++) {
        done.value().record("numbers", 0, ByteBuffer.allocate(8).putLong(0, i));
        if (i % 1000 == 999) {
          System.out.println(i + " " + System.nanoTime());
          // a quick stream; an endless one would race the disk for the processor
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }

  @Test
  void whatCameUpToASecondBeforeIsThere() throws Exception {
    Path file = folder.resolve("c.capture");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    TreeMap<Long, Long> recordedAt = new TreeMap<>();
    long killed;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      // both read the machine's monotonic clock
      do {
        String line = out.readLine();
        assertThat(line).as("the child still runs").isNotNull();
        String[] words = line.split(" ", 2);
        recordedAt.put(Long.valueOf(words[1]), Long.valueOf(words[0]));
      } while (recordedAt.lastKey() - recordedAt.firstKey() < 3 * SECOND);
      killed = System.nanoTime();
      child.destroyForcibly();
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor()).isEqualTo(128 + 9);

    Outcome<Capture> opened = Capture.open(file);
    assertThat(opened.problems()).extracting(Problem::code).containsExactly("capture.unfinished");
    Numbers numbers = new Numbers();
    try (Capture capture = ((Outcome.Done<Capture>) opened).value()) {
      new Replay(capture, Pace.atOnce(), numbers).play();
    }
    assertThat(numbers.inOrder).isTrue();
    long secondBefore = recordedAt.floorEntry(killed - SECOND).getValue();
    assertThat(numbers.next).isGreaterThan(secondBefore);
  }

  /** Counts numbers that come one after the other; those not kept are passed over. */
  private static final class Numbers implements probewright.target.RunListener {
    private long next;
    private boolean inOrder = true;

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      inOrder &= data.getLong(0) == next++;
    }

    @Override
    public void notKept(String output, long count) {
      next += count;
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      inOrder = false;
    }

    @Override
    public void ended(Problem why) {
      inOrder = false;
    }
  }
}
