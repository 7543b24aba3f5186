package probewright.app.window;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;

/** Moves the focus from island to island. */
final class Focus {
  private Focus() {}

  static void step(Scene scene, List<Node> islands, boolean forward) {
    Node owner = scene.getFocusOwner();
    int at = -1;
    for (int i = 0; i < islands.size(); i++) {
      for (Node node = owner; node != null; node = node.getParent()) {
        if (node == islands.get(i)) {
          at = i;
        }
      }
    }
    int next = at < 0 ? 0 : Math.floorMod(at + (forward ? 1 : -1), islands.size());
    islands.get(next).requestFocus();
  }
}
