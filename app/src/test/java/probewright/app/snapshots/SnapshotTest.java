package probewright.app.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.util.WaitForAsyncUtils;
import probewright.app.settings.Appearance.Choice;
import probewright.app.snapshots.StillWindow.State;
import probewright.app.words.Words;

/**
 * Each main state looks, to the pixel, as it did when somebody looked at it. A picture that differs
 * is written to {@code target/snapshots} with one of the difference; {@code
 * -Dprobewright.snapshots=accept} takes those that are seen now, to be looked at before they are
 * committed.
 */
@Tag("window")
class SnapshotTest {
  private static final int MOST_SHADE = 32;
  private static final Path PICTURES = Path.of("src/test/resources/probewright/app/snapshots");
  private static final Path SEEN = Path.of("target/snapshots");
  private static final int DIFFERENT = 0xffff0000;

  @TempDir Path folder;

  /** One picture. */
  record Shot(State state, Choice theme, Locale language) {
    String file() {
      return String.join(
              "-",
              state.name().toLowerCase(Locale.ROOT),
              theme.name().toLowerCase(Locale.ROOT),
              language.getLanguage())
          + ".png";
    }

    @Override
    public String toString() {
      return file();
    }
  }

  static List<Shot> shots() {
    List<Shot> shots = new ArrayList<>();
    for (State state : State.values()) {
      boolean all = state == State.WELCOME || state == State.PROGRAM;
      shots.add(new Shot(state, Choice.LIGHT, Locale.ENGLISH));
      shots.add(new Shot(state, Choice.DARK, Words.CHINESE));
      if (all) {
        shots.add(new Shot(state, Choice.DARK, Locale.ENGLISH));
        shots.add(new Shot(state, Choice.LIGHT, Words.CHINESE));
      }
    }
    return shots;
  }

  @ParameterizedTest
  @MethodSource("shots")
  void looksAsItDid(Shot shot) throws Exception {
    BufferedImage seen;
    try (StillWindow window = new StillWindow(folder, shot.theme(), shot.language())) {
      window.show(shot.state());
      WritableImage picture =
          WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.scene().snapshot(null));
      seen = copy(picture);
    }
    Path expected = PICTURES.resolve(shot.file());
    if (System.getProperty("probewright.snapshots", "").equals("accept")) {
      write(seen, expected);
    }
    assertThat(expected).exists();
    BufferedImage was = ImageIO.read(expected.toFile());
    assertThat(seen.getWidth()).isEqualTo(was.getWidth());
    assertThat(seen.getHeight()).isEqualTo(was.getHeight());
    BufferedImage difference = new BufferedImage(was.getWidth(), was.getHeight(), was.getType());
    int pixels = compare(seen, was, difference);
    if (pixels > 0) {
      write(seen, SEEN.resolve(shot.file()));
      write(difference, SEEN.resolve("difference-" + shot.file()));
    }
    assertThat(pixels).as("pixels that differ, see app/%s", SEEN).isZero();
  }

  private static int compare(BufferedImage seen, BufferedImage was, BufferedImage difference) {
    int pixels = 0;
    for (int y = 0; y < was.getHeight(); y++) {
      for (int x = 0; x < was.getWidth(); x++) {
        boolean same = near(seen.getRGB(x, y), was.getRGB(x, y));
        difference.setRGB(x, y, same ? was.getRGB(x, y) : DIFFERENT);
        pixels += same ? 0 : 1;
      }
    }
    return pixels;
  }

  /** Edges are smoothed a shade differently from run to run: by 23 of 256 where it was measured. */
  private static boolean near(int one, int other) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > MOST_SHADE) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage copy(WritableImage picture) {
    PixelReader pixels = picture.getPixelReader();
    int width = (int) picture.getWidth();
    int height = (int) picture.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    return copy;
  }

  private static void write(BufferedImage picture, Path path) throws IOException {
    File file = path.toFile();
    Files.createDirectories(Stream.ofNullable(path.getParent()).findFirst().orElseThrow());
    assertThat(ImageIO.write(picture, "png", file)).isTrue();
  }
}
