package probewright.app.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fxmisc.richtext.model.PlainTextChange;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static String made(String text, List<PlainTextChange> changes) {
    StringBuilder made = new StringBuilder(text);
    for (PlainTextChange change : changes) {
      assertThat(made.substring(change.getPosition(), change.getRemovalEnd()))
          .isEqualTo(change.getRemoved());
      made.replace(change.getPosition(), change.getRemovalEnd(), change.getInserted());
    }
    return made.toString();
  }

  @Test
  void changesFromTheLastPlaceAreTurnedRound() {
    List<PlainTextChange> backwards =
        List.of(
            new PlainTextChange(6, "g", "long"),
            new PlainTextChange(3, "d", ""),
            new PlainTextChange(3, "", "\n"),
            new PlainTextChange(0, "ab", "x"));
    List<PlainTextChange> ordered = Changes.inOrder(backwards);
    assertThat(made("abcdefgh", backwards)).isEqualTo("xc\neflongh");
    assertThat(made("abcdefgh", ordered)).isEqualTo("xc\neflongh");
    assertThat(ordered).extracting(PlainTextChange::getPosition).containsExactly(0, 2, 3, 5);
  }

  @Test
  void othersStayAsTheyAre() {
    List<PlainTextChange> forwards =
        List.of(new PlainTextChange(0, "", "a"), new PlainTextChange(3, "", "b"));
    assertThat(Changes.inOrder(forwards)).isEqualTo(forwards);
    assertThat(Changes.inOrder(forwards.subList(0, 1))).isEqualTo(forwards.subList(0, 1));
  }
}
