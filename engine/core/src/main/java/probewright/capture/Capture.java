package probewright.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.target.Output;

/**
 * A capture that is read: no rights, no target and no kernel are needed. The file is never changed.
 * One that is still being written can be read as it was when it was opened. Blocks on the disk.
 * Safe for many threads.
 */
public final class Capture implements AutoCloseable {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Connection connection;
  private final CaptureInfo info;
  private final ExpandedProgram expanded;
  private final List<Output> outputs;
  private final Map<Stage, Duration> stages;
  private final List<Problem> notes;
  private final Optional<Problem> end;

  private Capture(Path file, Connection connection) throws SQLException, ProblemException {
    this.file = file;
    this.connection = connection;
    ProgramReader reader = new ProgramReader(connection);
    this.info = info(connection, reader.values());
    this.expanded = reader.expanded();
    this.outputs = reader.outputs(expanded);
    this.stages = new LinkedHashMap<>();
    Query.all(
        connection,
        "SELECT stage, nanos FROM stages ORDER BY number",
        row -> stages.put(Stage.valueOf(Query.text(row, 1)), Duration.ofNanos(row.getLong(2))));
    this.notes = reader.problems("note");
    this.end = reader.problems("end").stream().findFirst();
  }

  /**
   * Opens a capture. One without an end is opened with a warning, {@code capture.unfinished}.
   *
   * <p>Refused as {@code file.absent}, {@code file.unreadable}, {@code capture.not-a-capture},
   * {@code capture.other-database}, {@code capture.newer}, {@code capture.damaged}.
   */
  public static Outcome<Capture> open(Path file) throws ProblemException {
    Optional<Problem> unlike = unlike(file);
    if (unlike.isPresent()) {
      return Outcome.refused(unlike.get());
    }
    @Nullable Connection opened = null;
    try {
      Connection connection = Sqlite.read(file);
      opened = connection;
      connection.setAutoCommit(false);
      Optional<Problem> foreign = foreign(file, connection);
      if (foreign.isPresent()) {
        return Outcome.refused(foreign.get());
      }
      Capture capture = new Capture(file, connection);
      opened = null;
      return new Outcome.Done<>(
          capture,
          capture.info.length() == null
              ? List.of(Problem.error(Stage.STREAM, "capture.unfinished", file).asWarning())
              : List.of());
    } catch (SQLException e) {
      return Outcome.refused(Sqlite.notRead(file, e));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Outcome.refused(damaged(file).withRaw(String.valueOf(e.getMessage())));
    } finally {
      close(opened);
    }
  }

  private static Optional<Problem> unlike(Path file) {
    if (Files.isDirectory(file)) {
      return problem("capture.not-a-capture", file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)
          ? Optional.empty()
          : problem("capture.not-a-capture", file);
    } catch (NoSuchFileException absent) {
      return problem("file.absent", file);
    } catch (IOException e) {
      return Optional.of(Sqlite.refused("file.unreadable", file, e));
    }
  }

  private static Optional<Problem> problem(String code, Path file) {
    return Optional.of(Problem.error(Stage.STREAM, code, file));
  }

  private static Problem damaged(Path file) {
    return Problem.error(Stage.STREAM, "capture.damaged", file);
  }

  private static Optional<Problem> foreign(Path file, Connection connection) throws SQLException {
    int application = Query.all(connection, "PRAGMA application_id", row -> row.getInt(1)).get(0);
    int version = Query.all(connection, "PRAGMA user_version", row -> row.getInt(1)).get(0);
    if (application != Sqlite.APPLICATION) {
      return problem("capture.other-database", file);
    }
    return version > Sqlite.VERSION
        ? Optional.of(Problem.error(Stage.STREAM, "capture.newer", file, version, Sqlite.VERSION))
        : Optional.empty();
  }

  private static CaptureInfo info(Connection connection, Map<String, String> parameters)
      throws SQLException {
    Map<String, String> facts = new HashMap<>();
    Query.all(
        connection,
        "SELECT name, value FROM capture",
        row -> facts.put(Query.text(row, 1), Query.text(row, 2)));
    String length = facts.get("length");
    String pid = facts.get("pid");
    return new CaptureInfo(
        Instant.parse(facts.getOrDefault("started", "")),
        facts.getOrDefault("target", ""),
        facts.getOrDefault("release", ""),
        facts.getOrDefault("machine", ""),
        facts.getOrDefault("build", ""),
        Integer.parseInt(facts.getOrDefault("processors", "1")),
        number(facts.get("target_monotonic")),
        number(facts.get("target_wall")),
        pid == null ? null : Integer.valueOf(pid),
        parameters,
        length == null ? null : Duration.ofNanos(Long.parseLong(length)));
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null ? null : Long.valueOf(text);
  }

  /** What it says of itself. */
  public CaptureInfo info() {
    return info;
  }

  /** The program; of what the translator knew, only what is shown and decoded with. */
  public ExpandedProgram expanded() {
    return expanded;
  }

  /** What the run sent and held, in the order of the program's text. */
  public List<Output> outputs() {
    return outputs;
  }

  /** How long each stage took that was passed. */
  public Map<Stage, Duration> stages() {
    return new LinkedHashMap<>(stages);
  }

  /** Warnings and notes of the stages. */
  public List<Problem> notes() {
    return notes;
  }

  /** What ended the run, where it was not asked to end. */
  public Optional<Problem> end() {
    return end;
  }

  Path file() {
    return file;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        System.getLogger(Capture.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
      }
    }
  }
}
