package probewright.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What lies over the window leaves nothing behind. Needs a display. */
@Tag("window")
@SuppressWarnings("NullAway.Init") // opened before each test
class OverlayTest {
  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private Overlay overlay;

  @AfterEach
  void hide() throws Exception {
    FxToolkit.hideStage();
  }

  @BeforeEach
  void open() throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    overlay =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Overlay made = new Overlay(new Button("below"));
              stage.setScene(new Scene(made, 400, 300));
              stage.show();
              return made;
            });
  }

  private WeakReference<Button> openAndClose() throws Exception {
    WeakReference<Button> opened =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              Button focus = new Button("focus");
              overlay.show(new StackPane(focus), focus);
              return new WeakReference<>(focus);
            });
    robot.interact(overlay::close);
    return opened;
  }

  @Test
  void whatWasClosedIsKeptByNobody() throws Exception {
    WeakReference<Button> closed = openAndClose();
    WaitForAsyncUtils.waitFor(
        20,
        TimeUnit.SECONDS,
        () -> {
          System.gc();
          return closed.get() == null;
        });
  }

  @Test
  void aWindowThatHasItNoMoreLaysItsCardsOutNoMore() throws Exception {
    AtomicInteger laidOut = new AtomicInteger();
    Pane card =
        new Pane() {
          @Override
          protected void layoutChildren() {
            laidOut.incrementAndGet();
          }
        };
    Scene scene = overlay.getScene();
    CountDownLatch pulse = new CountDownLatch(1);
    robot.interact(
        () -> {
          overlay.cards().getChildren().add(card);
          scene.setRoot(new Pane());
          new Scene(overlay);
          laidOut.set(0);
          card.requestLayout();
          scene.addPostLayoutPulseListener(pulse::countDown);
          Platform.requestNextPulse();
        });
    assertThat(pulse.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(laidOut).hasValue(0);
  }
}
