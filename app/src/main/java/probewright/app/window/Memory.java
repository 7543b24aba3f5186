package probewright.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import probewright.app.settings.Settings;
import probewright.app.settings.Settings.WindowPlace;
import probewright.app.settings.SettingsFile;

/** The settings as they are now, written to the disk behind each change. JavaFX thread. */
public final class Memory {
  private final SettingsFile file;
  private final Executor io;
  private final ReadOnlyObjectWrapper<Settings> settings;

  /**
   * @param loaded what the file held at the start
   * @param io where it is written
   */
  public Memory(SettingsFile file, Settings loaded, Executor io) {
    this.file = file;
    this.settings = new ReadOnlyObjectWrapper<>(loaded);
    this.io = io;
  }

  Settings settings() {
    return settings.get();
  }

  /** Changes with each of them; who shows one follows it here. */
  ReadOnlyObjectProperty<Settings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  void change(UnaryOperator<Settings> edit) {
    Settings now = edit.apply(settings.get());
    if (now.equals(settings.get())) {
      return;
    }
    settings.set(now);
    io.execute(
        () -> {
          try {
            file.save(now);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Shows a window where it stood, if that is on a screen of today. */
  void show(Stage stage) {
    place(stage);
    double width = stage.getWidth();
    double height = stage.getHeight();
    stage.show();
    if (!stage.isMaximized()) {
      // some window managers (Openbox) have forgotten by now what was asked before
      stage.setWidth(width);
      stage.setHeight(height);
    }
  }

  private void place(Stage stage) {
    @Nullable WindowPlace place = settings().window();
    boolean seen =
        place != null && !Screen.getScreensForRectangle(place.x(), place.y(), 200, 100).isEmpty();
    if (place != null && seen) {
      stage.setX(place.x());
      stage.setY(place.y());
      stage.setWidth(place.width());
      stage.setHeight(place.height());
      stage.setMaximized(place.maximized());
    } else {
      Rectangle2D screen = Screen.getPrimary().getVisualBounds();
      stage.setWidth(Math.min(1440, screen.getWidth()));
      stage.setHeight(Math.min(900, screen.getHeight()));
    }
  }

  /** Keeps where a window stands. */
  void leave(Stage stage) {
    @Nullable WindowPlace before = settings().window();
    boolean keepSize = stage.isMaximized() && before != null;
    WindowPlace now =
        keepSize && before != null
            ? new WindowPlace(before.x(), before.y(), before.width(), before.height(), true)
            : new WindowPlace(
                stage.getX(),
                stage.getY(),
                stage.getWidth(),
                stage.getHeight(),
                stage.isMaximized());
    change(s -> s.withWindow(now));
  }
}
