package probewright.app.assist;

import java.util.Optional;
import javafx.scene.Node;

/** Something to say about a place of the text, before what its name is. JavaFX thread. */
public interface HoverSource {
  /**
   * What stands there.
   *
   * @param offset of the text, in UTF-16 code units
   * @param close takes the card away, for a button that did its work
   */
  Optional<Node> at(int offset, Runnable close);
}
