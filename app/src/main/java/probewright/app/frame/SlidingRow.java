package probewright.app.frame;

import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * A row that may have less room than it needs: it shows the part with the node that matters, slides
 * under the wheel, and fades where it goes on.
 */
final class SlidingRow extends Region {
  private static final double LEAST = 150;
  private static final double FADE = 24;

  private final HBox row;
  private final Region before = fade("row-goes-on-before");
  private final Region after = fade("row-goes-on-after");
  private final Rectangle window = new Rectangle();
  private @Nullable Node wanted;
  private double slid;

  SlidingRow(HBox row) {
    this.row = row;
    getChildren().addAll(row, before, after);
    setClip(window);
    setMaxWidth(USE_PREF_SIZE);
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
  }

  /** Slides to a node of the row as soon as the row is laid out. */
  void reveal(Node node) {
    wanted = node;
    requestLayout();
  }

  private static Region fade(String kind) {
    Region fade = new Region();
    fade.getStyleClass().add(kind);
    fade.setMouseTransparent(true);
    return fade;
  }

  private void wheel(ScrollEvent event) {
    double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
    slid -= by;
    wanted = null;
    requestLayout();
    event.consume();
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.min(LEAST, row.prefWidth(-1));
  }

  @Override
  protected double computePrefWidth(double height) {
    return row.prefWidth(-1);
  }

  @Override
  protected double computePrefHeight(double width) {
    return row.prefHeight(-1);
  }

  @Override
  protected void layoutChildren() {
    double room = getWidth();
    double all = row.prefWidth(-1);
    row.resize(all, getHeight());
    if (wanted != null) {
      row.layout();
      double left = wanted.getLayoutX();
      double right = left + wanted.getLayoutBounds().getWidth();
      slid = Math.min(Math.max(slid, right + FADE - room), Math.max(0, left - FADE));
    }
    slid = Math.max(0, Math.min(slid, all - room));
    row.relocate(Math.rint(-slid), 0);
    before.resizeRelocate(0, 0, FADE, getHeight());
    after.resizeRelocate(room - FADE, 0, FADE, getHeight());
    before.setVisible(slid >= 1);
    after.setVisible(slid < all - room - 1);
    window.setWidth(room);
    window.setHeight(getHeight());
  }
}
