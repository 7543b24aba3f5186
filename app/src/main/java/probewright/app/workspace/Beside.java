package probewright.app.workspace;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import probewright.diagnostics.Fix;

/** The files beside a program, as the window has them in its tabs. JavaFX thread. */
public interface Beside {
  /** The texts of those that are open. */
  Map<Path, String> texts(Collection<Path> files);

  /**
   * Opens a file in a tab of the program.
   *
   * @param then told the text once it is seen
   */
  void open(Workspace program, Path file, Consumer<OpenText> then);

  /**
   * Mends a file beside the program, which is made where it is not there.
   *
   * @param file the name that places in it carry
   */
  void mend(Workspace program, String file, Fix fix);

  /** Shows one of the program's texts that is open. */
  void show(OpenText text);

  /** None, for a program on its own. */
  static Beside nothing() {
    return new Beside() {
      @Override
      public Map<Path, String> texts(Collection<Path> files) {
        return Map.of();
      }

      @Override
      public void open(Workspace program, Path file, Consumer<OpenText> then) {}

      @Override
      public void mend(Workspace program, String file, Fix fix) {}

      @Override
      public void show(OpenText text) {}
    };
  }
}
