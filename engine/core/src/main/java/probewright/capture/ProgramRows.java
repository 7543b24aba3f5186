package probewright.capture;

import java.util.ArrayList;
import java.util.List;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.dialect.Parameter;
import probewright.dialect.Program;
import probewright.dialect.ShowComment;
import probewright.probes.Attachment;

/** What is written of a program before its first record. */
final class ProgramRows {
  private ProgramRows() {}

  static List<Row> of(ExpandedProgram expanded) {
    Program program = expanded.program();
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of(Table.FILES, program.file(), "program", program.text()));
    program.headers().forEach((name, text) -> rows.add(Row.of(Table.FILES, name, "header", text)));
    rows.add(Row.of(Table.FILES, program.file(), "expanded", expanded.text()));
    program.parameters().forEach((name, value) -> rows.add(Row.of(Table.PARAMETERS, name, value)));
    for (Parameter declared : expanded.parameters()) {
      if (declared.initial() != null && !program.parameters().containsKey(declared.name())) {
        rows.add(Row.of(Table.DEFAULTS, declared.name(), declared.initial()));
      }
    }
    program.attachments().forEach(asked -> rows.add(attachment(asked, true)));
    expanded.attachments().forEach(made -> rows.add(attachment(made, false)));
    for (MapDeclaration map : expanded.maps()) {
      rows.add(
          Row.of(
              Table.MAPS,
              null,
              map.name(),
              map.kind().name(),
              map.eventType(),
              map.path(),
              Texts.array(map.programs()),
              Texts.place(map.place())));
    }
    for (ShowComment show : expanded.shows()) {
      rows.add(
          Row.of(
              Table.SHOWS,
              null,
              show.show().output(),
              Texts.array(show.show().path()),
              show.show().format().name(),
              show.show().stacks(),
              Texts.place(show.place())));
    }
    rows.add(Row.of(Table.CAPTURE, "prints_trace", expanded.printsTrace() ? 1 : 0));
    return rows;
  }

  private static Row attachment(Attachment attachment, boolean asked) {
    return Row.of(
        Table.ATTACHMENTS,
        null,
        asked ? 1 : 0,
        attachment.probe().toString(),
        attachment.function(),
        Texts.place(attachment.place()));
  }

  /**
   * A problem; its fix and its notes belong to the editor and are not kept.
   *
   * @param role {@code note} for one of a stage, {@code end} for what ended the run
   */
  static Row problem(String role, Problem problem) {
    return Row.of(
        Table.PROBLEMS,
        null,
        role,
        problem.stage().name(),
        problem.severity().name(),
        Texts.place(problem.place()),
        problem.code(),
        Texts.array(problem.arguments()),
        problem.raw());
  }
}
