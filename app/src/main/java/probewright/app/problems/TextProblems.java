package probewright.app.problems;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.collections.ObservableList;
import probewright.diagnostics.Problem;

/**
 * The problems of a program that stand in one of its texts.
 *
 * @param file gives the name that places in the text carry
 * @param texts what the program's files hold now, by the names that their places carry
 */
record TextProblems(ProblemsModel model, Supplier<String> file, UnaryOperator<String> texts) {
  /** All of the program's, to be followed. */
  ObservableList<FoundProblem> all() {
    return model.all();
  }

  /** Those to be marked. */
  List<Problem> inText() {
    return model.in(file.get());
  }

  /** Those on a line, counted from 1. */
  List<FoundProblem> onLine(int line) {
    return model.onLine(file.get(), line);
  }

  void edited(TextEdit edit) {
    model.edited(file.get(), edit);
  }
}
