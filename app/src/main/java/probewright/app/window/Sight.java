package probewright.app.window;

import java.util.List;
import probewright.app.workspace.OpenText;

/** What is seen of the open texts. JavaFX thread. */
interface Sight {
  /** This one is to be seen. */
  void show(OpenText text);

  /** The programs include other headers than before; these belong to another program now. */
  default void settled(List<OpenText> moved) {}
}
