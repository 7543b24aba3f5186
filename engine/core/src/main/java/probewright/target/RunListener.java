package probewright.target;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.output.RawEntry;

/**
 * Follows a run: its stages on the thread that started it, its streams on the wire's. Who does not
 * care for the stages leaves those methods as they are.
 */
public interface RunListener extends StreamListener {
  default void stageStarted(Stage stage) {}

  /** The stage was passed. */
  default void stageDone(Stage stage, Duration took) {}

  /** Warnings and notes of a stage that was passed; a refused stage's come with the outcome. */
  default void noted(List<Problem> problems) {}

  /** What the run was limited to; told before {@link #expanded}. */
  default void limited(AttachOptions options) {}

  /** The translator is through: the expanded program can be shown. */
  default void expanded(ExpandedProgram program) {}

  /** What the run will send and hold, known once the object is compiled and before it streams. */
  default void outputs(List<Output> outputs) {}

  /**
   * What a map holds at this place in the order. Told by whoever reads the run's maps for the
   * listener, on a thread of its own.
   */
  default void snapshot(String map, List<RawEntry> entries) {}

  /** What the iterator of a function wrote; told as {@link #snapshot} is. */
  default void iterated(String function, String text) {}

  /**
   * Told in a replay: here something is missing that was there live, since the disk could not take
   * it in time.
   *
   * @param output the stream, map or function
   * @param count records, or prints
   */
  default void notKept(String output, long count) {}

  /** For who reads only maps and counts: a run that ends too early is told where they are read. */
  static RunListener none() {
    return new RunListener() {
      @Override
      public void record(String stream, int cpu, ByteBuffer data) {}

      @Override
      public void lost(String stream, long kernel, long agent) {}

      @Override
      public void ended(Problem why) {}
    };
  }
}
