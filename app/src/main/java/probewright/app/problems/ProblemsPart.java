package probewright.app.problems;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import org.fxmisc.richtext.CodeArea;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.assist.HoverSource;
import probewright.app.editor.CodeEditor;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * All that a program's problems are shown by: one model, fed by the analysis and by the runs, and
 * its list, marks, strip, hover and quick fixes. JavaFX thread.
 */
public final class ProblemsPart {
  private final ProblemsModel model;
  private final ProblemHover hover;
  private final ProblemsView view;
  private final QuickFixes fixes;
  private final CodeEditor editor;
  private final CodeArea area;

  /**
   * @param file gives the name that places of the program's own text carry
   * @param report told which problem's whole story is to be shown
   */
  public ProblemsPart(
      Words words,
      CodeEditor editor,
      Supplier<String> file,
      RunSession session,
      ProgramAnalysis analysis,
      Consumer<Problem> report) {
    this.editor = editor;
    area = editor.area();
    model = new ProblemsModel(file);
    view = new ProblemsView(words, model, this::goTo, this::mend, report);
    fixes = new QuickFixes(words, model, this::mend);
    OverviewStrip strip = new OverviewStrip(words, model, area);
    editor.install(new ProblemsInText(model, editor));
    hover = new ProblemHover(words, editor.area(), model, this::mend);
    editor.install(fixes);
    editor.install(strip);
    editor.right(strip);
    ChangeListener<Object> analysed = (o, was, now) -> analysed(analysis);
    analysis.latestProperty().addListener(analysed);
    analysis.kernelProblemProperty().addListener(analysed);
    session
        .phaseProperty()
        .addListener(
            (o, was, now) -> {
              if (now == RunPhase.STARTING && !was.active()) {
                model.runStarted();
              }
            });
    session
        .problems()
        .addListener(
            (ListChangeListener<Problem>)
                change -> {
                  if (!session.problems().isEmpty()) {
                    model.ran(session.problems());
                  }
                });
  }

  public ProblemsModel model() {
    return model;
  }

  /** What is said of the problems at a place of the text. */
  public HoverSource hover() {
    return hover;
  }

  public ProblemsView view() {
    return view;
  }

  /** Goes to the next problem behind the caret, or the one before it. */
  public void step(boolean forward) {
    view.step(area.getCurrentParagraph() + 1, area.getCaretColumn() + 1, forward);
  }

  /** Opens the list of what mends the caret's line. */
  public void fixes() {
    fixes.show();
  }

  /** Makes the edits of a fix; one undo takes them back. */
  public void mend(Fix fix) {
    Mending.make(area, fix);
  }

  /** Puts the caret where a problem stands and gives the text the focus. */
  public void goTo(Problem problem) {
    Place place = problem.place();
    if (place != null) {
      goTo(place.line(), place.column());
    }
    area.requestFocus();
  }

  /** The same for a line and a column, both from 1. */
  public void goTo(int line, int column) {
    editor.goTo(line, column);
  }

  private void analysed(ProgramAnalysis analysis) {
    Analysis latest = analysis.latest();
    Optional<Problem> kernel = analysis.kernelProblemProperty().get();
    if (kernel.isPresent()) {
      model.analysed(java.util.List.of(kernel.get()));
    } else if (latest != null && analysis.current()) {
      model.analysed(latest.examination().expanded().problems());
    }
  }
}
