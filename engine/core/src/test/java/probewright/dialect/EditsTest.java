package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EditsTest {
  @Test
  void nestedExpressionsCloseBeforeWhatFollowsOpens() {
    Edits edits = new Edits();
    edits.open(0, "outer(");
    edits.close(4, ")outer");
    edits.open(0, "inner(");
    edits.close(4, ")inner");
    edits.open(4, "next(");
    assertThat(edits.inOrder())
        .containsExactly(new Edit(0, 0, "outer(inner("), new Edit(4, 0, ")inner)outernext("));
  }

  @Test
  void overlappingReplacementsAreAFault() {
    Edits edits = new Edits();
    edits.replace(0, 4, "a");
    edits.replace(2, 5, "b");
    assertThatThrownBy(edits::inOrder).isInstanceOf(IllegalStateException.class);
  }
}
