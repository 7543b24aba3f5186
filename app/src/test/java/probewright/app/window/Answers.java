package probewright.app.window;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person would answer. */
final class Answers implements Questions {
  Unsaved unsaved = Unsaved.CANCEL;
  @Nullable Path file;
  int asked;

  @Override
  public Unsaved unsaved(String name) {
    asked++;
    return unsaved;
  }

  @Override
  public Optional<Path> fileToOpen(@Nullable Path near) {
    return Optional.ofNullable(file);
  }

  @Override
  public Optional<Path> fileToSave(@Nullable Path near, String name) {
    return Optional.ofNullable(file);
  }
}
