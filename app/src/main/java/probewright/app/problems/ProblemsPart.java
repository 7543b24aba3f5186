package probewright.app.problems;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import org.fxmisc.richtext.CodeArea;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.editor.CodeEditor;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * All that a program's problems are shown by: one model, fed by the analysis and by the runs, its
 * list, and what each of the program's texts shows of them. JavaFX thread.
 */
public final class ProblemsPart {
  private final Words words;
  private final ProblemsModel model;
  private final ProblemsView view;
  private final UnaryOperator<String> texts;
  private final Consumer<Fix> mend;

  /**
   * @param file gives the name that places of the program's own text carry
   * @param texts what the program's files hold now, by the names that their places carry
   * @param goTo told which place of the program's texts is to be gone to
   * @param mend makes the edits of a fix, in whichever of the program's texts
   * @param report told which problem's whole story is to be shown
   */
  public ProblemsPart(
      Words words,
      Supplier<String> file,
      RunSession session,
      ProgramAnalysis analysis,
      UnaryOperator<String> texts,
      Consumer<Place> goTo,
      Consumer<Fix> mend,
      Consumer<Problem> report) {
    this.words = words;
    this.texts = texts;
    this.mend = mend;
    model = new ProblemsModel(file);
    Consumer<Problem> gone =
        problem -> {
          Place place = problem.place();
          if (place != null) {
            goTo.accept(place);
          }
        };
    view = new ProblemsView(words, model, gone, mend, report);
    ChangeListener<Object> analysed = (o, was, now) -> analysed(analysis);
    analysis.latestProperty().addListener(analysed);
    analysis.kernelProblemProperty().addListener(analysed);
    session
        .phaseProperty()
        .addListener(
            (o, was, now) -> {
              if (now == RunPhase.STARTING && !was.active()) {
                model.runStarted();
              } else if (now == RunPhase.STARTING && was == RunPhase.PREPARING) {
                analysis.targetAnswers();
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

  public ProblemsView view() {
    return view;
  }

  /**
   * Shows the problems of one of the program's texts in its editor.
   *
   * @param file gives the name that places in it carry
   */
  public EditorProblems in(CodeEditor editor, Supplier<String> file) {
    return new EditorProblems(words, editor, new TextProblems(model, file, texts), mend);
  }

  /** Goes to the next problem behind the caret of a text, or the one before it. */
  public void step(String file, CodeArea area, boolean forward) {
    view.step(file, area.getCurrentParagraph() + 1, area.getCaretColumn() + 1, forward);
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
