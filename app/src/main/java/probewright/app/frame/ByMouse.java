package probewright.app.frame;

import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/** What can be reached by key, and leaves the focus where it is when it is clicked. */
public final class ByMouse {
  private ByMouse() {}

  /** A click on it takes the focus from nothing: who writes goes on writing. */
  public static void leavesFocus(Node... nodes) {
    for (Node node : nodes) {
      // what cannot be reached while it is pressed is not given the focus by its own behaviour
      node.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> node.setFocusTraversable(false));
      node.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> node.setFocusTraversable(true));
    }
  }
}
