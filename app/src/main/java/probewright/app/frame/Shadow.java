package probewright.app.frame;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * The shadow of a card, a picture that is stretched: the renderer works out an effect anew each
 * time that something of the card or under it changes.
 */
public final class Shadow {
  private Shadow() {}

  /** To be put behind a card among the same children; it goes where the card goes. */
  public static Region of(Node card) {
    Region shadow = new Region();
    shadow.getStyleClass().add("card-shadow");
    shadow.setManaged(false);
    shadow.setMouseTransparent(true);
    ChangeListener<Bounds> follow = (o, was, now) -> place(shadow, now);
    // a card comes again and again, each time with another shadow, which alone holds its listener
    shadow.setUserData(follow);
    card.boundsInParentProperty().addListener(new WeakChangeListener<>(follow));
    place(shadow, card.getBoundsInParent());
    return shadow;
  }

  private static void place(Region shadow, Bounds card) {
    shadow.resizeRelocate(card.getMinX(), card.getMinY(), card.getWidth(), card.getHeight());
  }
}
