package probewright.app.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.app.panels.Distribution.Bar;

class DistributionTest {
  @Test
  void sharesAreOfAllCounts() {
    Distribution counts =
        new Distribution(
            List.of(new Bar(0, 1, 0), new Bar(2, 3, 1), new Bar(4, 7, 3), new Bar(8, 15, 0)), "t");
    assertThat(counts.total()).isEqualTo(4);
    assertThat(counts.share(2)).isCloseTo(0.75, within(1e-9));
    assertThat(counts.atOrBelow(1)).isCloseTo(0.25, within(1e-9));
    assertThat(counts.trimmed().bars()).containsExactly(new Bar(2, 3, 1), new Bar(4, 7, 3));
    assertThat(Distribution.empty().trimmed().bars()).isEmpty();
  }

  @Test
  void scrollingAwayStopsFollowingAndTheEndFollowsAgain() {
    RowsScroll scroll = new RowsScroll();
    assertThat(scroll.top(0, 100, 10)).isEqualTo(90);
    scroll.moveBy(-5, 0, 100, 10);
    assertThat(scroll.following()).isFalse();
    assertThat(scroll.top(0, 200, 10)).isEqualTo(85);
    assertThat(scroll.unseen(200, 10, 0)).isEqualTo(105);
    scroll.follow();
    scroll.freeze(true, 200);
    assertThat(scroll.top(0, 300, 10)).isEqualTo(190);
    scroll.freeze(false, 0);
    assertThat(scroll.top(0, 300, 10)).isEqualTo(290);
  }
}
