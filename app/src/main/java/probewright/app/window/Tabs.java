package probewright.app.window;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import probewright.app.workspace.OpenText;
import probewright.app.workspace.Workspace;

/** Going from tab to tab, moving and closing them. JavaFX thread. */
final class Tabs {
  private final Programs programs;
  private final Supplier<@Nullable Workspace> current;
  private final Consumer<OpenText> show;
  private final Consumer<Boolean> closed;

  /**
   * @param current the program that is seen
   * @param show shows a text
   * @param closed told that a text was closed, and whether it was the last one
   */
  Tabs(
      Programs programs,
      Supplier<@Nullable Workspace> current,
      Consumer<OpenText> show,
      Consumer<Boolean> closed) {
    this.programs = programs;
    this.current = current;
    this.show = show;
    this.closed = closed;
  }

  /** Goes to one by its number, from 0; nothing happens where there is none. */
  void go(int index) {
    if (index < programs.tabs().size()) {
      show.accept(programs.tabs().get(index));
    }
  }

  /** Goes on by so many, around the end. */
  void step(int by) {
    Workspace seen = current.get();
    if (seen != null) {
      go(Math.floorMod(programs.tabs().indexOf(seen.shown()) + by, programs.tabs().size()));
    }
  }

  /** Moves one by so many places. */
  void move(OpenText text, int by) {
    programs.move(text, programs.tabs().indexOf(text) + by);
  }

  /** Closes one; what was seen stays, or else its neighbour is. */
  void close(OpenText text) {
    int at = programs.tabs().indexOf(text);
    programs.close(
        text,
        () -> {
          List<OpenText> left = programs.tabs();
          closed.accept(left.isEmpty());
          if (!left.isEmpty()) {
            Workspace seen = current.get();
            boolean there =
                seen != null && programs.open().contains(seen) && left.contains(seen.shown());
            show.accept(
                there && seen != null ? seen.shown() : left.get(Math.min(at, left.size() - 1)));
          }
        });
  }
}
