package probewright.app.editor;

import java.util.function.IntConsumer;
import javafx.event.EventHandler;
import javafx.scene.input.ScrollEvent;

/** Ctrl and the wheel make all text larger or smaller, as the keys do. */
public final class Zoom implements EditorComponent {
  private final IntConsumer steps;
  private final EventHandler<ScrollEvent> wheel = this::scrolled;

  /**
   * @param steps told 1 for larger, -1 for smaller
   */
  public Zoom(IntConsumer steps) {
    this.steps = steps;
  }

  @Override
  public void install(CodeEditor editor) {
    editor.addEventFilter(ScrollEvent.SCROLL, wheel);
  }

  @Override
  public void uninstall(CodeEditor editor) {
    editor.removeEventFilter(ScrollEvent.SCROLL, wheel);
  }

  private void scrolled(ScrollEvent event) {
    if (event.isControlDown()) {
      if (event.getDeltaY() != 0) {
        steps.accept(event.getDeltaY() > 0 ? 1 : -1);
      }
      event.consume();
    }
  }
}
