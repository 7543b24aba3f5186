package probewright.app.editor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final Fold OUTER = new Fold(2, 9);
  private static final Fold INNER = new Fold(4, 6);

  private final Folds folds = new Folds();

  private void both() {
    folds.found(List.of(OUTER, INNER));
  }

  private List<Integer> hidden() {
    return IntStream.range(0, 20).filter(folds::hidden).boxed().toList();
  }

  @Test
  void anInnerOneStaysClosedWhenTheOuterOneOpens() {
    both();
    folds.close(4, true);
    folds.close(2, true);
    assertThat(hidden()).containsExactly(3, 4, 5, 6, 7, 8, 9);
    assertThat(folds.hiding(5)).contains(OUTER);
    folds.close(2, false);
    assertThat(hidden()).containsExactly(5, 6);
    assertThat(folds.closed(4)).isTrue();
    assertThat(folds.closed(2)).isFalse();
  }

  @Test
  void theyMoveWithTheirLines() {
    both();
    folds.close(4, true);
    folds.edited(0, true, 0, 2);
    assertThat(folds.all()).containsExactly(new Fold(4, 11), new Fold(6, 8));
    assertThat(folds.closed(6)).isTrue();
    folds.edited(0, true, 2, 0);
    assertThat(folds.all()).containsExactly(OUTER, INNER);
  }

  @Test
  void aLineBeforeTheFirstOneMovesItAndOneBehindItDoesNot() {
    both();
    folds.edited(2, true, 0, 1);
    assertThat(folds.all()).containsExactly(new Fold(3, 10), new Fold(5, 7));
    folds.edited(3, false, 0, 1);
    assertThat(folds.all()).containsExactly(new Fold(3, 11), new Fold(6, 8));
  }

  @Test
  void whatIsCutAwayIsGone() {
    both();
    folds.edited(3, true, 4, 0);
    assertThat(folds.all()).containsExactly(new Fold(2, 5));
    folds.edited(0, true, 9, 0);
    assertThat(folds.all()).isEmpty();
  }

  @Test
  void whatIsFoundAnewStaysClosed() {
    both();
    folds.close(4, true);
    folds.found(List.of(INNER));
    assertThat(folds.anyClosed()).isTrue();
    folds.found(List.of(OUTER));
    assertThat(folds.anyClosed()).isFalse();
    assertThat(folds.at(4)).isEmpty();
  }
}
