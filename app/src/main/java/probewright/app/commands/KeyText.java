package probewright.app.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

/** Keys as they are written on a keyboard. */
final class KeyText {
  private static final Map<KeyCode, String> CAPS =
      Map.ofEntries(
          Map.entry(KeyCode.SLASH, "/"),
          Map.entry(KeyCode.EQUALS, "="),
          Map.entry(KeyCode.MINUS, "-"),
          Map.entry(KeyCode.PLUS, "+"),
          Map.entry(KeyCode.COMMA, ","),
          Map.entry(KeyCode.PERIOD, "."),
          Map.entry(KeyCode.OPEN_BRACKET, "["),
          Map.entry(KeyCode.CLOSE_BRACKET, "]"),
          Map.entry(KeyCode.UP, "\u2191"),
          Map.entry(KeyCode.DOWN, "\u2193"),
          Map.entry(KeyCode.LEFT, "\u2190"),
          Map.entry(KeyCode.RIGHT, "\u2192"));

  private KeyText() {}

  /** The keys of a spelling as {@link #of} writes it; {@code ?} is a letter, wherever it lies. */
  static KeyCombination parse(String spelled) {
    if (spelled.equals("?")) {
      return new KeyCharacterCombination(spelled);
    }
    String cap = spelled.substring(spelled.lastIndexOf('+', spelled.length() - 2) + 1);
    KeyCode code =
        CAPS.entrySet().stream()
            .filter(entry -> entry.getValue().equals(cap))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> KeyCode.getKeyCode(cap));
    if (code == null) {
      throw new IllegalArgumentException(spelled);
    }
    List<KeyCombination.Modifier> modifiers = new ArrayList<>();
    for (String part : spelled.substring(0, spelled.length() - cap.length()).split("\\+", 0)) {
      switch (part) {
        case "Ctrl" -> modifiers.add(KeyCombination.CONTROL_DOWN);
        case "Alt" -> modifiers.add(KeyCombination.ALT_DOWN);
        case "Shift" -> modifiers.add(KeyCombination.SHIFT_DOWN);
        case "" -> {}
        default -> throw new IllegalArgumentException(spelled);
      }
    }
    return new KeyCodeCombination(code, modifiers.toArray(KeyCombination.Modifier[]::new));
  }

  /** {@code Ctrl+Shift+P}. */
  static String of(KeyCombination keys) {
    if (keys instanceof KeyCharacterCombination character) {
      return character.getCharacter();
    }
    StringBuilder text = new StringBuilder();
    if (keys.getControl() == ModifierValue.DOWN || keys.getShortcut() == ModifierValue.DOWN) {
      text.append("Ctrl+");
    }
    if (keys.getAlt() == ModifierValue.DOWN) {
      text.append("Alt+");
    }
    if (keys.getShift() == ModifierValue.DOWN) {
      text.append("Shift+");
    }
    return keys instanceof KeyCodeCombination code
        ? text.append(CAPS.getOrDefault(code.getCode(), code.getCode().getName())).toString()
        : text.append(keys.getName()).toString();
  }
}
