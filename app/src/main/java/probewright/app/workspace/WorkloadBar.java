package probewright.app.workspace;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.session.WorkloadModel.Status;
import probewright.app.words.Words;

/** The row that gives the program something to see: a command that runs in the practice VM. */
final class WorkloadBar extends HBox {
  private final Words words;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> tell();

  private final RunSession session;
  private final TextField command = new TextField();
  private final Label status = new Label();

  WorkloadBar(Words words, RunSession session, String suggested) {
    this.words = words;
    this.session = session;
    getStyleClass().addAll("island", "island-ground", "workload-bar");
    command.setId("workload");
    command.setText(suggested);
    command.promptTextProperty().bind(words.of("workload.prompt"));
    command.setOnAction(e -> start());
    command.getStyleClass().add("code-field");
    command.accessibleTextProperty().bind(words.of("workload.title"));
    HBox.setHgrow(command, Priority.ALWAYS);
    Button run = new Button();
    run.setId("workload-run");
    run.textProperty().bind(words.of("workload.run"));
    run.setGraphic(Symbols.material(Material2MZ.PLAY_ARROW, 16));
    run.setMinWidth(USE_PREF_SIZE);
    run.setOnAction(e -> start());
    BooleanBinding streaming =
        Bindings.createBooleanBinding(
            () -> session.phase() == RunPhase.STREAMING && !session.workload().running(),
            session.phaseProperty(),
            session.workload().statusProperty());
    run.disableProperty().bind(streaming.not().or(Bindings.isEmpty(command.textProperty())));
    status.setId("workload-status");
    status.getStyleClass().add("secondary");
    status.setMaxWidth(260);
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(status.textProperty());
    status.setTooltip(tip);
    Label title = Island.label(words, "workload.title", "workload-title");
    title.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(Symbols.material(Material2AL.CODE, 16), title, command, run, status);
    session.phaseProperty().addListener((o, was, now) -> tell());
    session.workload().statusProperty().addListener((o, was, now) -> tell());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    tell();
  }

  private void start() {
    if (!command.getText().isBlank()) {
      session.startWorkload(command.getText().strip());
    }
  }

  private void tell() {
    Status now = session.workload().statusProperty().get();
    status.setText(text(now));
  }

  private String text(Status now) {
    if (now instanceof Status.Running running) {
      return words.get("workload.running", running.said());
    }
    if (now instanceof Status.Exited exited) {
      return exited.code() == 0
          ? words.get("workload.done", exited.said())
          : words.get("workload.exit", exited.code(), exited.said());
    }
    if (now instanceof Status.Failed failed) {
      return words.messages().sentence(failed.why());
    }
    if (now instanceof Status.TakenDown) {
      return words.get("workload.taken-down");
    }
    return session.phase() == RunPhase.STREAMING ? "" : words.get("workload.first");
  }
}
