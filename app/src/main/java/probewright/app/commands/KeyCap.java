package probewright.app.commands;

import javafx.scene.control.Label;

/** A key as a picture of it. */
public final class KeyCap {
  private KeyCap() {}

  /** One of a text such as {@code Ctrl+P}. */
  public static Label of(String text) {
    Label cap = new Label(text);
    cap.getStyleClass().add("key");
    cap.setMinWidth(Label.USE_PREF_SIZE);
    return cap;
  }
}
