package probewright.app.frame;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The window's content with room for one thing over it: a palette, a sheet, a dialog. While that is
 * there the window is dimmed and has no keys; Esc or a click beside it closes it, and the focus
 * goes back where it was. JavaFX thread.
 */
public final class Overlay extends StackPane {
  private final Pane cards = new Pane();
  private final Runnable layOut = cards::layout;
  private final ChangeListener<Node> kept = (o, was, now) -> keepFocus(now);

  /** Made anew each time: one that is out of the window would keep what lay in it. */
  private @Nullable StackPane dim;

  private @Nullable Node content;
  private @Nullable Node first;
  private @Nullable Node before;

  /**
   * @param window what lies below
   */
  public Overlay(Node window) {
    super(ground(), window);
    getStyleClass().add("window");
    // a ground whose children come and go is painted anew, and so is one that grows by a shadow at
    // its edge: the cards have a layer without a ground, cut off where the window ends
    Rectangle edge = new Rectangle();
    edge.widthProperty().bind(widthProperty());
    edge.heightProperty().bind(heightProperty());
    cards.setClip(edge);
    cards.setPickOnBounds(false);
    getChildren().add(cards);
    sceneProperty()
        .addListener(
            (o, was, now) -> {
              if (was != null) {
                was.removePreLayoutPulseListener(layOut);
              }
              if (now != null) {
                now.addPreLayoutPulseListener(layOut);
              }
            });
  }

  /** Beside the window's parts and not theirs, so that it is painted only where it is seen. */
  private static Region ground() {
    Region ground = new Region();
    ground.getStyleClass().add("window-ground");
    return ground;
  }

  private StackPane dim() {
    StackPane dim = new StackPane();
    dim.setId("dim");
    dim.getStyleClass().add("dim");
    dim.setAlignment(Pos.TOP_CENTER);
    dim.setOnMousePressed(
        event -> {
          if (event.getTarget() == dim) {
            close();
          }
        });
    dim.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close();
          }
        });
    return dim;
  }

  /** Where small cards lie, in the window's coordinates; they leave the window its keys. */
  public Pane cards() {
    return cards;
  }

  /** Whether something lies over the window. */
  public boolean covered() {
    return content != null;
  }

  /**
   * Puts something over the window, in place of what is there.
   *
   * @param focus the part of it that gets the focus
   */
  public void show(Region over, Node focus) {
    StackPane ground = dim;
    if (ground == null) {
      ground = dim();
      dim = ground;
      before = getScene().getFocusOwner();
      getChildren().add(ground);
      getScene().focusOwnerProperty().addListener(kept);
    }
    content = over;
    first = focus;
    ground.getChildren().setAll(Shadow.of(over), over);
    focus.requestFocus();
  }

  /** Takes it away. */
  public void close() {
    StackPane ground = dim;
    if (ground == null) {
      return;
    }
    getScene().focusOwnerProperty().removeListener(kept);
    content = null;
    first = null;
    ground.getChildren().clear();
    getChildren().remove(ground);
    dim = null;
    Node back = before;
    before = null;
    if (back != null && back.getScene() == getScene()) {
      back.requestFocus();
    }
  }

  /** Tab goes round in what lies over the window. */
  private void keepFocus(@Nullable Node now) {
    Node over = content;
    Node back = first;
    if (over == null || back == null || now == null) {
      return;
    }
    for (Node node = now; node != null; node = node.getParent()) {
      if (node == over) {
        return;
      }
    }
    Platform.runLater(
        () -> {
          if (content == over) {
            back.requestFocus();
          }
        });
  }
}
