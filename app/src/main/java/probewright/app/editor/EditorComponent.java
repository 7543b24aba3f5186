package probewright.app.editor;

/** A part of an editor: what it adds with {@link #install} it takes away with the other. */
public interface EditorComponent {
  /** Called once, before the first text. JavaFX thread. */
  void install(CodeEditor editor);

  /** Called once, when the editor's program is closed. JavaFX thread. */
  void uninstall(CodeEditor editor);
}
