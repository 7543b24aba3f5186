package probewright.app.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.app.settings.Theme;

/**
 * Asks the desktop's portal for its colours and whether it moves things, and follows changes.
 * JavaFX 21 cannot ask, so {@code gdbus} or {@code busctl} does, in a thread of its own. A desktop
 * without a portal, or without both programs, says nothing.
 */
public final class DesktopPortal implements AutoCloseable {
  private static final String NAME = "org.freedesktop.portal.Desktop";
  private static final String OBJECT = "/org/freedesktop/portal/desktop";
  private static final String SETTINGS = "org.freedesktop.portal.Settings";
  private static final List<String> COLOURS = List.of("org.freedesktop.appearance", "color-scheme");
  private static final List<String> MOVEMENT =
      List.of("org.gnome.desktop.interface", "enable-animations");

  /** The value at the end of {@code (<<uint32 1>>,)} or {@code v v u 1}. */
  private static final Pattern ANSWER = Pattern.compile("(\\d+|true|false)>*,?\\)?\\s*$");

  private final String gdbus;
  private final String busctl;
  private final Map<String, String> environment;
  private final Consumer<Taste> told;

  /** The one that waits for changes, and one that is asked meanwhile. */
  private final Set<Process> children = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  /**
   * @param environment where the session's bus is named
   * @param told what the desktop prefers, at once and after each change, in a thread of its own
   */
  public DesktopPortal(Map<String, String> environment, Consumer<Taste> told) {
    this("gdbus", "busctl", environment, told);
  }

  DesktopPortal(
      String gdbus, String busctl, Map<String, String> environment, Consumer<Taste> told) {
    this.gdbus = gdbus;
    this.busctl = busctl;
    this.environment = Map.copyOf(environment);
    this.told = told;
  }

  /** Begins to ask; returns at once. */
  public void start() {
    // without a bus, asking would start one
    if (environment.containsKey("DBUS_SESSION_BUS_ADDRESS") || busOfSession()) {
      Thread thread = new Thread(this::follow, "probewright-desktop");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Ends what still asks. */
  @Override
  public void close() {
    closed = true;
    children.forEach(Process::destroy);
  }

  private boolean busOfSession() {
    String runtime = environment.get("XDG_RUNTIME_DIR");
    return runtime != null && Files.exists(Path.of(runtime, "bus"));
  }

  private void follow() {
    ask();
    try (BufferedReader changes =
        start(gdbus, "monitor", "--session", "--dest", NAME, "--object-path", OBJECT)) {
      String line;
      boolean gone = false;
      while (!closed && (line = changes.readLine()) != null) {
        // what changed while the portal was gone, nobody told
        boolean back = gone && line.contains(" is owned by ");
        gone = line.contains(" does not have an owner") || (gone && !back);
        if (back || tellsOfChange(line)) {
          ask();
        }
      }
    } catch (IOException noMonitor) {
      // without gdbus changes are seen at the next start
      return;
    }
  }

  private static boolean tellsOfChange(String line) {
    return line.contains("SettingChanged")
        && (line.contains(COLOURS.get(1)) || line.contains(MOVEMENT.get(1)));
  }

  private void ask() {
    Optional<String> colours = read(COLOURS);
    if (colours.isPresent() && !closed) {
      boolean still = read(MOVEMENT).filter("false"::equals).isPresent();
      told.accept(new Taste(theme(colours.get()), still));
    }
  }

  private static @Nullable Theme theme(String scheme) {
    return switch (scheme) {
      case "1" -> Theme.DARK;
      case "2" -> Theme.LIGHT;
      default -> null;
    };
  }

  private Optional<String> read(List<String> setting) {
    Optional<String> answer =
        answer(
            gdbus,
            "call",
            "--session",
            "--timeout",
            "2",
            "--dest",
            NAME,
            "--object-path",
            OBJECT,
            "--method",
            SETTINGS + ".Read",
            setting.get(0),
            setting.get(1));
    return answer.isPresent()
        ? answer
        : answer(
            busctl,
            "--user",
            "--timeout=2",
            "call",
            NAME,
            OBJECT,
            SETTINGS,
            "Read",
            "ss",
            setting.get(0),
            setting.get(1));
  }

  private Optional<String> answer(String... command) {
    try (BufferedReader output = start(command)) {
      String line = output.readLine();
      Matcher value = ANSWER.matcher(line == null ? "" : line);
      return value.find() ? Optional.of(value.group(1)) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** The output of a program that is ended when it is closed. */
  private BufferedReader start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    children.add(process);
    if (closed) {
      process.destroy();
    }
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      @Override
      public void close() throws IOException {
        process.destroy();
        children.remove(process);
        super.close();
      }
    };
  }
}
