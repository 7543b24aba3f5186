package probewright.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FixTest {
  private static final String TEXT = "one two\nthree\n";

  @Test
  void editsAreMadeTogetherWhateverTheirOrder() {
    Fix fix =
        new Fix(
            "fix.room",
            List.of("a", "b"),
            List.of(
                new Fix.Edit(new Place("p.c", 2, 1, 2, 6), "3"),
                new Fix.Edit(new Place("p.c", 1, 1, 1, 4), "1"),
                new Fix.Edit(Place.point("p.c", 1, 8), "!")));
    assertThat(fix.apply(TEXT)).isEqualTo("1 two!\n3\n");
    assertThat(fix.place()).hasToString("p.c:1:1");
  }

  @Test
  void anEditOverLinesAndOneBeyondTheTextAreMade() {
    assertThat(new Fix(new Place("p.c", 1, 4, 2, 1), " ").apply(TEXT)).isEqualTo("one three\n");
    assertThat(new Fix(Place.point("p.c", 9, 1), "end").apply(TEXT)).isEqualTo(TEXT + "end");
  }

  @Test
  void aFixIsCalledByWhatItPutsThere() {
    Messages messages = new Messages(Locale.ENGLISH);
    Place place = Place.point("p.c", 1, 1);
    assertThat(messages.sentence(new Fix(place, " ; "))).isEqualTo("Insert ;");
    assertThat(messages.sentence(new Fix(new Place("p.c", 1, 1, 1, 4), "two")))
        .isEqualTo("Change to two");
    assertThat(messages.sentence(new Fix(place, ""))).isEqualTo("Take it away");
    assertThat(messages.sentence(Fix.of("fix.check", place, "if (!p) return 0;", "p")))
        .isEqualTo("Insert the check");
  }

  @Test
  void withoutAnEditThereIsNoFix() {
    assertThatThrownBy(() -> new Fix("fix.remove", List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
