package probewright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;

class FixPreviewTest {
  private static List<String> shown(String text, Fix fix) {
    return FixPreview.of(text, fix).stream()
        .map(line -> line.kind() + " " + line.number() + " " + line.text())
        .toList();
  }

  @Test
  void linesThatComeStandBetweenTheirNeighbours() {
    Fix check = Fix.of("fix.check", Place.point("p", 2, 2), "\nif (!b) return 0;", "b");
    assertThat(shown("a\nb\nc\nd\n", check))
        .containsExactly("SAME 2 b", "NEW 3 if (!b) return 0;", "SAME 4 c");
  }

  @Test
  void aLineThatChangesGoesAndComes() {
    assertThat(shown("a\nbad\nc\n", new Fix(new Place("p", 2, 1, 2, 4), "good")))
        .containsExactly("SAME 1 a", "GONE 2 bad", "NEW 2 good", "SAME 3 c");
  }

  @Test
  void aLongTextIsShownWhereItChanges() {
    String text =
        IntStream.rangeClosed(1, 5000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    assertThat(shown(text, new Fix(new Place("p", 4000, 1, 4000, 5), "LINE")))
        .containsExactly(
            "SAME 3999 line 3999",
            "GONE 4000 line 4000",
            "NEW 4000 LINE 4000",
            "SAME 4001 line 4001");
  }
}
