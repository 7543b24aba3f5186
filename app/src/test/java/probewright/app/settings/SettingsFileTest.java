package probewright.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.settings.Appearance.Choice;
import probewright.app.settings.Appearance.Motion;
import probewright.app.settings.Settings.WindowPlace;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void comesBackAsItWasKept() throws IOException {
    SettingsFile file = new SettingsFile(folder.resolve("deep/settings.properties"));
    Settings kept =
        Settings.first()
            .withAppearance(
                a ->
                    a.withTheme(Choice.DARK)
                        .withDesktop(Theme.DARK)
                        .withLanguage(Locale.SIMPLIFIED_CHINESE)
                        .withMotion(Motion.REDUCED)
                        .withTextSize(15))
            .withWindow(new WindowPlace(10, 20, 1300, 900, false))
            .withRecent(Path.of("/tmp/一 二.c"))
            .withRecent(Path.of("/tmp/b.c"))
            .withReopening(false)
            .withOpen(List.of(Path.of("/tmp/b.c"), Path.of("/tmp/c.c")))
            .withTarget("vm:6.1");
    file.save(kept);
    assertThat(file.load()).isEqualTo(kept);
  }

  @Test
  void garbageCountsAsNotSet() throws IOException {
    Path path = folder.resolve("settings.properties");
    SettingsFile file = new SettingsFile(path);
    assertThat(file.load()).isEqualTo(Settings.first());
    for (String garbage :
        List.of(
            "\u0000\u0001\u0002",
            "theme=\\u12",
            "text.size=NaN\nwindow.width=-3\nwindow.height=1e99\nrecent.0=\\u0000x\nrecent.1=relative",
            "window.width=abc\nwindow.height=900")) {
      Files.writeString(path, garbage);
      assertThat(file.load()).isEqualTo(Settings.first());
    }
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
    assertThat(file.load()).isEqualTo(Settings.first());
  }

  @Test
  void foldersFollowTheEnvironmentUnlessItIsRelative() {
    Path home = Path.of("/home/x");
    assertThat(UserFolders.of(Map.of(), home).settings())
        .hasToString("/home/x/.config/probewright/settings.properties");
    assertThat(UserFolders.of(Map.of("XDG_STATE_HOME", "/s", "XDG_CONFIG_HOME", "c"), home))
        .isEqualTo(
            new UserFolders(Path.of("/home/x/.config/probewright"), Path.of("/s/probewright")));
  }
}
