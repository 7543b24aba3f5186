package probewright.app.settings;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the workbench keeps its own files, after the XDG base directory specification.
 *
 * @param config holds {@code settings.properties}
 * @param state holds {@code log} and {@code unsaved}
 */
public record UserFolders(Path config, Path state) {
  /** Those of an environment and a home folder. */
  public static UserFolders of(Map<String, String> environment, Path home) {
    return new UserFolders(
        folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")),
        folder(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")));
  }

  /** The settings' own file. */
  public Path settings() {
    return config.resolve("settings.properties");
  }

  /** Where faults of the workbench itself are told with all that is known. */
  public Path log() {
    return state.resolve("log");
  }

  /** Where work that was not saved is kept across a crash. */
  public Path unsaved() {
    return state.resolve("unsaved");
  }

  private static Path folder(@Nullable String named, Path otherwise) {
    // the specification has relative paths ignored
    boolean usable = named != null && named.startsWith("/");
    return (usable ? Path.of(named) : otherwise).resolve("probewright");
  }
}
