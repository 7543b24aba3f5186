package probewright.app.frame;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.session.RunPhase;
import probewright.app.words.Words;

/** Run, or Stop in its place, or why neither can be pressed. */
public final class RunButtons extends HBox {
  private final Button run = new Button();
  private final Button stop = new Button();
  private final Label reason = new Label();

  public RunButtons(Words words, Runnable onRun, Runnable onStop) {
    getStyleClass().add("run-buttons");
    run.setId("run");
    run.textProperty().bind(words.of("run.run"));
    run.setGraphic(Symbols.material(Material2MZ.PLAY_ARROW, 18));
    run.getStyleClass().add("run");
    run.setOnAction(e -> onRun.run());
    stop.setId("stop");
    stop.textProperty().bind(words.of("run.stop"));
    stop.setGraphic(Symbols.material(Material2MZ.STOP, 18));
    stop.getStyleClass().add("stop");
    stop.setOnAction(e -> onStop.run());
    reason.getStyleClass().add("secondary");
    reason.setMinWidth(0);
    for (Button button : new Button[] {run, stop}) {
      button.setMinWidth(USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    reason.managedProperty().bind(reason.visibleProperty());
    getChildren().addAll(reason, run, stop);
  }

  /**
   * Shows what can be done.
   *
   * @param why the reason nothing can be run, empty when something can
   */
  public void show(RunPhase phase, String why) {
    run.setVisible(!phase.active());
    run.setDisable(!why.isEmpty());
    stop.setVisible(phase.active());
    stop.setDisable(phase == RunPhase.STOPPING);
    reason.setText(why);
    reason.setVisible(!why.isEmpty() && !phase.active());
  }
}
