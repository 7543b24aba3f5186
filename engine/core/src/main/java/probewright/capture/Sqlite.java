package probewright.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** The one place that knows which library reads and writes the database. */
final class Sqlite {
  /** What {@code PRAGMA application_id} says of a capture: {@code PbwC}. */
  static final int APPLICATION = 0x50627743;

  /** The version of the tables, which {@code PRAGMA user_version} tells. */
  static final int VERSION = 1;

  private static final String FOLDER = "org.sqlite.tmpdir";

  /** It speaks of each way that it tried; what came of them is told by whoever asked. */
  private static final Logger LOADER = Logger.getLogger(SQLiteJDBCLoader.class.getName());

  private Sqlite() {}

  /** For a file that is there and may be empty. */
  static Connection write(Path file, int busyMilliseconds) throws ProblemException, SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(busyMilliseconds);
    return open(file, config, "rw");
  }

  /** Never changes the file. */
  static Connection read(Path file) throws ProblemException, SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(file, config, "ro");
  }

  private static Connection open(Path file, SQLiteConfig config, String mode)
      throws ProblemException, SQLException {
    loadLibrary();
    // a URI, since the driver takes what follows a question mark in a plain path for options
    String url = JDBC.PREFIX + file.toAbsolutePath().toUri() + "?mode=" + mode;
    return JDBC.createConnection(url, (Properties) config.toProperties().clone());
  }

  /** The driver unpacks SQLite itself, into a folder from which code may be run. */
  private static synchronized void loadLibrary() throws ProblemException {
    LOADER.setLevel(Level.OFF);
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception notFromTemporaryFolder) {
      Path folder = ownFolder();
      try {
        Files.createDirectories(folder);
        System.setProperty(FOLDER, folder.toString());
        SQLiteJDBCLoader.initialize();
      } catch (Exception notFromThereEither) {
        notFromThereEither.addSuppressed(notFromTemporaryFolder);
        throw new ProblemException(
            Problem.error(
                    Stage.STREAM,
                    "capture.no-library",
                    System.getProperty("java.io.tmpdir"),
                    folder)
                .withRaw(notFromTemporaryFolder.getMessage()),
            notFromThereEither);
      }
    }
  }

  private static Path ownFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return cache == null || cache.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "probewright")
        : Path.of(cache, "probewright");
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What kept a capture from being made. */
  static Problem notMade(Path file, SQLException why) {
    boolean noRoom =
        why instanceof SQLiteException known
            && (primary(known) == 13
                || known.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
    String code = noRoom ? "capture.no-room" : "capture.not-made";
    return Problem.error(Stage.STREAM, code, file).withRaw(why.getMessage());
  }

  /** What kept something from being written. */
  static Problem notWritten(Path file, Exception why) {
    String code = "capture.not-written";
    if (why instanceof SQLiteException known) {
      code =
          switch (primary(known)) {
            case 13 -> "capture.disk-full";
            case 5, 6 -> "capture.locked";
            default -> code;
          };
    }
    return Problem.error(Stage.STREAM, code, file).withRaw(why.getMessage());
  }

  /** What kept something from being read. */
  static Problem notRead(Path file, SQLException why) {
    String code = "capture.damaged";
    if (why instanceof SQLiteException known) {
      code =
          switch (primary(known)) {
            case 26 -> "capture.not-a-capture";
            case 5, 6 -> "capture.locked";
            case 3, 8, 14, 23 -> "file.unreadable";
            default -> code;
          };
    }
    return Problem.error(Stage.STREAM, code, file).withRaw(why.getMessage());
  }

  /** The kind of an error; the bits above say more of it. Source: sqlite.org/rescode.html. */
  private static int primary(SQLiteException e) {
    return e.getResultCode().code & 0xff;
  }

  /** Where a file cannot be made or read at all. */
  static Problem refused(String code, Path file, IOException why) {
    return Problem.error(Stage.STREAM, code, file).withRaw(why.getMessage());
  }
}
