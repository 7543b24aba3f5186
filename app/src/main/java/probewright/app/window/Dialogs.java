package probewright.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import probewright.app.words.Words;

/** The questions as dialogs of the window's own language. JavaFX thread. */
final class Dialogs implements Questions {
  private final Stage stage;
  private final Words words;

  Dialogs(Stage stage, Words words) {
    this.stage = stage;
    this.words = words;
  }

  @Override
  public Unsaved unsaved(String name) {
    ButtonType save = new ButtonType(words.get("unsaved.save"), ButtonData.YES);
    ButtonType discard = new ButtonType(words.get("unsaved.discard"), ButtonData.NO);
    ButtonType cancel = new ButtonType(words.get("unsaved.cancel"), ButtonData.CANCEL_CLOSE);
    Alert alert = alert(words.get("unsaved.title", name), save, discard, cancel);
    alert.setContentText(words.get("unsaved.text"));
    ButtonType answer = alert.showAndWait().orElse(cancel);
    if (answer == save) {
      return Unsaved.SAVE;
    }
    return answer == discard ? Unsaved.DISCARD : Unsaved.CANCEL;
  }

  @Override
  public Optional<Path> fileToOpen(@Nullable Path near) {
    return Optional.ofNullable(chooser("file.open.title", near).showOpenDialog(stage))
        .map(File::toPath);
  }

  @Override
  public Optional<Path> fileToSave(@Nullable Path near, String name) {
    FileChooser chooser = chooser("file.save.title", near);
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }

  private FileChooser chooser(String titleKey, @Nullable Path near) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(words.get(titleKey));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(words.get("file.filter.c"), "*.c", "*.h"),
            new FileChooser.ExtensionFilter(words.get("file.filter.all"), "*"));
    // without a file to be near to: where the workbench was started, not GTK's list of recent files
    Path folder = near == null ? Path.of("").toAbsolutePath() : near.getParent();
    if (folder != null && folder.toFile().isDirectory()) {
      chooser.setInitialDirectory(folder.toFile());
    }
    return chooser;
  }

  private Alert alert(String header, ButtonType... buttons) {
    Alert alert = new Alert(Alert.AlertType.NONE, "", buttons);
    alert.initOwner(stage);
    alert.setTitle("Probewright");
    alert.setHeaderText(header);
    alert.getDialogPane().getStylesheets().setAll(stage.getScene().getStylesheets());
    alert.getDialogPane().setStyle(stage.getScene().getRoot().getStyle());
    return alert;
  }
}
