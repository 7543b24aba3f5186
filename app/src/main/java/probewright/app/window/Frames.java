package probewright.app.window;

import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;
import probewright.app.workspace.Workspace;

/** Paints once a frame while something can change by itself. */
final class Frames extends AnimationTimer {
  private final Programs programs;
  private final Supplier<@Nullable Workspace> seen;
  private final Frame frame;

  Frames(Programs programs, Supplier<@Nullable Workspace> seen, Frame frame) {
    this.programs = programs;
    this.seen = seen;
    this.frame = frame;
  }

  @Override
  public void handle(long now) {
    for (Workspace workspace : programs.open()) {
      if (workspace.session().phase().active()) {
        workspace.frame();
      }
      boolean moves = workspace.session().phase().active() || workspace.writing().waits();
      if (moves && workspace == seen.get()) {
        frame.tick(workspace, now);
      }
    }
  }
}
