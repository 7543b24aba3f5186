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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import probewright.app.files.TextFile;
import probewright.app.files.TextFiles;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Appearance.Motion;
import probewright.app.settings.Settings.Reopening;
import probewright.app.settings.Settings.WindowPlace;

/**
 * The settings on the disk, as a properties file. Whatever stands in it, a start goes on: what
 * cannot be read counts as not set. Blocking; not for the JavaFX thread except at start-up, where
 * the first frame needs the theme.
 */
public final class SettingsFile {
  private static final int MOST_OPEN = 30;

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
    return new Settings(
        appearance(read),
        window(read),
        files(read, "recent.", Settings.MOST_RECENT),
        new Reopening(!"false".equals(read.getProperty("reopen")), files(read, "open.", MOST_OPEN)),
        read.getProperty("target", Settings.first().target()));
  }

  /** Writes all of them, whole or not at all. */
  public void save(Settings settings) throws IOException {
    Properties written = new Properties();
    Appearance appearance = settings.appearance();
    written.setProperty("theme", low(appearance.theme()));
    written.setProperty("theme.desktop", low(appearance.desktop()));
    written.setProperty("motion", low(appearance.motion()));
    written.setProperty("text.size", Double.toString(appearance.textSize()));
    Locale language = appearance.language();
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
    written.setProperty("target", settings.target());
    put(written, "recent.", settings.recent());
    written.setProperty("reopen", Boolean.toString(settings.reopening().wanted()));
    put(written, "open.", settings.reopening().files());
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

  private static Appearance appearance(Properties read) {
    Appearance first = Appearance.first();
    return new Appearance(
        one(Choice.values(), read.getProperty("theme"), first.theme()),
        one(Theme.values(), read.getProperty("theme.desktop"), first.desktop()),
        language(read.getProperty("language")),
        number(read, "text.size", first.textSize()),
        one(Motion.values(), read.getProperty("motion"), first.motion()));
  }

  private static <E extends Enum<E>> E one(E[] all, @Nullable String name, E otherwise) {
    return Stream.of(all).filter(value -> low(value).equals(name)).findFirst().orElse(otherwise);
  }

  private static String low(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void put(Properties written, String prefix, List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      written.setProperty(prefix + i, files.get(i).toString());
    }
  }

  private static List<Path> files(Properties read, String prefix, int most) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      path(read.getProperty(prefix + i, "")).filter(p -> !files.contains(p)).ifPresent(files::add);
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
