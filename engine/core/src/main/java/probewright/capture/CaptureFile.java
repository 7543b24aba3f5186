package probewright.capture;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.target.Target;

/**
 * A capture's file that was just made: its tables, and whose it is.
 *
 * @param began the time 0 of the capture, by {@link System#nanoTime}
 */
record CaptureFile(Path path, Connection connection, long began) {
  static final long NO_LIMIT = 0;

  private static final int BUSY_MILLISECONDS = 10_000;

  static Outcome<CaptureFile> make(Path file, Target target, long pages) throws ProblemException {
    Kernel kernel = target.kernel();
    long before = System.nanoTime();
    Optional<Target.Clocks> clocks = target.clocks();
    // the target looked at its clocks half way, as near as one can tell
    long began = before + (System.nanoTime() - before) / 2;
    Map<String, Object> identity = identity(target.id(), kernel, clocks);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException there) {
      return Outcome.refused(Problem.error(Stage.STREAM, "capture.exists", file));
    } catch (IOException refused) {
      return Outcome.refused(Sqlite.refused("capture.not-made", file, refused));
    }
    try {
      Connection connection = Sqlite.write(file, BUSY_MILLISECONDS);
      fill(connection, identity, pages);
      return Outcome.done(new CaptureFile(file, connection, began));
    } catch (SQLException e) {
      delete(file);
      return Outcome.refused(Sqlite.notMade(file, e));
    } catch (ProblemException e) {
      delete(file);
      throw e;
    }
  }

  private static Map<String, Object> identity(
      String target, Kernel kernel, Optional<Target.Clocks> clocks) throws ProblemException {
    Instant now = Instant.now();
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("started", now.toString());
    identity.put("target", target);
    identity.put("release", kernel.release());
    identity.put("machine", kernel.machine());
    identity.put("build", kernel.files().build());
    identity.put("processors", kernel.files().processors());
    if (clocks.isPresent()) {
      identity.put("target_monotonic", clocks.get().monotonic());
      identity.put("target_wall", clocks.get().wall());
    }
    return identity;
  }

  private static void fill(Connection connection, Map<String, Object> identity, long pages)
      throws SQLException {
    Sqlite.run(connection, "PRAGMA journal_mode=WAL");
    Sqlite.run(connection, "PRAGMA synchronous=NORMAL");
    if (pages != NO_LIMIT) {
      Sqlite.run(connection, "PRAGMA max_page_count=" + pages);
    }
    connection.setAutoCommit(false);
    Sqlite.run(connection, "PRAGMA application_id=" + Sqlite.APPLICATION);
    Sqlite.run(connection, "PRAGMA user_version=" + Sqlite.VERSION);
    for (Table table : Table.values()) {
      Sqlite.run(connection, table.create());
    }
    Sqlite.run(connection, "CREATE INDEX frames_by_address ON frames (address, process)");
    Sqlite.run(connection, "CREATE INDEX stacks_by_number ON stacks (number)");
    try (PreparedStatement insert = connection.prepareStatement(Table.CAPTURE.insert())) {
      for (Map.Entry<String, Object> fact : identity.entrySet()) {
        insert.setString(1, fact.getKey());
        insert.setObject(2, fact.getValue());
        insert.executeUpdate();
      }
    }
    connection.commit();
    // the file itself says from the start what it is
    connection.setAutoCommit(true);
    Sqlite.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    connection.setAutoCommit(false);
  }

  void delete() {
    delete(path);
  }

  private static void delete(Path file) {
    Stream.of("", "-wal", "-shm", "-journal")
        .map(end -> file.resolveSibling(file.getFileName() + end))
        .forEach(
            part -> {
              try {
                Files.deleteIfExists(part);
              } catch (IOException e) {
                System.getLogger(CaptureFile.class.getName())
                    .log(System.Logger.Level.WARNING, "an empty capture stays behind", e);
              }
            });
  }
}
