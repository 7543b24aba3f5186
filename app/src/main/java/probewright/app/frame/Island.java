package probewright.app.frame;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import probewright.app.words.Words;

/** A panel of the window: its own ground with round corners, often with a header above it. */
public final class Island extends VBox {
  // a node's own ground is painted below each part of it that changes; what lies behind an opaque
  // part is not
  private final Region ground = new Region();

  public Island(Node... parts) {
    super(parts);
    getStyleClass().add("island");
    ground.getStyleClass().add("island-ground");
    ground.setManaged(false);
    ground.setMouseTransparent(true);
    getChildren().add(0, ground);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    ground.resizeRelocate(0, 0, getWidth(), getHeight());
  }

  /** A header with a symbol, a title, something quieter beside it, and buttons at its right. */
  public static HBox header(Node symbol, Label title, Label quiet, Node... buttons) {
    title.getStyleClass().add("island-title");
    quiet.getStyleClass().add("island-quiet");
    HBox header = new HBox(symbol, title, quiet, spring());
    header.getChildren().addAll(buttons);
    header.getStyleClass().add("island-header");
    return header;
  }

  /** What takes the room that is left in a row. */
  public static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /** A button that is a picture; its words are its tooltip and its accessible text. */
  public static Button iconButton(Words words, Ikon icon, String key, Runnable action) {
    Button button = new Button();
    button.setGraphic(Symbols.material(icon, 16));
    button.getStyleClass().addAll("icon-button");
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(words.of(key));
    button.setTooltip(tip);
    button.accessibleTextProperty().bind(words.of(key));
    button.setOnAction(e -> action.run());
    return button;
  }

  /** A label whose words follow the language. */
  public static Label label(Words words, String key, String... classes) {
    Label label = new Label();
    label.textProperty().bind(words.of(key));
    label.getStyleClass().addAll(classes);
    return label;
  }
}
