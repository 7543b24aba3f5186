package probewright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Place;

class TextEditTest {
  @ParameterizedTest
  @CsvSource({
    // line, column, removed, inserted, of, to
    "2, 3, '', 'ab', 2:5, 2:7",
    "2, 3, '', 'ab', 2:3, 2:3",
    "2, 3, '', 'ab', 3:1, 3:1",
    "2, 3, 'ab', '', 2:5, 2:3",
    "2, 3, 'abcd', 'x', 2:5, 2:4",
    "2, 3, '', 'a/b', 2:5, 3:4",
    "2, 3, 'a/b', '', 3:4, 2:5",
    "2, 3, 'a/b', '', 4:4, 3:4",
    "2, 3, '', '/', 1:9, 1:9",
  })
  void placesFollow(int line, int column, String removed, String inserted, String from, String to) {
    TextEdit edit =
        TextEdit.of(line, column, removed.replace('/', '\n'), inserted.replace('/', '\n'));
    String[] at = from.split(":", -1);
    Place moved = edit.moved(Place.point("p", Integer.parseInt(at[0]), Integer.parseInt(at[1])));
    assertThat(moved).hasToString("p:" + to);
  }

  @Test
  void onlyItsOwnLinesAreTouched() {
    TextEdit edit = TextEdit.of(2, 3, "a\nb", "");
    assertThat(edit.touches(Place.point("p", 1, 1))).isFalse();
    assertThat(edit.touches(Place.point("p", 2, 1))).isTrue();
    assertThat(edit.touches(Place.point("p", 3, 1))).isTrue();
    assertThat(edit.touches(Place.point("p", 4, 1))).isFalse();
  }
}
