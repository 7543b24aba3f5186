package probewright.app.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import probewright.app.session.HeaderFile;
import probewright.app.session.ProgramSource;

/**
 * The files beside a program that it includes, as its text and the disk have them. Lives as long as
 * the program is open. Belongs to the thread of {@code ui}, the JavaFX thread; the disk is read in
 * {@code background}.
 */
public final class HeadersModel {
  private final Supplier<ProgramSource> source;
  private final Executor background;
  private final Executor ui;
  private final Pause pause;
  private final ReadOnlyObjectWrapper<List<HeaderFile>> all =
      new ReadOnlyObjectWrapper<>(List.of());
  private boolean busy;
  private boolean again;
  private boolean closed;

  /**
   * @param source the program as it stands now; asked on the thread of {@code ui}
   */
  public HeadersModel(
      Supplier<ProgramSource> source, Executor background, Executor ui, Pause pause) {
    this.source = source;
    this.background = background;
    this.ui = ui;
    this.pause = pause;
  }

  /** In the order of the text; changes also with what they hold. */
  public ReadOnlyObjectProperty<List<HeaderFile>> allProperty() {
    return all.getReadOnlyProperty();
  }

  public List<HeaderFile> all() {
    return all.get();
  }

  /** The one in a file, whether it is there or not. */
  public Optional<HeaderFile> at(Path path) {
    return all().stream().filter(header -> header.path().equals(path)).findFirst();
  }

  /** The one whose places carry a name. */
  public Optional<HeaderFile> named(String file) {
    return all().stream().filter(header -> header.file().equals(file)).findFirst();
  }

  /** The text of the program or of a header is another one now. */
  public void edited() {
    if (!closed) {
      pause.restart(this::look);
    }
  }

  /** Looks without waiting for a pause: something may have happened on the disk. */
  public void look() {
    if (closed) {
      return;
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    ProgramSource now = source.get();
    List<HeaderFile> before = all();
    background.execute(
        () -> {
          List<HeaderFile> known = before;
          try {
            known = now.headers();
          } finally {
            List<HeaderFile> found = known;
            ui.execute(() -> found(found));
          }
        });
  }

  /** Nothing is looked for any more. */
  public void close() {
    closed = true;
    pause.stop();
  }

  private void found(List<HeaderFile> found) {
    busy = false;
    if (closed) {
      return;
    }
    all.set(found);
    if (again) {
      look();
    }
  }
}
