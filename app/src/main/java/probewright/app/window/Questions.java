package probewright.app.window;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the window asks a person; each question waits for its answer. JavaFX thread. */
interface Questions {
  /** What becomes of changes. */
  enum Unsaved {
    SAVE,
    DISCARD,
    CANCEL
  }

  /** What becomes of changes that are in no file. */
  Unsaved unsaved(String name);

  /**
   * Which program is to be opened; empty for none.
   *
   * @param near where to begin looking
   */
  Optional<Path> fileToOpen(@Nullable Path near);

  /** Where a program is to be kept; empty for nowhere. */
  Optional<Path> fileToSave(@Nullable Path near, String name);
}
