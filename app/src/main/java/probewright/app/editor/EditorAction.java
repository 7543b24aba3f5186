package probewright.app.editor;

/** What the editor does on its own keys; in the order of the keys sheet. */
public enum EditorAction {
  FIND("command.edit.find", "Ctrl+F"),
  REPLACE("command.edit.replace", "Ctrl+H"),
  FIND_NEXT("command.edit.find-next", "F3"),
  FIND_PREVIOUS("command.edit.find-previous", "Shift+F3"),
  GO_TO_LINE("command.edit.go-to-line", "Ctrl+G"),
  COMMENT("command.edit.comment", "Ctrl+/"),
  LINE_UP("command.edit.line-up", "Alt+Up"),
  LINE_DOWN("command.edit.line-down", "Alt+Down"),
  DUPLICATE("command.edit.duplicate", "Shift+Alt+Down"),
  DELETE_LINE("command.edit.delete-line", "Ctrl+Shift+K"),
  INDENT("command.edit.indent", "Ctrl+]"),
  OUTDENT("command.edit.outdent", "Ctrl+["),
  CARET_ABOVE("command.edit.caret-above", "Ctrl+Alt+Up"),
  CARET_BELOW("command.edit.caret-below", "Ctrl+Alt+Down"),
  NEXT_OCCURRENCE("command.edit.next-occurrence", "Ctrl+D"),
  BRACKET("command.edit.bracket", "Ctrl+Shift+B"),
  FOLD("command.edit.fold", "Ctrl+Shift+["),
  UNFOLD("command.edit.unfold", "Ctrl+Shift+]"),
  FOLD_ALL("command.edit.fold-all", "Ctrl+Alt+["),
  UNFOLD_ALL("command.edit.unfold-all", "Ctrl+Alt+]");

  private final String key;
  private final String keys;

  EditorAction(String key, String keys) {
    this.key = key;
    this.keys = keys;
  }

  /** Its keys, such as {@code Ctrl+Shift+K}. */
  public String keys() {
    return keys;
  }

  /** The key of its words, without what all commands' keys begin with. */
  public String id() {
    return key.substring("command.".length());
  }

  /** Whether its keys work wherever the focus is, and not in the text alone. */
  public boolean everywhere() {
    return switch (this) {
      case FIND, REPLACE, FIND_NEXT, FIND_PREVIOUS, GO_TO_LINE -> true;
      default -> false;
    };
  }
}
