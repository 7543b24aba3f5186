package probewright.app.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * The ways to mend the problems of one line, one of them chosen.
 *
 * @param choices those of the problem at the caret first
 * @param texts what files hold now, by the names that their places carry; nothing of one that is
 *     not there
 */
record FixesModel(List<Choice> choices, int chosen, UnaryOperator<String> texts) {
  /** A fix and the problem that it mends. */
  record Choice(Problem problem, Fix fix) {}

  FixesModel {
    choices = List.copyOf(choices);
  }

  /**
   * Gathers what mends a line.
   *
   * @param found the problems of a line
   * @param column of the caret, from 1
   * @param texts what files hold now, by the names that their places carry
   */
  static FixesModel of(
      List<FoundProblem> found, int line, int column, UnaryOperator<String> texts) {
    List<Choice> here = new ArrayList<>();
    List<Choice> others = new ArrayList<>();
    for (FoundProblem one : found) {
      if (!one.stale()) {
        Place place = one.place();
        boolean at =
            place != null
                && place.line() == line
                && place.column() <= column
                && (place.endLine() > line || column <= place.endColumn());
        one.here().fixes().forEach(fix -> (at ? here : others).add(new Choice(one.here(), fix)));
      }
    }
    here.addAll(others);
    return new FixesModel(here, 0, texts);
  }

  /** With the next one chosen, or the one before; around the end. */
  FixesModel step(int by) {
    return new FixesModel(choices, Math.floorMod(chosen + by, choices.size()), texts);
  }

  /** What the chosen one does to the file that it is about, or that it makes. */
  List<FixPreview.Line> preview() {
    Fix fix = choices.get(chosen).fix();
    return FixPreview.of(texts.apply(fix.place().file()), fix);
  }
}
