package probewright.app.frame;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import probewright.app.settings.Theme;

/**
 * Colours and types for what is drawn on a canvas, where style sheets do not reach. The roles are
 * those of the visual specification, section 4.
 */
public record Look(
    Theme theme,
    String family,
    Color island,
    Color band,
    Color text,
    Color muted,
    Color faint,
    Color hairline,
    Color accent,
    Color selection,
    Color danger,
    Color series1,
    Color series2) {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  public static final String CODE_FAMILY = "JetBrains Mono";

  /** One for each part of the window, the general one first. */
  private static final List<String> SHEETS =
      List.of(
          "workbench.css", //
          "editor.css", //
          "commands.css", //
          "documents.css", //
          "compare.css", //
          "assist.css", //
          "problems.css", //
          "knowledge.css");

  private static final String WIDE_FAMILY = "Noto Sans Mono CJK SC";

  /** The look of a theme with the letters of a language. */
  public static Look of(Theme theme, Locale locale) {
    String family = family(locale);
    return theme == Theme.LIGHT
        ? new Look(
            theme,
            family,
            Color.web("#ffffff"),
            Color.web("#f6f8fa"),
            Color.web("#24292f"),
            Color.web("#57606a"),
            Color.web("#6e7781"),
            Color.web("#eaeef2"),
            Color.web("#0969da"),
            Color.web("#ddf4ff"),
            Color.web("#cf222e"),
            Color.web("#0969da"),
            Color.web("#e16f24"))
        : new Look(
            theme,
            family,
            Color.web("#0d1117"),
            Color.web("#161b22"),
            Color.web("#c9d1d9"),
            Color.web("#8b949e"),
            Color.web("#8b949e"),
            Color.web("#21262d"),
            Color.web("#58a6ff"),
            Color.web("#388bfd", 0.15),
            Color.web("#f85149"),
            Color.web("#58a6ff"),
            Color.web("#f0883e"));
  }

  /** The family of a language's controls and texts. */
  public static String family(Locale locale) {
    return locale.getLanguage().equals("zh") ? "Noto Sans CJK SC" : "Inter";
  }

  public Font words(double size) {
    return Font.font(family, size);
  }

  public static Font figures(double size) {
    return Font.font(CODE_FAMILY, size);
  }

  /**
   * The code font, or the one that has what the code font lacks: a family of JavaFX falls back on
   * no other where the desktop's language is not the text's.
   */
  public static Font figures(double size, String text) {
    return text.codePoints().anyMatch(Look::wide) ? Font.font(WIDE_FAMILY, size) : figures(size);
  }

  /** Whether a letter is Chinese, Japanese or Korean, which the code font lacks. */
  public static boolean wide(int codePoint) {
    return codePoint >= 0x2e80;
  }

  /** The style sheets of a scene in any theme, the general one first. */
  public static List<String> sheets() {
    return SHEETS.stream().map(Look::sheet).toList();
  }

  /** What stands below them: the controls' look and the roles of both themes, in one sheet. */
  public static String controls() {
    return sheet("controls.css");
  }

  /** Puts a theme on all that lies under a scene's root, which that sheet knows as a state. */
  public static void wear(Theme theme, Parent root) {
    root.pseudoClassStateChanged(DARK, theme == Theme.DARK);
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Look.class.getResource("/probewright/app/" + name))
        .toExternalForm();
  }
}
