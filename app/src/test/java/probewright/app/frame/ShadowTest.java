package probewright.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class ShadowTest {
  @Test
  void aCardThatComesAgainWhereItWasHasItsShadow() {
    Region card = new Region();
    card.resizeRelocate(10, 20, 300, 200);
    Region shadow = Shadow.of(card);
    assertThat(shadow.getBoundsInParent()).isEqualTo(card.getBoundsInParent());
    card.resizeRelocate(15, 25, 310, 210);
    assertThat(shadow.getBoundsInParent()).isEqualTo(card.getBoundsInParent());
  }
}
