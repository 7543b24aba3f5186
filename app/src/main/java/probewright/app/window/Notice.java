package probewright.app.window;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** A message above the work that stays until it is closed or another one comes. */
final class Notice extends HBox implements Teller {
  private final Words words;
  private final StackPane symbol = new StackPane();
  private final Label text = new Label();
  private final Button action = new Button();

  Notice(Words words) {
    this.words = words;
    setId("notice");
    getStyleClass().add("notice");
    text.setWrapText(true);
    text.setId("notice-text");
    action.setId("notice-action");
    action.getStyleClass().add("small");
    action.setMinWidth(USE_PREF_SIZE);
    action.managedProperty().bind(action.visibleProperty());
    getChildren()
        .addAll(
            symbol,
            text,
            Island.spring(),
            action,
            Island.iconButton(words, Material2AL.CLOSE, "notice.close", this::hide));
    hide();
  }

  @Override
  public void say(String message) {
    show(message, Symbols.own("s-err", 15, "refused"), true);
  }

  @Override
  public void remark(String message) {
    show(message, Symbols.own("s-info", 15, "note"), false);
  }

  @Override
  public void offer(String message, String key, Runnable then) {
    remark(message);
    action.textProperty().bind(words.of(key));
    action.setOnAction(
        e -> {
          hide();
          then.run();
        });
    action.setVisible(true);
  }

  private void show(String message, Node sign, boolean problem) {
    text.setText(message);
    symbol.getChildren().setAll(sign);
    getStyleClass().remove("remark");
    if (!problem) {
      getStyleClass().add("remark");
    }
    action.setVisible(false);
    setVisible(true);
    setManaged(true);
  }

  void hide() {
    setVisible(false);
    setManaged(false);
  }
}
