package probewright.app.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the window looks and speaks.
 *
 * @param desktop what the desktop preferred when it was asked last; light where it never said
 * @param language null until a person chose one: the desktop's then
 * @param textSize of the editor, in pixels
 */
public record Appearance(
    Choice theme, Theme desktop, @Nullable Locale language, double textSize, Motion motion) {
  /** Size of code at 100 %, in pixels. */
  public static final double NORMAL_TEXT = 12.5;

  private static final double SMALLEST_TEXT = 8;
  private static final double LARGEST_TEXT = 32;

  /** Which look a person chose. */
  public enum Choice {
    DESKTOP,
    LIGHT,
    DARK
  }

  /** Whether things may move that need not. */
  public enum Motion {
    DESKTOP,
    FULL,
    REDUCED
  }

  public Appearance {
    textSize = Math.max(SMALLEST_TEXT, Math.min(LARGEST_TEXT, textSize));
  }

  /** That of a first start. */
  static Appearance first() {
    return new Appearance(Choice.DESKTOP, Theme.LIGHT, null, NORMAL_TEXT, Motion.DESKTOP);
  }

  /** The look to put on. */
  public Theme look() {
    return switch (theme) {
      case DESKTOP -> desktop;
      case LIGHT -> Theme.LIGHT;
      case DARK -> Theme.DARK;
    };
  }

  public Appearance withTheme(Choice chosen) {
    return new Appearance(chosen, desktop, language, textSize, motion);
  }

  public Appearance withDesktop(Theme preferred) {
    return new Appearance(theme, preferred, language, textSize, motion);
  }

  public Appearance withLanguage(@Nullable Locale chosen) {
    return new Appearance(theme, desktop, chosen, textSize, motion);
  }

  /** With a size within what can be read and fits. */
  public Appearance withTextSize(double pixels) {
    return new Appearance(theme, desktop, language, pixels, motion);
  }

  public Appearance withMotion(Motion chosen) {
    return new Appearance(theme, desktop, language, textSize, chosen);
  }
}
