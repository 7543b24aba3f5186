package probewright.app.window;

import java.util.Locale;
import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import probewright.app.desktop.Taste;
import probewright.app.frame.Look;
import probewright.app.settings.Appearance;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Appearance.Motion;
import probewright.app.settings.Theme;
import probewright.app.words.Words;

/**
 * How the window looks and speaks: what the settings say, and where they leave it to the desktop,
 * what that prefers. Follows both. JavaFX thread.
 */
final class Dress {
  private final Scene scene;
  private final Words words;
  private final Memory memory;
  private final Programs programs;
  private final ListChangeListener<Window> opened = this::opened;
  private @Nullable Theme worn;
  private boolean desktopIsStill;

  Dress(Scene scene, Words words, Memory memory, Programs programs) {
    this.scene = scene;
    this.words = words;
    this.memory = memory;
    this.programs = programs;
  }

  /** Puts on what the settings say, now and whenever they change. */
  void follow() {
    memory
        .settingsProperty()
        .addListener(
            (o, was, now) -> {
              if (!was.appearance().equals(now.appearance())) {
                put();
              }
            });
    put();
  }

  /** What is painted and not styled. */
  Look look() {
    return Look.of(appearance().look(), words.locale());
  }

  /** The language to speak: the one chosen, else the desktop's. */
  static Locale language(Appearance appearance) {
    @Nullable Locale chosen = appearance.language();
    return Words.nearest(chosen == null ? Locale.getDefault() : chosen);
  }

  /** The desktop said what it prefers. */
  void desktop(Taste taste) {
    desktopIsStill = taste.still();
    Theme preferred = taste.theme() == null ? Theme.LIGHT : taste.theme();
    memory.change(s -> s.withAppearance(a -> a.withDesktop(preferred)));
    moving();
  }

  /** From what is seen to the other look, whoever had chosen it. */
  void changeTheme() {
    Choice other = appearance().look() == Theme.LIGHT ? Choice.DARK : Choice.LIGHT;
    memory.change(s -> s.withAppearance(a -> a.withTheme(other)));
  }

  void zoom(int steps) {
    memory.change(s -> s.withAppearance(a -> a.withTextSize(a.textSize() + steps)));
  }

  void normalSize() {
    memory.change(s -> s.withAppearance(a -> a.withTextSize(Appearance.NORMAL_TEXT)));
  }

  private Appearance appearance() {
    return memory.settings().appearance();
  }

  private void put() {
    Locale locale = language(appearance());
    boolean otherLanguage = !words.locale().equals(locale);
    if (otherLanguage) {
      words.speak(locale);
    }
    Theme theme = appearance().look();
    boolean otherTheme = theme != worn;
    if (otherTheme) {
      wear(theme);
    }
    letters(locale);
    moving();
    programs.tabs().forEach(t -> t.editor().textSize(appearance().textSize()));
    if (otherTheme || otherLanguage) {
      programs.open().forEach(w -> w.look(look()));
    }
  }

  /** No sheet changes, as each that does has all of the window styled anew. */
  private void wear(Theme theme) {
    if (worn == null) {
      Application.setUserAgentStylesheet(Look.controls());
      scene.getStylesheets().setAll(Look.sheets());
      Window.getWindows().addListener(new WeakListChangeListener<>(opened));
    }
    worn = theme;
    Look.wear(theme, scene.getRoot());
    Window.getWindows().forEach(this::wear);
  }

  /** Menus and tooltips are windows of their own. */
  private void wear(Window window) {
    Theme theme = worn;
    if (theme != null && belongs(window)) {
      Look.wear(theme, window.getScene().getRoot());
    }
  }

  private boolean belongs(Window window) {
    Window own = window;
    while (own instanceof PopupWindow popup) {
      own = popup.getOwnerWindow();
    }
    return own != null && own.getScene() == scene;
  }

  private void opened(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      change.getAddedSubList().forEach(this::wear);
    }
  }

  private void letters(Locale locale) {
    Parent root = scene.getRoot();
    String wanted = locale.getLanguage().equals("zh") ? "chinese" : "latin";
    if (!root.getStyleClass().contains(wanted)) {
      root.getStyleClass().removeAll("latin", "chinese");
      root.getStyleClass().add(wanted);
      root.setStyle("-fx-font-family: \"" + Look.family(locale) + "\";");
    }
  }

  /** Style sheets keep still what need not move. */
  private void moving() {
    Motion motion = appearance().motion();
    boolean still = motion == Motion.REDUCED || (motion == Motion.DESKTOP && desktopIsStill);
    scene.getRoot().getStyleClass().removeAll("still");
    if (still) {
      scene.getRoot().getStyleClass().add("still");
    }
  }
}
