package probewright.app.frame;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;

/** How long something takes already, and above two seconds a bar and Cancel. */
final class Waiting extends HBox {
  private static final Duration TELL_TIME = Duration.ofMillis(300);
  private static final Duration OFFER_CANCEL = Duration.ofSeconds(2);

  private final Label time = new Label();
  private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final Button cancel = new Button();

  /**
   * @param onCancel ends what is waited for
   */
  Waiting(Words words, Runnable onCancel) {
    getStyleClass().add("waiting");
    time.getStyleClass().add("figures");
    time.setId("waiting-time");
    bar.setId("waiting-bar");
    cancel.setId("waiting-cancel");
    cancel.getStyleClass().add("status-button");
    cancel.textProperty().bind(words.of("status.cancel"));
    cancel.setOnAction(e -> onCancel.run());
    getChildren().addAll(time, bar, cancel);
    // a hidden bar would still be animated
    bar.managedProperty().bind(bar.visibleProperty());
    cancel.managedProperty().bind(cancel.visibleProperty());
    managedProperty().bind(visibleProperty());
  }

  /** Called once a frame while it can change. */
  void show(RunSession session) {
    RunPhase phase = session.phase();
    Duration since = session.inPhase();
    boolean waits = phase.active() && phase != RunPhase.STREAMING;
    boolean longer = waits && since.compareTo(OFFER_CANCEL) >= 0;
    show(since, waits);
    cancel.setVisible(longer && phase != RunPhase.STOPPING);
  }

  /** The same for what a person may go on beside, and does not cancel. */
  void show(Duration since, boolean waits) {
    setVisible(waits && since.compareTo(TELL_TIME) >= 0);
    time.setText(String.format(Locale.ROOT, "%.1f s", since.toMillis() / 1000.0));
    bar.setVisible(waits && since.compareTo(OFFER_CANCEL) >= 0);
    cancel.setVisible(false);
  }

  void hide() {
    setVisible(false);
    bar.setVisible(false);
  }
}
