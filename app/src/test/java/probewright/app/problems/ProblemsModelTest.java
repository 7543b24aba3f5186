package probewright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;

class ProblemsModelTest {
  private final ProblemsModel model = new ProblemsModel(() -> "p.c");

  private static Problem problem(Stage stage, int line, int column) {
    return Problem.errorAt(
        stage,
        new Place("p.c", line, column, line, column + 2),
        "compile.clang",
        stage + "" + line);
  }

  private List<String> places() {
    return model.all().stream()
        .map(
            found ->
                found.problem().stage() + " " + found.place() + (found.stale() ? " stale" : ""))
        .toList();
  }

  @Test
  void eachSourceReplacesWhatItLookedAtAndNothingElse() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 3, 1), problem(Stage.COMPILE, 1, 1)));
    model.ran(List.of(problem(Stage.LOAD, 2, 1)));
    assertThat(places()).containsExactly("COMPILE p.c:1:1", "LOAD p.c:2:1", "TRANSLATE p.c:3:1");

    model.analysed(List.of(problem(Stage.TRANSLATE, 5, 1)));
    assertThat(places()).containsExactly("LOAD p.c:2:1", "TRANSLATE p.c:5:1");

    model.runStarted();
    assertThat(places()).containsExactly("TRANSLATE p.c:5:1");
    model.ran(List.of(problem(Stage.TRANSLATE, 6, 1)));
    assertThat(places()).containsExactly("TRANSLATE p.c:6:1");
  }

  @Test
  void theSameProblemOfBothSourcesIsThereOnce() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 3, 1)));
    model.ran(List.of(problem(Stage.TRANSLATE, 3, 1)));
    assertThat(places()).containsExactly("TRANSLATE p.c:3:1");
  }

  @Test
  void whatTheTargetRefusesIsToldOnceByItsStageAndGoesWhenItAnswers() {
    Problem silent = Problem.error(Stage.LOAD, "agent.silent", 1);
    model.analysed(List.of(silent));
    assertThat(places()).containsExactly("LOAD null");
    model.analysed(List.of(silent));
    model.runStarted();
    assertThat(places()).containsExactly("LOAD null");
    model.ran(List.of(silent));
    assertThat(places()).as("by a run too").containsExactly("LOAD null");
    model.ran(List.of(problem(Stage.ATTACH, 2, 1)));
    assertThat(places()).containsExactly("ATTACH p.c:2:1", "LOAD null");

    model.analysed(List.of(problem(Stage.TRANSLATE, 5, 1)));
    assertThat(places()).containsExactly("ATTACH p.c:2:1", "TRANSLATE p.c:5:1");
  }

  @Test
  void whatARunFoundOfThisTextStaysWhenALateAnalysisComesAndGoesWithTheNextText() {
    model.ran(List.of(problem(Stage.COMPILE, 3, 1)));
    model.analysed(List.of(problem(Stage.TRANSLATE, 5, 1)));
    assertThat(places()).containsExactly("COMPILE p.c:3:1", "TRANSLATE p.c:5:1");

    model.edited("p.c", TextEdit.of(9, 1, "", "x"));
    model.analysed(List.of(problem(Stage.TRANSLATE, 5, 1)));
    assertThat(places()).containsExactly("TRANSLATE p.c:5:1");
  }

  @Test
  void problemsMoveWithTheTextAndThoseOfARunOnItsLineAreStale() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 4, 7)));
    model.ran(List.of(problem(Stage.LOAD, 2, 5), problem(Stage.LOAD, 4, 5)));

    model.edited("p.c", TextEdit.of(2, 1, "", "xx"));
    assertThat(places()).containsExactly("LOAD p.c:2:7 stale", "LOAD p.c:4:5", "TRANSLATE p.c:4:7");
    model.edited("p.c", TextEdit.of(1, 3, "", "\n\n"));
    assertThat(places()).containsExactly("LOAD p.c:4:7 stale", "LOAD p.c:6:5", "TRANSLATE p.c:6:7");
    assertThat(model.in("p.c"))
        .extracting(Problem::place)
        .doesNotContain(new Place("p.c", 4, 7, 4, 9));
  }

  @Test
  void nextAndPreviousGoRoundAllStages() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 4, 7), problem(Stage.TRANSLATE, 4, 2)));
    model.ran(List.of(problem(Stage.LOAD, 2, 5), Problem.error(Stage.LOAD, "load.no-permission")));
    assertThat(at(model.step("p.c", 1, 1, true))).isEqualTo("p.c:2:5");
    assertThat(at(model.step("p.c", 2, 5, true))).isEqualTo("p.c:4:2");
    assertThat(at(model.step("p.c", 4, 7, true))).isEqualTo("p.c:2:5");
    assertThat(at(model.step("p.c", 2, 5, false))).isEqualTo("p.c:4:7");
    assertThat(at(model.step("p.c", 4, 7, false))).isEqualTo("p.c:4:2");
  }

  private static String at(@Nullable FoundProblem found) {
    return String.valueOf(Objects.requireNonNull(found).place());
  }

  @Test
  void withoutAPlaceInTheTextThereIsNowhereToGo() {
    model.ran(List.of(Problem.error(Stage.LOAD, "load.no-permission")));
    assertThat(model.step("p.c", 1, 1, true)).isNull();
    assertThat(model.in("p.c")).isEmpty();
  }

  @Test
  void theFilterShowsOneStageAndOpensWhenItHasNothingMore() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 4, 7)));
    model.ran(List.of(problem(Stage.LOAD, 2, 5)));
    assertThat(model.stages()).containsExactly(Stage.TRANSLATE, Stage.LOAD);
    model.filterProperty().set(Stage.LOAD);
    assertThat(model.shown()).extracting(f -> f.problem().stage()).containsExactly(Stage.LOAD);
    model.runStarted();
    assertThat(model.filterProperty().get()).isNull();
    assertThat(model.shown()).hasSize(1);
  }

  @Test
  void theOneGoneToIsKeptWhileItMovesAndForgottenWhenItIsGone() {
    model.ran(List.of(problem(Stage.LOAD, 2, 5)));
    model.choose(model.all().get(0));
    model.edited("p.c", TextEdit.of(1, 1, "", "\n"));
    assertThat(at(model.chosenProperty().get())).isEqualTo("p.c:3:5");
    model.runStarted();
    assertThat(model.chosenProperty().get()).isNull();
  }

  @Test
  void theListIsTextToo() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 4, 7)));
    model.ran(List.of(Problem.error(Stage.LOAD, "load.no-permission")));
    assertThat(model.text(new Messages(Locale.ENGLISH)))
        .isEqualTo(
            """
            p.c:4:7: error (translate): TRANSLATE4
            p.c: error (load): The agent may not load programs into this kernel.
                It needs root's rights, or CAP_BPF and CAP_PERFMON; the practice VM has them: --target vm
            """);
    assertThat(model.count(Severity.ERROR)).isEqualTo(2);
    assertThat(model.onLine("p.c", 4)).hasSize(1);
    assertThat(model.onLine("p.c", 5)).isEmpty();
  }

  @Test
  void problemsOfAHeaderStandBehindTheProgramsOwnAndMoveWithTheirOwnText() {
    Problem inHeader =
        Problem.errorAt(Stage.TRANSLATE, new Place("x.h", 1, 5, 1, 7), "compile.clang", "header");
    model.analysed(List.of(inHeader, problem(Stage.TRANSLATE, 3, 1)));
    assertThat(places()).containsExactly("TRANSLATE p.c:3:1", "TRANSLATE x.h:1:5");
    model.edited("p.c", TextEdit.of(1, 1, "", "\n"));
    model.edited("x.h", TextEdit.of(1, 1, "", "\n\n"));
    assertThat(places()).containsExactly("TRANSLATE p.c:4:1", "TRANSLATE x.h:3:5");
    assertThat(model.in("x.h")).hasSize(1);
    assertThat(model.onLine("x.h", 3)).hasSize(1);
    assertThat(model.onLine("p.c", 3)).isEmpty();
    assertThat(at(model.step("p.c", 4, 1, true))).isEqualTo("x.h:3:5");
    assertThat(at(model.step("x.h", 3, 5, true))).isEqualTo("p.c:4:1");
    assertThat(at(model.step("x.h", 3, 5, false))).isEqualTo("p.c:4:1");
    assertThat(model.where(new Place("p.c", 4, 1, 4, 2))).isEqualTo("4:1");
    assertThat(model.where(new Place("x.h", 3, 5, 3, 7))).isEqualTo("x.h:3:5");
  }

  @Test
  void notesFollowTheTextThatTheyAreIn() {
    Note ofHeader = Note.at(Place.point("x.h", 3, 9), "verifier.step.lookup", "m");
    Note own = Note.at(Place.point("p.c", 2, 1), "verifier.step.handed", "v");
    model.ran(List.of(problem(Stage.LOAD, 4, 5).withNotes(List.of(ofHeader, own))));
    model.edited("x.h", TextEdit.of(1, 1, "", "\n"));
    model.edited("p.c", TextEdit.of(1, 1, "", "\n\n"));
    assertThat(places()).containsExactly("LOAD p.c:6:5");
    assertThat(model.all().get(0).here().notes())
        .extracting(note -> String.valueOf(note.place()))
        .containsExactly("x.h:4:9", "p.c:4:1");
  }

  @Test
  void whatARunFoundOfTheTextGoesWithTheNextRunAndWhatTheTextWasFoundToBeStays() {
    model.analysed(List.of(problem(Stage.TRANSLATE, 5, 1)));
    model.ran(List.of(problem(Stage.TRANSLATE, 5, 1), problem(Stage.COMPILE, 3, 1)));
    model.runStarted();
    assertThat(places()).containsExactly("TRANSLATE p.c:5:1");
    model.analysed(List.of());
    assertThat(places()).isEmpty();
  }

  @Test
  void anEditMovesTheFixesOfItsOwnTextOnly() {
    Problem beside =
        problem(Stage.TRANSLATE, 2, 1).withFix(new Fix(Place.point("x.h", 4, 1), "int a;"));
    model.analysed(List.of(beside));
    model.edited("p.c", TextEdit.of(4, 1, "", "// a line that the header has, too"));
    model.edited("p.c", TextEdit.of(1, 1, "", "\n"));
    assertThat(fixes()).containsExactly("x.h:4:1");
    model.edited("x.h", TextEdit.of(1, 1, "", "\n\n"));
    assertThat(fixes()).containsExactly("x.h:6:1");
    assertThat(places()).containsExactly("TRANSLATE p.c:3:1");
    model.edited("x.h", TextEdit.of(6, 1, "", "int b;"));
    assertThat(fixes()).isEmpty();
  }

  private List<String> fixes() {
    return model.all().get(0).here().fixes().stream().map(fix -> fix.place().toString()).toList();
  }
}
