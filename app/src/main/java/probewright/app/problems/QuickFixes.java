package probewright.app.problems;

import static javafx.scene.input.KeyCombination.ALT_DOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.reactfx.EventStreams;
import org.reactfx.Subscription;
import probewright.app.assist.Card;
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
  private final Card card = new Card("fixes");
  private final EventHandler<KeyEvent> keys = this::key;
  private final EventHandler<MouseEvent> pressed = event -> close();
  private final ChangeListener<Object> spoken = (o, was, now) -> close();
  private Subscription moves = Subscription.EMPTY;
  private @Nullable CodeArea area;
  private @Nullable FixesModel open;

  /**
   * @param apply makes the edits of a fix
   */
  QuickFixes(Words words, TextProblems model, Consumer<Fix> apply) {
    this.words = words;
    this.model = model;
    this.apply = apply;
    card.box().setId("fixes");
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
  }

  @Override
  public void install(CodeEditor editor) {
    area = editor.area();
    editor.area().addEventFilter(KeyEvent.KEY_PRESSED, keys);
    editor.area().addEventFilter(MouseEvent.MOUSE_PRESSED, pressed);
    moves =
        EventStreams.merge(
                EventStreams.invalidationsOf(editor.area().caretPositionProperty()),
                EventStreams.invalidationsOf(editor.area().focusedProperty()),
                EventStreams.invalidationsOf(editor.area().estimatedScrollYProperty()))
            .subscribe(moved -> close());
  }

  @Override
  public void uninstall(CodeEditor editor) {
    moves.unsubscribe();
    editor.area().removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    editor.area().removeEventFilter(MouseEvent.MOUSE_PRESSED, pressed);
    close();
  }

  /** Opens the list at the caret; nothing happens where nothing is known to mend the line. */
  public void show() {
    CodeArea text = area;
    if (text == null) {
      return;
    }
    int line = text.getCurrentParagraph() + 1;
    FixesModel fixes =
        FixesModel.of(model.onLine(line), line, text.getCaretColumn() + 1, model.texts());
    Optional<Bounds> caret = text.getCaretBounds();
    if (!fixes.choices().isEmpty() && caret.isPresent()) {
      put(fixes);
      card.below(text, caret.get());
    }
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
      case ESCAPE -> close();
      default -> {
        if (!event.getCode().isModifierKey()) {
          close();
        }
        return;
      }
    }
    event.consume();
  }

  private void make(Fix fix) {
    close();
    apply.accept(fix);
  }

  private void close() {
    open = null;
    card.hide();
  }

  private void put(FixesModel fixes) {
    open = fixes;
    List<Node> content = new ArrayList<>();
    String problem = "";
    for (int i = 0; i < fixes.choices().size(); i++) {
      FixesModel.Choice choice = fixes.choices().get(i);
      String sentence = words.messages().sentence(choice.problem());
      if (!sentence.equals(problem)) {
        Label said = new Label(sentence);
        said.getStyleClass().add("fixes-problem");
        content.add(said);
        problem = sentence;
      }
      content.add(row(choice.fix(), i == fixes.chosen()));
    }
    String file = fixes.choices().get(fixes.chosen()).fix().place().file();
    if (!file.equals(model.file().get())) {
      Label other = new Label(file);
      other.setId("fixes-file");
      other.getStyleClass().add("secondary");
      content.add(other);
    }
    Label keysHint = Island.label(words, "fixes.keys", "fixes-keys");
    content.addAll(List.of(PreviewLines.of(fixes.preview()), keysHint));
    card.box().getChildren().setAll(content);
  }

  private HBox row(Fix fix, boolean chosen) {
    Label title = new Label(words.messages().sentence(fix));
    HBox row = new HBox(Symbols.material(Material2AL.BUILD, 14), title);
    row.getStyleClass().add("fix-row");
    if (chosen) {
      row.getStyleClass().add("chosen");
    }
    row.setOnMousePressed(
        event -> {
          event.consume();
          make(fix);
        });
    return row;
  }
}
