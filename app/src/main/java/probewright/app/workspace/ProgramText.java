package probewright.app.workspace;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.reactfx.Subscription;
import probewright.app.analysis.HeadersModel;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.assist.Assistance;
import probewright.app.assist.Questions;
import probewright.app.problems.EditorProblems;
import probewright.app.problems.ProblemsPart;
import probewright.app.session.ProgramSource;
import probewright.app.words.Words;
import probewright.diagnostics.Place;

/**
 * An open text in the program that it belongs to: the program's help and marks in its editor, until
 * it leaves for another program. JavaFX thread.
 */
final class ProgramText {
  private final OpenText text;
  private final Supplier<String> file;
  private final EditorProblems problems;
  private final Assistance assistance;
  private final Subscription edits;

  /** What all texts of one program share. */
  record Shared(
      Words words,
      ProgramAnalysis analysis,
      HeadersModel headers,
      Supplier<ProgramSource> source,
      Executor asking,
      ProblemsPart problems,
      Consumer<Place> goTo) {}

  /**
   * @param file gives the name that places in it carry
   */
  ProgramText(OpenText text, Supplier<String> file, Shared program) {
    this.text = text;
    this.file = file;
    problems = program.problems().in(text.editor(), file);
    assistance =
        new Assistance(
            program.words(),
            text.editor(),
            program.analysis(),
            program.source(),
            () -> new Questions.Here(file.get(), text.editor().area().getText()),
            program.asking(),
            List.of(problems.hover()),
            program.goTo());
    edits =
        text.editor()
            .area()
            .plainTextChanges()
            .subscribe(
                change -> {
                  program.analysis().edited();
                  program.headers().edited();
                });
  }

  OpenText text() {
    return text;
  }

  String file() {
    return file.get();
  }

  EditorProblems problems() {
    return problems;
  }

  Assistance assistance() {
    return assistance;
  }

  /** Takes all of it out of the editor. */
  void leave() {
    edits.unsubscribe();
    assistance.close();
    problems.leave();
  }
}
