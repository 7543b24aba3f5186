package probewright.app.editor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
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
  private static final Pattern PLACE =
      Pattern.compile("\\s*(\\d{1,7})\\s*(?:[:,]\\s*(\\d{1,7})?\\s*)?");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final CodeEditor editor;
  private final HBox row = new HBox();
  private final TextField field = new TextField();

  GoToLine(CodeEditor editor, Words words) {
    this.editor = editor;
    field.setId("go-to-line");
    field.promptTextProperty().bind(words.of("go.prompt"));
    field.textProperty().addListener((o, was, now) -> look(now));
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
    Matcher place = PLACE.matcher(field.getText());
    if (place.matches()) {
      String column = place.group(2);
      close();
      editor.goTo(Integer.parseInt(place.group(1)), column == null ? 1 : Integer.parseInt(column));
    }
  }

  /** What is no place is marked while it is typed; an empty field is only not filled yet. */
  private void look(String typed) {
    boolean wrong = !typed.isBlank() && !PLACE.matcher(typed).matches();
    field.pseudoClassStateChanged(WRONG, wrong);
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
