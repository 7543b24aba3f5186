package probewright.app.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.settings.Settings.WindowPlace;

/**
 * The settings on the disk, as a properties file. Whatever stands in it, a start goes on: what
 * cannot be read counts as not set. Blocking; not for the JavaFX thread except at start-up, where
 * the first frame needs the theme.
 */
public final class SettingsFile {
  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /** Reads what is there; a missing, unreadable or garbled file gives those of a first start. */
  public Settings load() {
    Properties read = new Properties();
    try {
      byte[] bytes = Files.readAllBytes(file);
      read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException unusable) {
      return Settings.first();
    }
    Settings first = Settings.first();
    Settings settings =
        new Settings(
            "dark".equals(read.getProperty("theme")) ? Theme.DARK : Theme.LIGHT,
            language(read.getProperty("language")),
            window(read),
            recent(read),
            Settings.NORMAL_TEXT,
            read.getProperty("target", first.target()));
    return settings.withTextSize(number(read, "text.size", Settings.NORMAL_TEXT));
  }

  /** Writes all of them, whole or not at all. */
  public void save(Settings settings) throws IOException {
    Properties written = new Properties();
    written.setProperty("theme", settings.theme() == Theme.DARK ? "dark" : "light");
    Locale language = settings.language();
    if (language != null) {
      written.setProperty("language", language.toLanguageTag());
    }
    WindowPlace window = settings.window();
    if (window != null) {
      written.setProperty("window.x", Double.toString(window.x()));
      written.setProperty("window.y", Double.toString(window.y()));
      written.setProperty("window.width", Double.toString(window.width()));
      written.setProperty("window.height", Double.toString(window.height()));
      written.setProperty("window.maximized", Boolean.toString(window.maximized()));
    }
    written.setProperty("text.size", Double.toString(settings.textSize()));
    written.setProperty("target", settings.target());
    for (int i = 0; i < settings.recent().size(); i++) {
      written.setProperty("recent." + i, settings.recent().get(i).toString());
    }
    StringWriter text = new StringWriter();
    written.store(text, null);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    TextFiles.write(file, TextFile.of(text.toString()));
  }

  private static @Nullable Locale language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    return tag.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  private static @Nullable WindowPlace window(Properties read) {
    double width = number(read, "window.width", 0);
    double height = number(read, "window.height", 0);
    if (width < 200 || height < 200 || width > 20_000 || height > 20_000) {
      return null;
    }
    return new WindowPlace(
        number(read, "window.x", 0),
        number(read, "window.y", 0),
        width,
        height,
        Boolean.parseBoolean(read.getProperty("window.maximized")));
  }

  private static List<Path> recent(Properties read) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      path(read.getProperty("recent." + i, ""))
          .filter(p -> !files.contains(p))
          .ifPresent(files::add);
    }
    return files;
  }

  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Path::isAbsolute);
    } catch (InvalidPathException garbled) {
      return Optional.empty();
    }
  }

  private static double number(Properties read, String key, double otherwise) {
    String text = read.getProperty(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException garbled) {
      return otherwise;
    }
  }
}
