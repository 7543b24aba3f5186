package probewright.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import probewright.app.compare.Comparison.Differs;
import probewright.app.compare.Comparison.Folded;
import probewright.app.compare.Comparison.Same;
import probewright.app.compare.Comparison.Side;

class ComparisonTest {
  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "line " + i)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> told(Comparison comparison) {
    return comparison.rows().stream()
        .map(
            row -> {
              if (row instanceof Same same) {
                return same.mineLine() + "=" + same.theirsLine();
              }
              if (row instanceof Folded folded) {
                return "..." + folded.lines();
              }
              Differs differs = (Differs) row;
              return told(differs.mine()) + "|" + told(differs.theirs());
            })
        .toList();
  }

  private static String told(@org.jspecify.annotations.Nullable Side side) {
    return side == null ? "" : side.line() + " " + side.text();
  }

  @Test
  void whatDiffersStandsBesideOneAnotherAndTheRestIsFolded() {
    Comparison comparison =
        Comparison.of(
            lines(20).replace("line 10\n", "mine\n"), lines(20).replace("line 10\n", "one\ntwo\n"));
    assertThat(told(comparison))
        .containsExactly(
            "...6",
            "7=7",
            "8=8",
            "9=9",
            "10 mine|10 one",
            "|11 two",
            "11=12",
            "12=13",
            "13=14",
            "...7");
    assertThat(comparison.differences()).isEqualTo(1);
  }

  @Test
  void ofALineThatDiffersThePieceIsKnown() {
    Comparison comparison = Comparison.of("int old_name;", "int new_name;");
    Differs differs = (Differs) comparison.rows().get(0);
    assertThat(differs.mine()).isEqualTo(new Side(1, "int old_name;", 4, 7));
    assertThat(differs.theirs()).isEqualTo(new Side(1, "int new_name;", 4, 7));
  }

  @Test
  void linesThatAreTakenAwayHaveNothingBesideThem() {
    Comparison comparison = Comparison.of("a\nb\nc", "a\nc");
    assertThat(told(comparison)).containsExactly("1=1", "2 b|", "3=2");
    // the whole line differs, no piece of it
    assertThat(((Differs) comparison.rows().get(1)).mine()).isEqualTo(new Side(2, "b", 0, 0));
  }

  @Test
  void textsThatAreTheSameHaveNoDifference() {
    Comparison comparison = Comparison.of(lines(3), lines(3));
    assertThat(comparison.differences()).isZero();
    assertThat(comparison.step(-1, true)).isEqualTo(-1);
  }

  @Test
  void oneGoesFromDifferenceToDifferenceAroundTheEnd() {
    String mine = lines(40);
    Comparison comparison =
        Comparison.of(mine, mine.replace("line 3\n", "3\n").replace("line 30\n", ""));
    assertThat(comparison.differences()).isEqualTo(2);
    int first = comparison.step(-1, true);
    int second = comparison.step(first, true);
    assertThat(second).isGreaterThan(first);
    assertThat(comparison.step(second, true)).isEqualTo(first);
    assertThat(comparison.step(first, false)).isEqualTo(second);
  }
}
