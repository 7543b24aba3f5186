package probewright.app.assist;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import probewright.app.frame.Overlay;
import probewright.app.frame.Shadow;

/**
 * A small card over the text that leaves the text the focus. It lies in the window itself, on top
 * of all else: a window of its own would take as long to open as the answer took to come, and has
 * square corners where the desktop does not blend windows. JavaFX thread.
 */
public final class Card {
  /** Between a card and what it is about, in pixels. */
  private static final double GAP = 4;

  private final VBox box = new VBox();
  private final Region shadow = Shadow.of(box);

  /** A new one each time: the renderer paints a node that comes also where it was seen last. */
  private @Nullable Group place;

  public Card(String styleClass) {
    box.getStyleClass().addAll("help-card", styleClass);
    box.setManaged(false);
  }

  /** What it holds; laid out when it is shown. */
  public VBox box() {
    return box;
  }

  public boolean showing() {
    return place != null;
  }

  /** Shows it under a range of the text, or over it where there is no room. */
  public void below(Node owner, Bounds range) {
    put(owner, range, true);
  }

  /** Shows it over a range of the text, or under it where there is no room. */
  void above(Node owner, Bounds range) {
    put(owner, range, false);
  }

  private void put(Node owner, Bounds onScreen, boolean below) {
    if (owner.getScene() == null || !(owner.getScene().getRoot() instanceof Overlay over)) {
      return;
    }
    Pane window = over.cards();
    Group here = place;
    if (here == null || here.getParent() != window) {
      hide();
      here = new Group(shadow, box);
      // a point of the text, whatever lies around it
      here.setManaged(false);
      place = here;
      window.getChildren().add(here);
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
    here.setLayoutX(Math.max(GAP, x));
    here.setLayoutY(goesUnder ? under : above);
  }

  public void hide() {
    Group here = place;
    if (here != null) {
      if (here.getParent() instanceof Pane window) {
        window.getChildren().remove(here);
      }
      here.getChildren().clear();
      place = null;
    }
  }
}
