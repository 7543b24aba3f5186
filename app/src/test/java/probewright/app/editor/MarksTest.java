package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import probewright.app.editor.GutterMark.Shape;
import probewright.app.editor.text.Lines;
import probewright.app.editor.text.Piece;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

class MarksTest {
  @Test
  void marksMoveWithTheirText() {
    Marks marks = new Marks();
    Problem problem =
        Problem.errorAt(Stage.COMPILE, Place.point("x.c", 2, 5), "probe.unknown-kind", "a", "b");
    marks.set(Lines.of("int a;\nint bad;\n"), List.of(problem));
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(11, 14);
    marks.edited(0, 0, 4);
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(15, 18);
    marks.edited(14, 6, 0);
    assertThat(marks.all().get(0))
        .extracting(Marks.Mark::start, Marks.Mark::end)
        .containsExactly(14, 14);
  }

  @Test
  void marksInTheGutterAreReplacedByOwnerAndMoveWithTheirLine() {
    Lines lines = Lines.of("a\nb\nc\n");
    GutterMarks gutter = new GutterMarks();
    GutterMark second = new GutterMark(2, Shape.DISC, "1", () -> "");
    GutterMark third = new GutterMark(3, Shape.ERROR, "", () -> "");
    assertThat(gutter.set("story", List.of(second), lines::start, lines::of)).isEqualTo(Set.of(1));
    assertThat(gutter.set("problems", List.of(third), lines::start, lines::of))
        .isEqualTo(Set.of(2));
    assertThat(gutter.set("story", List.of(second), lines::start, lines::of)).isEmpty();
    gutter.edited(0, 0, 2);
    assertThat(gutter.between(4, 5)).containsExactly(second);
    assertThat(gutter.set("problems", List.of(), lines::start, lines::of)).isNotEmpty();
    assertThat(gutter.between(0, 99)).containsExactly(second);
  }

  @Test
  void whatIsMissingBehindALineIsMarkedAtItsLastLetter() {
    Lines lines = Lines.of("int a\n\nint b");
    Marks marks = new Marks();
    marks.set(lines, List.of(missing(1, 6), missing(2, 1), missing(3, 6)));
    Piece last = new Piece(4, 5, "squiggle-error");
    assertThat(marks.all().get(0).on(0, 5)).contains(last);
    assertThat(marks.all().get(0).on(6, 0)).isEmpty();
    assertThat(marks.all().get(1).on(6, 0)).as("no letter there").isEmpty();
    assertThat(marks.all().get(2).on(7, 5)).contains(last);
    assertThat(marks.all().get(2).start()).as("the caret goes to the place itself").isEqualTo(12);
  }

  private static Problem missing(int line, int column) {
    return Problem.errorAt(Stage.TRANSLATE, Place.point("x.c", line, column), "compile.stopped");
  }
}
