package probewright.app.editor;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The row above the text that takes a line's number, and a column behind a colon. */
final class GoToLine implements EditorComponent {
  private final CodeEditor editor;
  private final HBox row = new HBox();
  private final TextField field = new TextField();

  GoToLine(CodeEditor editor, Words words) {
    this.editor = editor;
    field.setId("go-to-line");
    field.promptTextProperty().bind(words.of("go.prompt"));
    HBox.setHgrow(field, Priority.ALWAYS);
    row.getStyleClass().add("find-bar");
    row.getChildren()
        .addAll(
            Symbols.material(Material2AL.FORMAT_LIST_NUMBERED, 16),
            field,
            Island.iconButton(words, Material2AL.CLOSE, "find.close", this::close));
    row.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    show(false);
  }

  @Override
  public void install(CodeEditor target) {
    target.above(row);
    target.on(EditorAction.GO_TO_LINE, this::open);
  }

  @Override
  public void uninstall(CodeEditor target) {
    show(false);
  }

  private void open() {
    show(true);
    field.setText(String.valueOf(editor.area().getCurrentParagraph() + 1));
    field.requestFocus();
    field.selectAll();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      go();
      event.consume();
    }
  }

  private void go() {
    String[] parts = field.getText().trim().split("[:,]", 2);
    if (parts[0].matches("\\d{1,7}")) {
      boolean column = parts.length > 1 && parts[1].trim().matches("\\d{1,7}");
      editor.goTo(Integer.parseInt(parts[0]), column ? Integer.parseInt(parts[1].trim()) : 1);
      close();
    }
  }

  private void close() {
    show(false);
    editor.focusText();
  }

  private void show(boolean shown) {
    row.setVisible(shown);
    row.setManaged(shown);
  }
}
