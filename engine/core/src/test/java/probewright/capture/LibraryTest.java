package probewright.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import probewright.cli.Main;

/** Where SQLite's own code is unpacked, in a process of its own, since it is loaded once. */
@Timeout(60)
class LibraryTest {
  @TempDir private Path folder;

  /** A folder in which nothing can be made stands for one from which nothing may be run. */
  private String replay(Path temporary, Path cache) throws Exception {
    Path file =
        Files.write(folder.resolve("c"), "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "replay",
                file.toString())
            .redirectErrorStream(true);
    command.environment().put("XDG_CACHE_HOME", cache.toString());
    Process child = command.start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isEqualTo(1);
    return said;
  }

  @Test
  void itIsTriedInTheCacheFolderAndThenRefused() throws Exception {
    Path nowhere = Path.of("/proc/probewright");
    assertThat(replay(folder, nowhere)).contains(folder + "/c: error: '" + folder + "/c' is ");
    assertThat(replay(nowhere, folder)).contains(folder + "/c: error: '" + folder + "/c' is ");
    assertThat(replay(nowhere, nowhere))
        .contains("SQLite cannot be loaded", "from /proc/probewright nor");
    assertThat(leftBehind()).isEmpty();
  }

  private String leftBehind() throws IOException {
    try (var files = Files.walk(folder)) {
      return String.join(
          " ", files.map(Path::toString).filter(name -> name.endsWith(".so")).toList());
    }
  }
}
