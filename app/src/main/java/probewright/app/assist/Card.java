package probewright.app.assist;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import probewright.app.frame.Overlay;

/**
 * A small card over the text that leaves the text the focus. It lies in the window itself, on top
 * of all else: a window of its own would take as long to open as the answer took to come, and has
 * square corners where the desktop does not blend windows. JavaFX thread.
 */
public final class Card {
  /** Between a card and what it is about, in pixels. */
  private static final double GAP = 4;

  private final VBox box = new VBox();

  public Card(String styleClass) {
    box.getStyleClass().addAll("help-card", styleClass);
    // its place is a point of the text, whatever lies around it
    box.setManaged(false);
  }

  /** What it holds; laid out when it is shown. */
  public VBox box() {
    return box;
  }

  public boolean showing() {
    return box.getParent() != null;
  }

  /** Shows it under a range of the text, or over it where there is no room. */
  public void below(Node owner, Bounds range) {
    place(owner, range, true);
  }

  /** Shows it over a range of the text, or under it where there is no room. */
  void above(Node owner, Bounds range) {
    place(owner, range, false);
  }

  private void place(Node owner, Bounds onScreen, boolean below) {
    if (owner.getScene() == null || !(owner.getScene().getRoot() instanceof Overlay over)) {
      return;
    }
    Pane window = over.cards();
    if (box.getParent() != window) {
      hide();
      window.getChildren().add(box);
    }
    box.applyCss();
    box.autosize();
    // what wraps its lines knows its height only once it has its width
    box.layout();
    box.autosize();
    Point2D from = window.screenToLocal(onScreen.getMinX(), onScreen.getMinY());
    Point2D to = window.screenToLocal(onScreen.getMaxX(), onScreen.getMaxY());
    double under = to.getY() + GAP;
    double above = from.getY() - GAP - box.getHeight();
    boolean fitsUnder = under + box.getHeight() <= window.getHeight();
    double x = Math.min(from.getX(), window.getWidth() - box.getWidth() - GAP);
    boolean goesUnder = below ? fitsUnder || above < 0 : above < 0;
    box.relocate(Math.max(GAP, x), goesUnder ? under : above);
  }

  public void hide() {
    if (box.getParent() instanceof Pane window) {
      window.getChildren().remove(box);
    }
  }
}
