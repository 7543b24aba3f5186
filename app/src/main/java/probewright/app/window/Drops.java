package probewright.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;

/** Files that are dropped on the window are opened. */
final class Drops {
  private Drops() {}

  /** Listens before the text does, which would take their names. */
  static void install(Stage stage, Scene scene, Consumer<Path> open) {
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.addEventFilter(
        DragEvent.DRAG_DROPPED,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.getDragboard().getFiles().stream().map(File::toPath).forEach(open);
            event.setDropCompleted(true);
            event.consume();
            // whoever drops a file goes on here, not where it was taken from
            stage.requestFocus();
          }
        });
  }
}
