package probewright.app.window;

import java.util.function.IntConsumer;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Ctrl with a digit goes to a tab: nine keys that are one thing to a person. */
final class TabKeys {
  static final String[] SPELLED = {
    "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8", "Ctrl+9"
  };

  private TabKeys() {}

  /**
   * @param go told the number of a tab, from 0
   */
  static void install(Scene scene, IntConsumer go) {
    KeyCombination[] keys = new KeyCombination[SPELLED.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = KeyCombination.valueOf(SPELLED[i]);
    }
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          for (int i = 0; i < keys.length; i++) {
            if (keys[i].match(event)) {
              event.consume();
              go.accept(i);
            }
          }
        });
  }
}
