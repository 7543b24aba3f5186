package probewright.app.window;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** A message above the work that stays until it is closed or another one comes. */
final class Notice extends HBox {
  private final Label text = new Label();

  Notice(Words words) {
    setId("notice");
    getStyleClass().add("notice");
    text.setWrapText(true);
    text.setId("notice-text");
    getChildren()
        .addAll(
            Symbols.own("s-err", 15, "refused"),
            text,
            Island.spring(),
            Island.iconButton(words, Material2AL.CLOSE, "notice.close", this::hide));
    hide();
  }

  void show(String message) {
    text.setText(message);
    setVisible(true);
    setManaged(true);
  }

  void hide() {
    setVisible(false);
    setManaged(false);
  }
}
