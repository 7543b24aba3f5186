package probewright.capture;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.target.Output;
import probewright.target.RunListener;
import probewright.target.RunView;

/**
 * Tells a listener what a live run told: the same records, losses, prints of maps and texts in the
 * same order, decoded by the same code. What it asks of a map is what the map held at that place.
 * {@link #play} blocks and is for one thread, once; all else is safe for many.
 */
public final class Replay implements RunView {
  private static final String ORDER =
      "SELECT position, time, 'batch', stream, count, 0, 0, records, NULL FROM batches"
          + " UNION ALL SELECT position, time, 'loss', stream, kernel, agent, disk, NULL, NULL"
          + " FROM losses"
          + " UNION ALL SELECT position, time, 'map', map, shown, count, 0, keys, entry_values"
          + " FROM snapshots"
          + " UNION ALL SELECT position, time, 'text', function, 0, 0, 0, text, NULL FROM texts"
          + " ORDER BY 1";

  private final Capture capture;
  private final Pace pace;
  private final RunListener listener;
  private final boolean everyRead;
  private final Stopwatch stopwatch;
  private final Symbols symbols;
  private final Map<String, Entries> maps = new ConcurrentHashMap<>();
  private volatile long position;
  private volatile long time;

  /**
   * Prepares to replay a capture, which must stay open.
   *
   * @param listener told on the thread that plays
   */
  public Replay(Capture capture, Pace pace, RunListener listener) {
    this(capture, pace, listener, false, new Stopwatch());
  }

  /** The same, which tells of every read of a map too, at once: all that the capture holds. */
  public static Replay ofAll(Capture capture, RunListener listener) {
    return new Replay(capture, Pace.atOnce(), listener, true, new Stopwatch());
  }

  Replay(Capture capture, Pace pace, RunListener listener, boolean everyRead, Stopwatch stopwatch) {
    this.capture = capture;
    this.pace = pace;
    this.listener = listener;
    this.everyRead = everyRead;
    this.stopwatch = stopwatch;
    this.symbols = new ReplayedSymbols(capture.connection(), () -> position);
  }

  /**
   * Tells everything, from the stages to the end, or until {@link #stop}.
   *
   * @throws ProblemException {@code capture.damaged}; what stands before the damage was told
   */
  public void play() throws ProblemException {
    capture
        .stages()
        .forEach(
            (stage, took) -> {
              listener.stageStarted(stage);
              listener.stageDone(stage, took);
              if (stage == Stage.TRANSLATE) {
                listener.expanded(capture.expanded());
              } else if (stage == Stage.COMPILE) {
                listener.outputs(capture.outputs());
              }
            });
    if (!capture.notes().isEmpty()) {
      listener.noted(capture.notes());
    }
    listener.symbols(symbols);
    listener.stageStarted(Stage.STREAM);
    try {
      stream();
    } catch (SQLException e) {
      throw new ProblemException(Sqlite.notRead(capture.file(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!stopwatch.isStopped()) {
      capture.end().ifPresent(listener::ended);
    }
  }

  private void stream() throws SQLException, ProblemException, InterruptedException {
    try (PreparedStatement statement = capture.connection().prepareStatement(ORDER);
        ResultSet rows = statement.executeQuery()) {
      while (!stopwatch.isStopped() && rows.next()) {
        tell(rows);
      }
    }
  }

  private void tell(ResultSet row) throws SQLException, ProblemException, InterruptedException {
    long here = row.getLong(1);
    long when = row.getLong(2);
    String output = Query.text(row, 4);
    switch (Query.text(row, 3)) {
      case "batch" -> batch(here, when, output, Query.bytes(row, 8));
      case "loss" -> {
        if (reached(here, when)) {
          loss(output, row.getLong(5), row.getLong(6), row.getLong(7));
        }
      }
      case "map" -> {
        Entries entries = new Entries(row.getInt(6), Query.bytes(row, 8), Query.bytes(row, 9));
        if (reached(here, when)) {
          maps.put(output, entries);
          if (everyRead || row.getInt(5) != 0) {
            listener.snapshot(output, entries.list());
          }
        }
      }
      default -> {
        if (reached(here, when)) {
          String text = new String(Query.bytes(row, 8), StandardCharsets.UTF_8);
          listener.iterated(output, text);
        }
      }
    }
  }

  private void batch(long first, long began, String stream, byte[] records)
      throws ProblemException, InterruptedException {
    long[] next = {first};
    boolean[] interrupted = {false};
    boolean whole =
        Batch.visit(
            records,
            (nanos, cpu, data) -> {
              try {
                if (!reached(next[0]++, began + nanos)) {
                  return false;
                }
              } catch (InterruptedException e) {
                interrupted[0] = true;
                return false;
              }
              listener.record(stream, cpu, data);
              return true;
            });
    if (interrupted[0]) {
      throw new InterruptedException();
    }
    if (!whole) {
      throw new ProblemException(Problem.error(Stage.STREAM, "capture.damaged", capture.file()));
    }
  }

  private void loss(String output, long kernel, long agent, long disk) {
    if (kernel > 0 || agent > 0) {
      listener.lost(output, kernel, agent);
    }
    if (disk > 0) {
      listener.notKept(output, disk);
    }
  }

  /** Waits until a place's time has come; whether it was not stopped. */
  private boolean reached(long here, long when) throws InterruptedException {
    if (!stopwatch.waitUntil(pace.due(when))) {
      return false;
    }
    position = here;
    time = when;
    return true;
  }

  /** Ends it at the next record. From any thread, also before it began. */
  public void stop() {
    stopwatch.stop();
  }

  /** When that came which the listener is just being told: nanoseconds since the start. */
  public long time() {
    return time;
  }

  @Override
  public ExpandedProgram expanded() {
    return capture.expanded();
  }

  @Override
  public List<Output> outputs() {
    return capture.outputs();
  }

  /** What the map held when it was last read before this place; nothing before its first read. */
  @Override
  public List<RawEntry> read(String map) {
    Entries entries = maps.get(map);
    return entries == null ? List.of() : entries.list();
  }

  @Override
  public Symbols symbols() {
    return symbols;
  }
}
