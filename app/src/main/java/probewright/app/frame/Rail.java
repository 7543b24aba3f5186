package probewright.app.frame;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import probewright.app.words.Words;

/** The narrow column at the left: what can be opened beside the work. */
public final class Rail extends VBox {
  private final ToggleButton files = new ToggleButton();

  /**
   * @param showKeys opens the list of keys
   * @param showSettings opens the settings
   */
  public Rail(Words words, Runnable showKeys, Runnable showSettings) {
    getStyleClass().add("rail");
    files.setId("rail-files");
    files.textProperty().bind(words.of("rail.files"));
    files.setGraphic(Symbols.material(Material2OutlinedAL.FOLDER, 20));
    files.setContentDisplay(ContentDisplay.TOP);
    files.getStyleClass().add("rail-item");
    Button keys = item(words, "rail.keys", Material2OutlinedAL.KEYBOARD, showKeys);
    keys.setId("rail-keys");
    Button settings = item(words, "rail.settings", Material2OutlinedMZ.SETTINGS, showSettings);
    settings.setId("rail-settings");
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    ByMouse.leavesFocus(files, keys, settings);
    getChildren().addAll(files, spring, keys, settings);
  }

  private static Button item(Words words, String key, Ikon icon, Runnable action) {
    Button item = new Button();
    item.textProperty().bind(words.of(key));
    item.setGraphic(Symbols.material(icon, 20));
    item.setContentDisplay(ContentDisplay.TOP);
    item.getStyleClass().add("rail-item");
    item.setOnAction(e -> action.run());
    return item;
  }

  /** The entry that shows and hides the list of files. */
  public ToggleButton files() {
    return files;
  }
}
