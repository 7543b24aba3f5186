package probewright.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.Show;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.dialect.Program;
import probewright.dialect.ShowComment;
import probewright.probes.Attachment;
import probewright.target.Output;

/** Makes of a capture's tables again what {@link ProgramRows} put there. */
final class ProgramReader {
  private final Connection connection;

  ProgramReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws IllegalArgumentException when a column holds what nobody wrote there
   */
  ExpandedProgram expanded() throws SQLException {
    Program program = program();
    return new ExpandedProgram(
        program,
        file("expanded", program.file()).text,
        "",
        List.of(),
        attachments(false),
        List.of(),
        maps(program.file()),
        List.of(),
        shows(program.file()),
        List.of(),
        !Query.all(
                connection,
                "SELECT 1 FROM capture WHERE name='prints_trace' AND value=1",
                row -> true)
            .isEmpty());
  }

  private record SourceFile(String name, String text) {}

  private SourceFile file(String role, String otherwise) throws SQLException {
    return Query.all(
            connection,
            "SELECT name, text FROM files WHERE role=?",
            row -> new SourceFile(Query.text(row, 1), Query.text(row, 2)),
            role)
        .stream()
        .findFirst()
        .orElse(new SourceFile(otherwise, ""));
  }

  private Program program() throws SQLException {
    SourceFile main = file("program", "");
    return new Program(
        main.name,
        main.text,
        texts("SELECT name, text FROM files WHERE role='header'"),
        texts("SELECT name, value FROM parameters"),
        attachments(true));
  }

  /**
   * The values of all parameters by name: those that were given, and those of the program's own,
   * which captures of older Probewrights do not tell.
   */
  Map<String, String> values() throws SQLException {
    Map<String, String> values = new TreeMap<>(texts("SELECT name, value FROM parameters"));
    String table = Table.DEFAULTS.sql();
    boolean told =
        !Query.all(connection, "SELECT 1 FROM sqlite_master WHERE name=?", row -> true, table)
            .isEmpty();
    if (told) {
      values.putAll(texts("SELECT name, value FROM " + table));
    }
    return values;
  }

  private Map<String, String> texts(String sql) throws SQLException {
    Map<String, String> texts = new HashMap<>();
    Query.all(connection, sql, row -> texts.put(Query.text(row, 1), Query.text(row, 2)));
    return texts;
  }

  private List<Attachment> attachments(boolean asked) throws SQLException {
    return Query.all(
        connection,
        "SELECT probe, function, place FROM attachments WHERE asked=? ORDER BY number",
        row -> attachment(row.getString(1) + "=" + row.getString(2), row.getString(3)),
        asked ? 1 : 0);
  }

  private static Attachment attachment(String spelling, @Nullable String place) {
    if (Attachment.parse(spelling, Texts.place(place)) instanceof Outcome.Done<Attachment> done) {
      return done.value();
    }
    throw new IllegalArgumentException(spelling);
  }

  private List<MapDeclaration> maps(String file) throws SQLException {
    return Query.all(
        connection,
        "SELECT name, kind, place, event_type, path, programs FROM maps ORDER BY number",
        row ->
            new MapDeclaration(
                Query.text(row, 1),
                MapKind.valueOf(Query.text(row, 2)),
                place(file, row, 3),
                row.getString(4),
                Query.text(row, 5),
                Texts.list(Query.text(row, 6))));
  }

  private List<ShowComment> shows(String file) throws SQLException {
    return Query.all(
        connection,
        "SELECT output, path, format, stacks, place FROM shows ORDER BY number",
        row ->
            new ShowComment(
                new Show(
                    Query.text(row, 1),
                    Texts.list(Query.text(row, 2)),
                    Show.Format.valueOf(Query.text(row, 3)),
                    Query.text(row, 4)),
                place(file, row, 5)));
  }

  private static Place place(String file, ResultSet row, int column) throws SQLException {
    Place place = Texts.place(row.getString(column));
    return place == null ? Place.point(file, 1, 1) : place;
  }

  /** What the run sent and held, found as a live run's is. */
  List<Output> outputs(ExpandedProgram expanded) throws SQLException, ProblemException {
    List<byte[]> types = Query.all(connection, "SELECT btf FROM types", row -> Query.bytes(row, 1));
    if (types.isEmpty()) {
      return expanded.printsTrace() ? List.of(new Output.Trace()) : List.of();
    }
    return Output.of(new BpfObject(new byte[0], Btf.parse(types.get(0)), expanded));
  }

  List<Problem> problems(String role) throws SQLException {
    return Query.all(
        connection,
        "SELECT stage, severity, place, code, arguments, raw FROM problems WHERE role=?"
            + " ORDER BY number",
        row ->
            new Problem(
                Stage.valueOf(Query.text(row, 1)),
                Severity.valueOf(Query.text(row, 2)),
                Texts.place(row.getString(3)),
                Query.text(row, 4),
                Texts.list(Query.text(row, 5)),
                row.getString(6),
                null),
        role);
  }
}
