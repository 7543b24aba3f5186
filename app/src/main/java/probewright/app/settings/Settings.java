package probewright.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between two starts.
 *
 * @param window null until the window was closed once
 * @param recent files opened or saved, the last one first
 * @param reopening which files a start opens again
 * @param target as the command line spells it
 */
public record Settings(
    Appearance appearance,
    @Nullable WindowPlace window,
    List<Path> recent,
    Reopening reopening,
    String target) {
  static final int MOST_RECENT = 8;

  /** Where the window stood, in pixels of the desktop. */
  public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

  /**
   * Files that were open when the window was closed.
   *
   * @param wanted whether a start opens them again
   */
  public record Reopening(boolean wanted, List<Path> files) {
    public Reopening {
      files = List.copyOf(files);
    }
  }

  public Settings {
    recent = List.copyOf(recent);
  }

  /** Those of a first start. */
  public static Settings first() {
    return new Settings(
        Appearance.first(), null, List.of(), new Reopening(true, List.of()), "vm:6.12");
  }

  public Settings withAppearance(UnaryOperator<Appearance> edit) {
    return new Settings(edit.apply(appearance), window, recent, reopening, target);
  }

  public Settings withWindow(WindowPlace place) {
    return new Settings(appearance, place, recent, reopening, target);
  }

  public Settings withReopening(boolean wanted) {
    return new Settings(
        appearance, window, recent, new Reopening(wanted, reopening.files()), target);
  }

  /** With the files that are open now. */
  public Settings withOpen(List<Path> files) {
    return new Settings(
        appearance, window, recent, new Reopening(reopening.wanted(), files), target);
  }

  public Settings withTarget(String spelling) {
    return new Settings(appearance, window, recent, reopening, spelling);
  }

  /** With a file at the head of the recent ones. */
  public Settings withRecent(Path file) {
    List<Path> files = new ArrayList<>();
    files.add(file);
    recent.stream().filter(p -> !p.equals(file)).limit(MOST_RECENT - 1).forEach(files::add);
    return new Settings(appearance, window, files, reopening, target);
  }

  /** Without a file that is not there any more. */
  public Settings withoutRecent(Path file) {
    List<Path> files = recent.stream().filter(p -> !p.equals(file)).toList();
    return new Settings(appearance, window, files, reopening, target);
  }
}
