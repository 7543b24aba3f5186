package probewright.app.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.app.session.HeaderFile;
import probewright.app.window.OpenFilesModel.Open;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.dialect.Headers;

/** Leads from the list of files to what is open. */
final class OpenRows {
  private OpenRows() {}

  /** In the order of the tabs; the headers of each program below it. */
  static List<OpenFilesModel.Row> of(Programs programs, @Nullable Workspace seen) {
    List<Open> open = new ArrayList<>();
    for (OpenText text : programs.tabs()) {
      Workspace program = programs.of(text);
      if (program.text() == text) {
        open.add(
            new Open(
                text.document().name(),
                text.document().path(),
                Belonging.isHeader(text),
                program.headers().all(),
                new Lead(programs, program)));
      }
    }
    return seen == null
        ? List.of()
        : OpenFilesModel.rows(open, seen.shown().document().path(), seen.shown().document().name());
  }

  private record Lead(Programs programs, Workspace program) implements OpenFilesModel.Ways {
    @Override
    public void show() {
      programs.show(program.text());
    }

    @Override
    public void open(HeaderFile header) {
      programs.headers().open(program, header.path(), text -> {});
    }

    @Override
    public void create(HeaderFile header) {
      programs
          .headers()
          .mend(
              program,
              header.file(),
              Fix.of(
                  "fix.create-header",
                  Place.point(header.file(), 1, 1),
                  Headers.fresh(header.name()),
                  header.name()));
    }
  }
}
