package probewright.app.panels;

import javafx.scene.Node;
import probewright.app.frame.Look;

/** A panel as it is painted. JavaFX thread. */
public interface PanelView {
  /** What stands in the scene. */
  Node node();

  PanelModel model();

  /** Called once a frame while data may come: paints when the model has changed. */
  void frame();

  /** Another theme or language. */
  void look(Look look);

  /** The view as text, for the clipboard: what is selected, or all. */
  String copyText();

  /** Keeps what is painted while data go on coming, or catches up. */
  void freeze(boolean frozen);
}
