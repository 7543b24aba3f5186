package probewright.app.editor;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.editor.text.Search;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The rows above the text that find and replace. */
final class FindBar extends VBox {
  private final Words words;
  private final Finder finder;
  private final Runnable leave;
  private final TextField wanted = new TextField();
  private final TextField with = new TextField();
  private final ToggleButton matchCase;
  private final ToggleButton wholeWord;
  private final ToggleButton regex;
  private final Label count = new Label();
  private final HBox replaceRow;

  /**
   * @param leave gives the text the focus back
   */
  FindBar(Words words, Finder finder, Runnable leave) {
    this.words = words;
    this.finder = finder;
    this.leave = leave;
    matchCase = toggle("Aa", "find.case", "find-case");
    wholeWord = toggle("W", "find.word", "find-word");
    regex = toggle(".*", "find.regex", "find-regex");
    field(wanted, "find", "find.prompt");
    field(with, "replace", "find.replace-prompt");
    count.getStyleClass().addAll("figures", "secondary");
    count.setMinWidth(USE_PREF_SIZE);
    count.setId("find-count");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::told, finder.stateProperty(), words.languageProperty()));
    finder
        .stateProperty()
        .addListener(
            (o, was, now) ->
                wanted.pseudoClassStateChanged(
                    javafx.css.PseudoClass.getPseudoClass("wrong"), now.wrong()));
    HBox findRow =
        row(
            Symbols.material(Material2MZ.SEARCH, 16),
            wanted,
            count,
            matchCase,
            wholeWord,
            regex,
            Island.iconButton(
                words, Material2AL.KEYBOARD_ARROW_UP, "find.previous", () -> finder.go(false)),
            Island.iconButton(
                words, Material2AL.KEYBOARD_ARROW_DOWN, "find.next", () -> finder.go(true)),
            Island.iconButton(words, Material2AL.CLOSE, "find.close", this::close));
    replaceRow =
        row(
            Symbols.material(Material2AL.FIND_REPLACE, 16),
            with,
            button("find.replace", "replace-one", () -> finder.replace(with.getText())),
            button("find.replace-all", "replace-all", () -> finder.replaceAll(with.getText())));
    getChildren().addAll(findRow, replaceRow);
    wanted.textProperty().addListener((o, was, now) -> search());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    show(this, false);
  }

  /** Opens with what is selected. */
  void open(String selected, boolean replace) {
    boolean wasOpen = isVisible();
    show(this, true);
    show(replaceRow, replace || (wasOpen && replaceRow.isVisible()));
    if (!selected.isEmpty() && !selected.contains("\n")) {
      wanted.setText(selected);
    }
    search();
    wanted.requestFocus();
    wanted.selectAll();
  }

  /** The bar goes, and the marks with it. */
  void close() {
    boolean wasOpen = isVisible();
    show(this, false);
    finder.stop();
    if (wasOpen) {
      leave.run();
    }
  }

  private void search() {
    finder.search(
        new Search(
            wanted.getText(), regex.isSelected(), matchCase.isSelected(), wholeWord.isSelected()));
  }

  private String told() {
    Finder.State state = finder.stateProperty().getValue();
    if (state.wrong()) {
      return words.get("find.wrong");
    }
    if (state.replaced() > 0) {
      return words.get("find.replaced", state.replaced());
    }
    if (wanted.getText().isEmpty()) {
      return "";
    }
    if (state.count() == 0) {
      return words.get("find.none");
    }
    String all = state.count() >= Search.MOST ? state.count() + "+" : "" + state.count();
    return state.current() < 0 ? all : (state.current() + 1) + " / " + all;
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == wanted) {
      finder.go(!event.isShiftDown());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() == with) {
      if (event.isControlDown()) {
        finder.replaceAll(with.getText());
      } else {
        finder.replace(with.getText());
      }
      event.consume();
    }
  }

  private void field(TextField field, String id, String prompt) {
    field.setId(id);
    field.promptTextProperty().bind(words.of(prompt));
    HBox.setHgrow(field, Priority.ALWAYS);
  }

  private ToggleButton toggle(String sign, String key, String id) {
    ToggleButton button = new ToggleButton(sign);
    button.setId(id);
    button.getStyleClass().addAll("icon-button", "find-toggle");
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(words.of(key));
    button.setTooltip(tip);
    button.accessibleTextProperty().bind(words.of(key));
    button.setOnAction(event -> search());
    return button;
  }

  private Button button(String key, String id, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.getStyleClass().add("find-button");
    button.textProperty().bind(words.of(key));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static HBox row(javafx.scene.Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("find-bar");
    return row;
  }

  private static void show(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
