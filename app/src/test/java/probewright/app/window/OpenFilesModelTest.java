package probewright.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.app.session.HeaderFile;
import probewright.app.window.OpenFilesModel.Kind;
import probewright.app.window.OpenFilesModel.Open;
import probewright.app.window.OpenFilesModel.Row;

class OpenFilesModelTest {
  private final List<String> done = new ArrayList<>();

  private final OpenFilesModel.Ways ways =
      new OpenFilesModel.Ways() {
        @Override
        public void show() {
          done.add("show");
        }

        @Override
        public void open(HeaderFile header) {
          done.add("open " + header.name());
        }

        @Override
        public void create(HeaderFile header) {
          done.add("create " + header.name());
        }
      };

  private static HeaderFile header(String name, boolean there) {
    return new HeaderFile(name, name, Path.of("/dir").resolve(name).normalize(), there, null);
  }

  @Test
  void headersStandBelowTheirProgramAndOneThatIsNotThereCanBeMade() {
    List<Row> rows =
        OpenFilesModel.rows(
            List.of(
                new Open(
                    "p.c",
                    Path.of("/dir/p.c"),
                    false,
                    List.of(header("x.h", true), header("./x.h", true), header("no.h", false)),
                    ways),
                new Open("program.c", null, false, List.of(), ways),
                new Open("y.h", Path.of("/dir/y.h"), true, List.of(), ways)),
            Path.of("/dir/x.h"),
            "x.h");
    assertThat(rows)
        .extracting(Row::kind, Row::name, Row::seen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.PROGRAM, "p.c", false),
            org.assertj.core.groups.Tuple.tuple(Kind.HEADER, "x.h", true),
            org.assertj.core.groups.Tuple.tuple(Kind.ABSENT, "no.h", false),
            org.assertj.core.groups.Tuple.tuple(Kind.PROGRAM, "program.c", false),
            org.assertj.core.groups.Tuple.tuple(Kind.ALONE, "y.h", false));
    rows.forEach(row -> row.open().run());
    assertThat(done).containsExactly("show", "open x.h", "create no.h", "show", "show");
  }
}
