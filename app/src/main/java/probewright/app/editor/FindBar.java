package probewright.app.editor;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.fxmisc.richtext.CodeArea;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The row above the text that finds a piece of it. */
final class FindBar extends HBox {
  private final Words words;
  private final CodeArea area;
  private final TextField field = new TextField();
  private final Label count = new Label();

  FindBar(Words words, CodeArea area) {
    this.words = words;
    this.area = area;
    getStyleClass().add("find-bar");
    field.setId("find");
    field.promptTextProperty().bind(words.of("find.prompt"));
    HBox.setHgrow(field, Priority.ALWAYS);
    count.getStyleClass().addAll("figures", "secondary");
    getChildren()
        .addAll(
            Symbols.material(Material2MZ.SEARCH, 16),
            field,
            count,
            Island.iconButton(
                words, Material2AL.KEYBOARD_ARROW_UP, "find.previous", () -> go(false)),
            Island.iconButton(words, Material2AL.KEYBOARD_ARROW_DOWN, "find.next", () -> go(true)),
            Island.iconButton(words, Material2AL.CLOSE, "find.close", this::close));
    field.textProperty().addListener((o, was, now) -> selectFrom(area.getSelection().getStart()));
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    close();
  }

  /** Opens with what is selected. */
  void open() {
    setVisible(true);
    setManaged(true);
    String selected = area.getSelectedText();
    if (!selected.isEmpty() && !selected.contains("\n")) {
      field.setText(selected);
    }
    field.requestFocus();
    field.selectAll();
  }

  private void close() {
    boolean wasOpen = isVisible();
    setVisible(false);
    setManaged(false);
    if (wasOpen && area.getScene() != null) {
      area.requestFocus();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == field) {
      go(!event.isShiftDown());
      event.consume();
    }
  }

  private void go(boolean forward) {
    List<Integer> places = Finder.places(area.getText(), field.getText());
    int from = forward ? area.getSelection().getEnd() : area.getSelection().getStart();
    select(places, Finder.next(places, from, forward));
  }

  private void selectFrom(int caret) {
    List<Integer> places = Finder.places(area.getText(), field.getText());
    select(places, Finder.next(places, caret, true));
  }

  private void select(List<Integer> places, int index) {
    if (index < 0) {
      count.setText(field.getText().isEmpty() ? "" : words.get("find.none"));
      return;
    }
    count.setText((index + 1) + " / " + places.size());
    int start = places.get(index);
    area.selectRange(start, start + field.getText().length());
    area.requestFollowCaret();
  }
}
