package probewright.app.assist;

import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Screen;
import javafx.stage.Window;
import probewright.app.frame.Look;
import probewright.app.words.Words;

/** A small window over the text that leaves the text the focus. JavaFX thread. */
final class Card {
  /** Between a card and what it is about, in pixels. */
  private static final double GAP = 4;

  private final Popup popup = new Popup();
  private final VBox box = new VBox();
  private final Words words;

  Card(Words words, String styleClass) {
    this.words = words;
    box.getStyleClass().addAll("card", styleClass);
    popup.getContent().add(box);
    popup.setAutoFix(true);
    // Esc is the editor's: it closes one thing at a time
    popup.setHideOnEscape(false);
  }

  VBox box() {
    return box;
  }

  boolean showing() {
    return popup.isShowing();
  }

  /** Shows it under a range of the text, or over it where there is no room. */
  void below(Node owner, Bounds range) {
    place(owner, range, true);
  }

  /** Shows it over a range of the text, or under it where there is no room. */
  void above(Node owner, Bounds range) {
    place(owner, range, false);
  }

  private void place(Node owner, Bounds range, boolean below) {
    Scene scene = owner.getScene();
    if (scene == null || scene.getWindow() == null) {
      return;
    }
    Window window = scene.getWindow();
    dress(scene);
    box.applyCss();
    double height = box.prefHeight(box.prefWidth(-1));
    Rectangle2D screen =
        Screen.getScreensForRectangle(range.getMinX(), range.getMinY(), 1, 1).stream()
            .findFirst()
            .orElse(Screen.getPrimary())
            .getVisualBounds();
    boolean fitsBelow = range.getMaxY() + GAP + height <= screen.getMaxY();
    boolean fitsAbove = range.getMinY() - GAP - height >= screen.getMinY();
    double y =
        (below && fitsBelow) || !fitsAbove ? range.getMaxY() + GAP : range.getMinY() - GAP - height;
    if (popup.isShowing()) {
      popup.setX(range.getMinX());
      popup.setY(y);
    } else {
      popup.show(window, range.getMinX(), y);
    }
  }

  /** A popup has a scene of its own, which knows nothing of theme and language. */
  private void dress(Scene owner) {
    if (!popup.getScene().getStylesheets().equals(owner.getStylesheets())) {
      popup.getScene().getStylesheets().setAll(owner.getStylesheets());
    }
    box.setStyle("-fx-font-family: \"" + Look.family(words.locale()) + "\";");
  }

  void hide() {
    popup.hide();
  }
}
