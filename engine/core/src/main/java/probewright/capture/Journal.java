package probewright.capture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;

/**
 * Takes rows from any thread and writes them on one of its own, in order. So many bytes wait at
 * most; what the disk cannot take in time is counted in the place where it is missing. What was
 * taken half a second ago is in the file, come what may to the process.
 */
final class Journal {
  /** Bytes of rows that may wait for the disk. */
  static final int ROOM = 16 << 20;

  private static final long COMMIT_NANOS = 500_000_000L;

  /** What one output goes without since a row of it was last taken. */
  private static final class Gap {
    private final long position;
    private final long time;
    private long kernel;
    private long agent;
    private long disk;

    Gap(long position, long time) {
      this.position = position;
      this.time = time;
    }
  }

  private final Path file;
  private final Connection connection;
  private final Runnable beforeCommit;
  private final Consumer<Problem> failed;
  private final Map<Table, PreparedStatement> inserts = new EnumMap<>(Table.class);
  private final ArrayDeque<Row> waiting = new ArrayDeque<>();
  private final Map<String, Gap> gaps = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::write, "capture");
  private long weight;
  private long notKept;
  private long uncommitted;
  private boolean ending;
  private @Nullable Problem trouble;

  /**
   * @param beforeCommit is run on the writing thread twice a second, to hand in what is half full
   * @param failed is told once, on the writing thread, when nothing can be written any more
   */
  Journal(Path file, Connection connection, Runnable beforeCommit, Consumer<Problem> failed) {
    this.file = file;
    this.connection = connection;
    this.beforeCommit = beforeCommit;
    this.failed = failed;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a row, or counts what it holds as not kept. */
  synchronized boolean add(Row row, long position, long time) {
    int heavy = row.weight();
    if (trouble != null || weight + heavy > ROOM) {
      if (!row.output().isEmpty()) {
        notKept += row.count();
        gap(row.output(), position, time).disk += row.count();
      }
      return false;
    }
    fillGaps();
    put(row, heavy);
    return true;
  }

  /** Records that the live run lost as well. */
  synchronized void lost(String stream, long kernel, long agent, long position, long time) {
    Row row = Row.of(Table.LOSSES, position, time, stream, kernel, agent, 0L);
    if (!add(row, position, time)) {
      Gap gap = gap(stream, position, time);
      gap.kernel += kernel;
      gap.agent += agent;
    }
  }

  private Gap gap(String output, long position, long time) {
    return gaps.computeIfAbsent(output, none -> new Gap(position, time));
  }

  /** There is room again: the gaps stand where their first record would. */
  private void fillGaps() {
    gaps.forEach(
        (output, gap) -> {
          Row row =
              Row.of(Table.LOSSES, gap.position, gap.time, output, gap.kernel, gap.agent, gap.disk);
          put(row, row.weight());
        });
    gaps.clear();
  }

  private void put(Row row, int heavy) {
    waiting.add(row);
    weight += heavy;
    notifyAll();
  }

  /** Records and prints that the disk did not take. */
  synchronized long notKept() {
    return notKept;
  }

  /** Why nothing is written any more. */
  synchronized @Nullable Problem trouble() {
    return trouble;
  }

  /** Writes all there is and ends; what cannot be written is a trouble. Once. */
  void finish() throws InterruptedException {
    synchronized (this) {
      fillGaps();
      ending = true;
      notifyAll();
    }
    thread.join();
  }

  private void write() {
    try {
      boolean more = true;
      while (more) {
        more = writeUntil(System.nanoTime() + COMMIT_NANOS);
        beforeCommit.run();
        commit();
      }
      writeUntil(System.nanoTime());
      commit();
      close();
    } catch (SQLException e) {
      saveWhatCanBe();
      fail(Sqlite.notWritten(file, e));
      closeQuietly();
    } catch (InterruptedException e) {
      closeQuietly();
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what comes until the time; whether more may come after it. */
  private boolean writeUntil(long time) throws SQLException, InterruptedException {
    while (true) {
      List<Row> rows = new ArrayList<>();
      boolean end;
      synchronized (this) {
        long left = TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime());
        while (waiting.isEmpty() && left > 0 && !ending) {
          wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime());
        }
        rows.addAll(waiting);
        end = ending;
      }
      for (Row row : rows) {
        insert(row);
        uncommitted += row.count();
        synchronized (this) {
          // only now: what is being written is still in memory
          waiting.remove();
          weight -= row.weight();
        }
      }
      if (end || time - System.nanoTime() <= 0) {
        return !end;
      }
    }
  }

  private void insert(Row row) throws SQLException {
    PreparedStatement insert = inserts.get(row.table());
    if (insert == null) {
      insert = connection.prepareStatement(row.table().insert());
      inserts.put(row.table(), insert);
    }
    for (int i = 0; i < row.values().size(); i++) {
      insert.setObject(i + 1, row.values().get(i));
    }
    insert.executeUpdate();
  }

  private void commit() throws SQLException {
    connection.commit();
    uncommitted = 0;
  }

  /** What was written since the last commit, where the database kept it. */
  private void saveWhatCanBe() {
    try {
      commit();
    } catch (SQLException rolledBack) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.DEBUG, "the last half second is lost", rolledBack);
    }
  }

  private void fail(Problem problem) {
    synchronized (this) {
      trouble = problem;
      notKept += uncommitted;
      for (Row row : waiting) {
        notKept += row.count();
      }
      waiting.clear();
      weight = 0;
    }
    failed.accept(problem);
  }

  /** One file again, which needs no others beside it; not while somebody reads it. */
  private void close() throws SQLException {
    for (PreparedStatement insert : inserts.values()) {
      insert.close();
    }
    connection.setAutoCommit(true);
    try {
      Sqlite.run(connection, "PRAGMA journal_mode=DELETE");
    } catch (SQLException beingRead) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.DEBUG, "the capture keeps its log beside it", beingRead);
    }
    connection.close();
  }

  private void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(Journal.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
    }
  }
}
