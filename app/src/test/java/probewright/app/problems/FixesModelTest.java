package probewright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

class FixesModelTest {
  private static final String TEXT = "aa bb\ncc\n";

  private static FoundProblem problem(int column, String... replacements) {
    Place place = new Place("p.c", 1, column, 1, column + 2);
    List<Fix> fixes = List.of(replacements).stream().map(words -> new Fix(place, words)).toList();
    return FoundProblem.of(
        Problem.errorAt(Stage.TRANSLATE, place, "compile.clang", "x").withFixes(fixes));
  }

  private static FixesModel at(int column, FoundProblem... found) {
    return FixesModel.of(List.of(found), 1, column, FixesModelTest::text);
  }

  private static String text(String file) {
    return file.equals("p.c") ? TEXT : file.equals("p.h") ? "ee\nff\n" : "";
  }

  private static List<String> replacements(FixesModel model) {
    return model.choices().stream().map(choice -> choice.fix().replacement()).toList();
  }

  @Test
  void thoseOfTheProblemAtTheCaretComeFirst() {
    FoundProblem one = problem(1, "1", "2");
    FoundProblem other = problem(4, "3");
    assertThat(replacements(at(1, one, other))).containsExactly("1", "2", "3");
    assertThat(replacements(at(5, one, other))).containsExactly("3", "1", "2");
  }

  @Test
  void theArrowsGoRound() {
    FixesModel model = at(1, problem(1, "1", "2"));
    assertThat(model.step(1).chosen()).isEqualTo(1);
    assertThat(model.step(1).step(1).chosen()).isZero();
    assertThat(model.step(-1).chosen()).isEqualTo(1);
    assertThat(model.step(1).preview())
        .extracting(FixPreview.Line::text)
        .containsExactly("aa bb", "2 bb", "cc");
  }

  @Test
  void aFixOfAnotherFileIsShownInThatFilesText() {
    Place place = new Place("p.c", 1, 1, 1, 3);
    Problem here = Problem.errorAt(Stage.TRANSLATE, place, "compile.clang", "x");
    Fix inHeader = new Fix(new Place("p.h", 2, 1, 2, 3), "g");
    Fix made = new Fix(new Place("new.h", 1, 1, 1, 1), "h\n");
    FixesModel model = at(1, FoundProblem.of(here.withFixes(List.of(inHeader, made))));
    assertThat(model.preview()).extracting(FixPreview.Line::text).containsExactly("ee", "ff", "g");
    assertThat(model.step(1).preview()).extracting(FixPreview.Line::text).containsExactly("h");
  }

  @Test
  void aFixMovesWithItsTextAndGoesWhenThatIsEdited() {
    FoundProblem found = problem(4, "3");
    Place below = new Place("p.c", 2, 1, 2, 3);
    Problem other =
        Problem.errorAt(Stage.TRANSLATE, below, "compile.clang", "x").withFix(new Fix(below, "d"));
    FoundProblem moved = FoundProblem.of(other).after("p.c", TextEdit.of(1, 1, "", "\n"), false);
    assertThat(moved.here().fixes().get(0).place()).hasToString("p.c:3:1");
    assertThat(found.after("p.c", TextEdit.of(1, 1, "", "x"), false).here().fixes()).isEmpty();
    assertThat(at(1, found.after("p.c", TextEdit.of(1, 1, "", "x"), true)).choices()).isEmpty();
  }
}
