package probewright.app.problems;

import static javafx.scene.input.KeyCombination.ALT_DOWN;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;

/**
 * Alt+Enter: what mends the problems of the caret's line, with what it would do to the text. The
 * arrows choose, Enter does it, Escape leaves the text as it is. JavaFX thread.
 */
final class QuickFixes implements EditorComponent {
  private static final KeyCodeCombination KEY = new KeyCodeCombination(KeyCode.ENTER, ALT_DOWN);

  private final Words words;
  private final TextProblems model;
  private final Consumer<Fix> apply;
  private final Popup popup = new Popup();
  private final VBox content = new VBox();
  private final EventHandler<KeyEvent> keys = this::key;
  private @Nullable CodeArea area;
  private @Nullable FixesModel open;

  /**
   * @param apply makes the edits of a fix
   */
  QuickFixes(Words words, TextProblems model, Consumer<Fix> apply) {
    this.words = words;
    this.model = model;
    this.apply = apply;
    content.setId("fixes");
    content.getStyleClass().add("fixes");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(false);
    popup.setOnHidden(event -> open = null);
  }

  @Override
  public void install(CodeEditor editor) {
    area = editor.area();
    editor.area().addEventFilter(KeyEvent.KEY_PRESSED, keys);
  }

  @Override
  public void uninstall(CodeEditor editor) {
    editor.area().removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    popup.hide();
  }

  /** Opens the list at the caret; nothing happens where nothing is known to mend the line. */
  public void show() {
    CodeArea text = area;
    if (text == null) {
      return;
    }
    int line = text.getCurrentParagraph() + 1;
    FixesModel fixes =
        FixesModel.of(
            model.onLine(line),
            line,
            text.getCaretColumn() + 1,
            model.file().get(),
            text.getText());
    Optional<Bounds> caret = text.getCaretBounds();
    if (fixes.choices().isEmpty() || caret.isEmpty()) {
      return;
    }
    put(fixes);
    // a popup's root is its own: the window's family does not reach it
    content.setStyle(text.getScene().getRoot().getStyle());
    popup.show(text, caret.get().getMinX(), caret.get().getMaxY() + 4);
  }

  private void key(KeyEvent event) {
    FixesModel now = open;
    if (now == null) {
      if (KEY.match(event)) {
        show();
        event.consume();
      }
      return;
    }
    switch (event.getCode()) {
      case DOWN, UP -> put(now.step(event.getCode() == KeyCode.DOWN ? 1 : -1));
      case ENTER -> make(now.choices().get(now.chosen()).fix());
      case ESCAPE -> popup.hide();
      default -> {
        popup.hide();
        return;
      }
    }
    event.consume();
  }

  private void make(Fix fix) {
    popup.hide();
    apply.accept(fix);
  }

  private void put(FixesModel fixes) {
    open = fixes;
    content.getChildren().clear();
    String problem = "";
    for (int i = 0; i < fixes.choices().size(); i++) {
      FixesModel.Choice choice = fixes.choices().get(i);
      String sentence = words.messages().sentence(choice.problem());
      if (!sentence.equals(problem)) {
        Label said = new Label(sentence);
        said.getStyleClass().add("fixes-problem");
        content.getChildren().add(said);
        problem = sentence;
      }
      content.getChildren().add(row(choice.fix(), i == fixes.chosen()));
    }
    Label keysHint = Island.label(words, "fixes.keys", "fixes-keys");
    content.getChildren().addAll(PreviewLines.of(fixes.preview()), keysHint);
  }

  private HBox row(Fix fix, boolean chosen) {
    Label title = new Label(words.messages().sentence(fix));
    HBox row = new HBox(Symbols.material(Material2AL.BUILD, 14), title);
    row.getStyleClass().add("fix-row");
    if (chosen) {
      row.getStyleClass().add("chosen");
    }
    row.setOnMouseClicked(event -> make(fix));
    return row;
  }
}
