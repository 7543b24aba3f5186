package probewright.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.app.frame.TabPlaces.Extent;

class TabPlacesTest {
  private static final List<Extent> ROW =
      List.of(new Extent(0, 100), new Extent(102, 162), new Extent(164, 364));

  private static TabPlaces from(int place) {
    return new TabPlaces(ROW, place);
  }

  @Test
  void aTabThatCoversItsNeighbourByHalfTakesItsPlace() {
    assertThat(from(0).place(31)).isEqualTo(0);
    assertThat(from(0).place(33)).isEqualTo(1);
    assertThat(from(0).place(165)).isEqualTo(2);
    assertThat(from(2).place(-31)).isEqualTo(2);
    assertThat(from(2).place(-33)).isEqualTo(1);
    assertThat(from(2).place(-115)).isEqualTo(0);
    assertThat(from(1).place(0)).isEqualTo(1);
  }

  @Test
  void theOthersMakeWayByItsWidth() {
    assertThat(from(0).makesWay(1, 2)).isEqualTo(-102);
    assertThat(from(0).makesWay(2, 2)).isEqualTo(-102);
    assertThat(from(0).makesWay(2, 1)).isZero();
    assertThat(from(2).makesWay(0, 0)).isEqualTo(202);
    assertThat(from(2).makesWay(0, 1)).isZero();
    assertThat(from(1).makesWay(0, 1)).isZero();
  }

  @Test
  void itStaysInTheRow() {
    assertThat(from(1).within(-500)).isEqualTo(-102);
    assertThat(from(1).within(500)).isEqualTo(202);
    assertThat(from(1).within(20)).isEqualTo(20);
  }
}
