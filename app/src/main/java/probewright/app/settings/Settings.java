package probewright.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between two starts.
 *
 * @param language null until a person chose one: the desktop's then
 * @param window null until the window was closed once
 * @param recent files opened or saved, the last one first
 * @param textSize of the editor, in pixels
 * @param target as the command line spells it
 */
public record Settings(
    Theme theme,
    @Nullable Locale language,
    @Nullable WindowPlace window,
    List<Path> recent,
    double textSize,
    String target) {
  /** Size of code at 100 %, in pixels. */
  public static final double NORMAL_TEXT = 12.5;

  private static final int MOST_RECENT = 8;

  /** Where the window stood, in pixels of the desktop. */
  public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

  public Settings {
    recent = List.copyOf(recent);
  }

  /** Those of a first start. */
  public static Settings first() {
    return new Settings(Theme.LIGHT, null, null, List.of(), NORMAL_TEXT, "vm:6.12");
  }

  public Settings withTheme(Theme chosen) {
    return new Settings(chosen, language, window, recent, textSize, target);
  }

  public Settings withLanguage(Locale chosen) {
    return new Settings(theme, chosen, window, recent, textSize, target);
  }

  public Settings withWindow(WindowPlace place) {
    return new Settings(theme, language, place, recent, textSize, target);
  }

  public Settings withTextSize(double pixels) {
    return new Settings(theme, language, window, recent, Math.max(8, Math.min(32, pixels)), target);
  }

  public Settings withTarget(String spelling) {
    return new Settings(theme, language, window, recent, textSize, spelling);
  }

  /** With a file at the head of the recent ones. */
  public Settings withRecent(Path file) {
    List<Path> files = new ArrayList<>();
    files.add(file);
    recent.stream().filter(p -> !p.equals(file)).limit(MOST_RECENT - 1).forEach(files::add);
    return new Settings(theme, language, window, files, textSize, target);
  }

  /** Without a file that is not there any more. */
  public Settings withoutRecent(Path file) {
    return new Settings(
        theme,
        language,
        window,
        recent.stream().filter(p -> !p.equals(file)).toList(),
        textSize,
        target);
  }
}
