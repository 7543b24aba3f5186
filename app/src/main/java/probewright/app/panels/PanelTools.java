package probewright.app.panels;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The buttons every panel has, and their keys. */
final class PanelTools {
  private PanelTools() {}

  /** Freeze and copy, for one panel. */
  static List<Node> of(Words words, PanelView view) {
    ToggleButton freeze = new ToggleButton();
    freeze.setGraphic(Symbols.material(Material2AL.AC_UNIT, 16));
    freeze.getStyleClass().addAll("icon-button", "freeze");
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(words.of("panel.freeze"));
    freeze.setTooltip(tip);
    freeze.accessibleTextProperty().bind(words.of("panel.freeze"));
    freeze.selectedProperty().addListener((o, was, now) -> view.freeze(now));
    Button copy =
        Island.iconButton(
            words, Material2AL.CONTENT_COPY, "panel.copy", () -> copy(view.copyText()));
    copy.getStyleClass().add("copy");
    return List.of(freeze, copy);
  }

  /** Space freezes and Ctrl+C copies, wherever the focus is within the panel. */
  static void keys(Node panel, Pane tools) {
    panel.setOnKeyPressed(event -> key(event, tools));
  }

  private static void key(KeyEvent event, Pane tools) {
    boolean onButton = event.getTarget() instanceof javafx.scene.control.ButtonBase;
    if (event.getCode() == KeyCode.SPACE && !onButton) {
      tools.lookupAll(".freeze").stream().map(ToggleButton.class::cast).forEach(ToggleButton::fire);
      event.consume();
    } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
      tools.lookupAll(".copy").stream().map(Button.class::cast).forEach(Button::fire);
      event.consume();
    }
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
