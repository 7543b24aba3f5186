package probewright.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EditsTest {
  @Test
  void nestedExpressionsCloseBeforeWhatFollowsOpens() {
    Edits edits = new Edits();
    edits.open(Rewrite.READ, 0, "outer(");
    edits.close(Rewrite.READ, 4, ")outer");
    edits.open(Rewrite.READ, 0, "inner(");
    edits.close(Rewrite.READ, 4, ")inner");
    edits.open(Rewrite.MAP, 4, "next(");
    assertThat(edits.inOrder())
        .containsExactly(
            new Edit(0, 0, "outer(inner(", Set.of(Rewrite.READ)),
            new Edit(4, 0, ")inner)outernext(", Set.of(Rewrite.READ, Rewrite.MAP)));
  }

  @Test
  void overlappingReplacementsAreAFault() {
    Edits edits = new Edits();
    edits.replace(Rewrite.READ, 0, 4, "a");
    edits.replace(Rewrite.READ, 2, 5, "b");
    assertThatThrownBy(edits::inOrder).isInstanceOf(IllegalStateException.class);
  }
}
