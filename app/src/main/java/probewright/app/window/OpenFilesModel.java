package probewright.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.app.session.HeaderFile;

/** What is open, as the list of files shows it: each program, and below it what it includes. */
final class OpenFilesModel {
  private OpenFilesModel() {}

  /** What a row stands for. */
  enum Kind {
    PROGRAM,
    HEADER,
    /** A header that is not there. */
    ABSENT,
    /** A header that no open program includes. */
    ALONE
  }

  /**
   * An open program, or a header that stands alone.
   *
   * @param path null for one that is in no file
   * @param ways where its rows lead
   */
  record Open(
      String name, @Nullable Path path, boolean alone, List<HeaderFile> headers, Ways ways) {}

  /** Where the rows of a program lead. */
  interface Ways {
    void show();

    void open(HeaderFile header);

    /** Makes one that is not there. */
    void create(HeaderFile header);
  }

  /**
   * A row.
   *
   * @param tip more about it; empty for nothing
   * @param seen whether its text is the one that is seen
   */
  record Row(Kind kind, String name, String tip, boolean seen, Runnable open) {}

  /**
   * The rows of what is open.
   *
   * @param seen the file that is seen; null for a text in no file
   * @param seenName its name
   */
  static List<Row> rows(List<Open> programs, @Nullable Path seen, String seenName) {
    List<Row> rows = new ArrayList<>();
    for (Open program : programs) {
      Path path = program.path();
      boolean here =
          path == null ? seen == null && seenName.equals(program.name()) : path.equals(seen);
      rows.add(
          new Row(
              program.alone() ? Kind.ALONE : Kind.PROGRAM,
              program.name(),
              path == null ? "" : path.toString(),
              here,
              program.ways()::show));
      Set<Path> listed = new HashSet<>();
      for (HeaderFile header : program.headers()) {
        if (listed.add(header.path())) {
          rows.add(row(program, header, seen));
        }
      }
    }
    return rows;
  }

  private static Row row(Open program, HeaderFile header, @Nullable Path seen) {
    return new Row(
        header.there() ? Kind.HEADER : Kind.ABSENT,
        header.file(),
        header.path().toString(),
        header.path().equals(seen),
        () -> {
          if (header.there()) {
            program.ways().open(header);
          } else {
            program.ways().create(header);
          }
        });
  }
}
