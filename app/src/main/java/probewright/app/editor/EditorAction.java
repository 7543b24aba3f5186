package probewright.app.editor;

import java.util.Locale;

/** What the editor does on its own keys; its words stand under {@code command.edit.NAME}. */
public enum EditorAction {
  FIND("Ctrl+F"),
  REPLACE("Ctrl+H"),
  FIND_NEXT("F3"),
  FIND_PREVIOUS("Shift+F3"),
  GO_TO_LINE("Ctrl+G"),
  COMMENT("Ctrl+/"),
  LINE_UP("Alt+Up"),
  LINE_DOWN("Alt+Down"),
  DUPLICATE("Shift+Alt+Down"),
  DELETE_LINE("Ctrl+Shift+K"),
  INDENT("Ctrl+]"),
  OUTDENT("Ctrl+["),
  CARET_ABOVE("Ctrl+Alt+Up"),
  CARET_BELOW("Ctrl+Alt+Down"),
  NEXT_OCCURRENCE("Ctrl+D"),
  BRACKET("Ctrl+Shift+B"),
  FOLD("Ctrl+Shift+["),
  UNFOLD("Ctrl+Shift+]"),
  FOLD_ALL("Ctrl+Alt+["),
  UNFOLD_ALL("Ctrl+Alt+]");

  private final String keys;

  EditorAction(String keys) {
    this.keys = keys;
  }

  /** Its keys, such as {@code Ctrl+Shift+K}. */
  public String keys() {
    return keys;
  }

  /** Its part of the key of its words. */
  public String id() {
    return "edit." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
