package probewright.app.frame;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.words.Words;

/** The narrow column at the left: what can be opened beside the work. */
public final class Rail extends VBox {
  private final ToggleButton files = new ToggleButton();

  /**
   * @param showKeys opens the list of keys
   */
  public Rail(Words words, Runnable showKeys) {
    getStyleClass().add("rail");
    files.setId("rail-files");
    files.textProperty().bind(words.of("rail.files"));
    files.setGraphic(Symbols.material(Material2OutlinedAL.FOLDER, 20));
    files.setContentDisplay(ContentDisplay.TOP);
    files.getStyleClass().add("rail-item");
    Button keys = new Button();
    keys.setId("rail-keys");
    keys.textProperty().bind(words.of("rail.keys"));
    keys.setGraphic(Symbols.material(Material2OutlinedAL.KEYBOARD, 20));
    keys.setContentDisplay(ContentDisplay.TOP);
    keys.getStyleClass().add("rail-item");
    keys.setOnAction(e -> showKeys.run());
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    getChildren().addAll(files, spring, keys);
  }

  /** The entry that shows and hides the list of files. */
  public ToggleButton files() {
    return files;
  }
}
