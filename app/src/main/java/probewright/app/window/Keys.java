package probewright.app.window;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys of the whole window; they work wherever the focus is. */
final class Keys {
  private final Map<KeyCombination, Runnable> actions = new LinkedHashMap<>();

  Keys on(KeyCode key, Runnable action, KeyCombination.Modifier... modifiers) {
    actions.put(new KeyCodeCombination(key, modifiers), action);
    return this;
  }

  /** Listens before the focused node does: an editor would take Ctrl+Enter for a new line. */
  void install(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          for (Map.Entry<KeyCombination, Runnable> entry : actions.entrySet()) {
            if (entry.getKey().match(event)) {
              event.consume();
              entry.getValue().run();
              return;
            }
          }
        });
  }
}
