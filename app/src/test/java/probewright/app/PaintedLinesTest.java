package probewright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.Border;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import probewright.app.assist.Card;
import probewright.app.bench.DirtyParts;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Workbench;

/** What a typed letter costs the renderer, and that it is seen with its colour (KEY-1). */
@Tag("window")
class PaintedLinesTest {
  /** A few lines of a window of 800 pixels; a list of completions fits too. */
  private static final double FEW_LINES = 0.25;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private OpenWindow window;
  private CodeArea area;
  private DirtyParts parts;

  @BeforeEach
  void open() throws Exception {
    Path file = Files.writeString(folder.resolve("a.c"), "// one\n".repeat(100));
    window = new OpenWindow(new FakeEngine(), new SettingsFile(folder.resolve("settings")));
    Workbench workbench = window.workbench();
    robot.interact(() -> workbench.open(file));
    Soon.until(20, () -> workbench.current() != null);
    area = Objects.requireNonNull(workbench.current()).editor().area();
    Soon.until(20, () -> area.isFocused() && area.getLength() > 0);
    Scene scene = Objects.requireNonNull(window.stage().getScene());
    parts = new DirtyParts(scene);
    robot.interact(() -> area.moveTo(0));
    Soon.until(20, () -> !area.getStyleOfChar(0).isEmpty());
    // what was just opened is painted in several pulses, and the first edit marks more than its
    // line
    var unused = parts.of(() -> {}, () -> {}, 30);
    unused = parts.of(() -> type('a'), () -> {}, 30);
    unused = parts.of(() -> type(' '), () -> {}, 30);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aLetterHasItsColourInThePulseThatFirstShowsIt() throws Exception {
    List<String> colours = new ArrayList<>();
    for (char letter : "struct 7".toCharArray()) {
      var unused =
          parts.of(
              () -> type(letter),
              () -> colours.add(String.join(" ", area.getStyleOfChar(area.getCaretPosition() - 1))),
              1);
    }
    assertThat(colours).hasSize(8);
    assertThat(colours.subList(0, 5)).noneMatch(colour -> colour.contains("keyword"));
    assertThat(colours.get(5)).contains("keyword");
    assertThat(colours.get(7)).contains("number");
  }

  @Test
  void aLetterPaintsItsLineAndTheFewBelow() throws Exception {
    robot.interact(() -> area.moveTo(area.lastVisibleParToAllParIndex() - 4, 0));
    var unused = parts.of(() -> type(' '), () -> {}, 30);
    for (char letter : "struct x ".toCharArray()) {
      assertThat(parts.of(() -> type(letter), () -> {}, 4))
          .as("behind %s", letter)
          .allMatch(part -> part < FEW_LINES);
    }
  }

  // JavaFX takes all lines behind one that was replaced for changed ones
  @Test
  void aLetterAboveManyLinesPaintsTheTextAndNotTheWindow() throws Exception {
    double text = share(area) + share(area.getScene().lookup("#status"));
    for (char letter : "struct x ".toCharArray()) {
      assertThat(parts.of(() -> type(letter), () -> {}, 4))
          .as("behind %s", letter)
          .allMatch(part -> part <= text);
    }
  }

  // the renderer paints the grounds of all that a changed part lies in, whatever covers them
  @Test
  void nothingThatHoldsTheTextHasAGround() {
    List<String> grounds = new ArrayList<>();
    for (Node node = area.getParent(); node != null; node = node.getParent()) {
      if (node instanceof Region region && hasGround(region)) {
        grounds.add(node.getClass().getSimpleName() + node.getStyleClass());
      }
    }
    assertThat(grounds).isEmpty();
  }

  private static boolean hasGround(Region region) {
    Background background = region.getBackground();
    Border border = region.getBorder();
    return (background != null && !background.isEmpty()) || (border != null && !border.isEmpty());
  }

  @Test
  void aCardPaintsWhereItComesAndNotWhereItWas() throws Exception {
    Card card = new Card("note-card");
    card.box().getChildren().add(new Label("a card"));
    Bounds text = area.localToScreen(area.getBoundsInLocal());
    Bounds high = new BoundingBox(text.getMinX() + 200, text.getMinY() + 20, 10, 10);
    Bounds low = new BoundingBox(text.getMinX() + 900, text.getMaxY() - 80, 10, 10);
    var unused = parts.of(() -> card.below(area, high), () -> {}, 10);
    unused = parts.of(card::hide, () -> {}, 10);
    assertThat(parts.of(() -> card.below(area, low), () -> {}, 4))
        .allMatch(part -> part < FEW_LINES);
    robot.interact(card::hide);
  }

  private static double share(Node node) {
    Scene scene = Objects.requireNonNull(node.getScene());
    Bounds bounds = node.getLayoutBounds();
    return bounds.getWidth() * bounds.getHeight() / (scene.getWidth() * scene.getHeight());
  }

  private void type(char letter) {
    String text = String.valueOf(letter);
    Event.fireEvent(
        area,
        new KeyEvent(
            KeyEvent.KEY_TYPED, text, text, KeyCode.UNDEFINED, false, false, false, false));
  }
}
