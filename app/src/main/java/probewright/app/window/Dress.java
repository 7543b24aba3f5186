package probewright.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.Application;
import javafx.scene.Scene;
import probewright.app.frame.Look;
import probewright.app.settings.Theme;
import probewright.app.words.Words;

/** How the window looks: theme, language and text size, as the settings say. JavaFX thread. */
final class Dress {
  private final Scene scene;
  private final Words words;
  private final Memory memory;
  private final Programs programs;

  Dress(Scene scene, Words words, Memory memory, Programs programs) {
    this.scene = scene;
    this.words = words;
    this.memory = memory;
    this.programs = programs;
  }

  /** What is painted and not styled. */
  Look look() {
    return Look.of(memory.settings().theme(), words.locale());
  }

  /** Puts on what the settings say. */
  void put() {
    Theme theme = memory.settings().theme();
    Application.setUserAgentStylesheet(
        theme == Theme.DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene.getStylesheets().setAll(Look.sheets(theme));
    scene.getRoot().getStyleClass().removeAll("latin", "chinese");
    scene
        .getRoot()
        .getStyleClass()
        .add(words.locale().getLanguage().equals("zh") ? "chinese" : "latin");
    scene.getRoot().setStyle("-fx-font-family: \"" + Look.family(words.locale()) + "\";");
    programs.open().forEach(w -> w.look(look()));
  }

  void speak(Locale locale) {
    words.speak(locale);
    memory.change(s -> s.withLanguage(locale));
    put();
  }

  void changeTheme() {
    memory.change(s -> s.withTheme(s.theme().other()));
    put();
  }

  void zoom(int steps) {
    textSize(memory.settings().textSize() + steps);
  }

  void textSize(double pixels) {
    memory.change(s -> s.withTextSize(pixels));
    programs.open().forEach(w -> w.editor().textSize(memory.settings().textSize()));
  }
}
