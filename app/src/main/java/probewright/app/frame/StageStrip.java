package probewright.app.frame;

import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.session.StageStatus;
import probewright.app.session.StageStatus.State;
import probewright.app.words.Words;
import probewright.diagnostics.Stage;

/** One run from left to right: five stages, each with its state's shape and its time. */
public final class StageStrip extends HBox {
  private final Words words;
  private final Label streaming = new Label();
  private boolean folded;
  private List<StageStatus> shown = StageStatus.none();
  private RunPhase phase = RunPhase.IDLE;

  public StageStrip(Words words) {
    this.words = words;
    setId("stages");
    getStyleClass().add("stage-strip");
    streaming.getStyleClass().add("figures");
    streaming.setMinWidth(USE_PREF_SIZE);
    setMinWidth(USE_PREF_SIZE);
    words.languageProperty().addListener((o, was, now) -> rebuild());
    rebuild();
  }

  /** Folds the finished stages into one, where the window is narrow. */
  public void fold(boolean fold) {
    if (folded != fold) {
      folded = fold;
      rebuild();
    }
  }

  /** Shows how far a session is. */
  public void show(RunSession session) {
    shown = session.stagesProperty().get();
    phase = session.phase();
    tick(session);
    rebuild();
  }

  /** Called once a frame while it streams. */
  public void tick(RunSession session) {
    String clock = Figures.clock(session.streamed());
    if (!clock.equals(streaming.getText())) {
      streaming.setText(clock);
    }
  }

  /** The words of a stage. */
  public static String name(Words words, Stage stage) {
    return switch (stage) {
      case TRANSLATE -> words.get("stage.translate");
      case COMPILE -> words.get("stage.compile");
      case LOAD -> words.get("stage.load");
      case ATTACH -> words.get("stage.attach");
      case STREAM -> words.get("stage.stream");
      case CLOSE -> words.get("stage.close");
    };
  }

  private void rebuild() {
    getChildren().clear();
    long done = shown.stream().filter(s -> s.state() == State.DONE).count();
    boolean fold = folded && done > 1;
    if (fold) {
      Duration all =
          shown.stream()
              .map(StageStatus::took)
              .filter(java.util.Objects::nonNull)
              .reduce(Duration.ZERO, Duration::plus);
      getChildren()
          .add(pill(State.DONE, words.get("stage.folded", done), Figures.time(all), false));
    }
    for (StageStatus status : shown) {
      boolean keep = !fold || status.state() == State.RUNNING || status.state() == State.REFUSED;
      if (keep && !(fold && status.state() == State.DONE)) {
        if (!getChildren().isEmpty()) {
          getChildren().add(arrow());
        }
        getChildren().add(stage(status));
      }
    }
  }

  private Node stage(StageStatus status) {
    boolean streams = status.stage() == Stage.STREAM && phase == RunPhase.STREAMING;
    String name = streams ? words.get("stage.streaming") : name(words, status.stage());
    Duration took = status.took();
    HBox pill =
        pill(
            status.state(),
            name,
            took == null ? "" : Figures.time(took),
            status.state() == State.RUNNING || status.state() == State.REFUSED);
    pill.setId("stage-" + status.stage().name().toLowerCase(java.util.Locale.ROOT));
    if (streams) {
      pill.getChildren().add(streaming);
    }
    pill.setAccessibleText(name + ", " + said(status.state()));
    return pill;
  }

  private String said(State state) {
    return switch (state) {
      case NOT_REACHED -> words.get("stage.state.not-reached");
      case WAITING -> words.get("stage.state.waiting");
      case RUNNING -> words.get("stage.state.running");
      case DONE -> words.get("stage.state.done");
      case REFUSED -> words.get("stage.state.refused");
    };
  }

  private static HBox pill(State state, String name, String time, boolean raised) {
    Label label = new Label(name);
    label.setMinWidth(USE_PREF_SIZE);
    HBox pill = new HBox(symbol(state), label);
    pill.setMinWidth(USE_PREF_SIZE);
    pill.getStyleClass().add("stage");
    if (raised) {
      pill.getStyleClass().add(state == State.REFUSED ? "refused" : "running");
    }
    if (!time.isEmpty()) {
      Label figure = new Label(time);
      figure.setMinWidth(USE_PREF_SIZE);
      figure.getStyleClass().add("figures");
      pill.getChildren().add(figure);
    }
    return pill;
  }

  private static Node arrow() {
    Label arrow = new Label("\u203a");
    arrow.getStyleClass().add("stage-arrow");
    return arrow;
  }

  /** The shape of a state. */
  static Node symbol(State state) {
    return switch (state) {
      case NOT_REACHED -> Symbols.own("s-none", 13, "faint");
      case WAITING -> Symbols.own("s-wait", 13, "faint");
      case RUNNING -> Symbols.own("s-run", 13, "passed");
      case DONE -> Symbols.own("s-ok", 13, "passed");
      case REFUSED -> Symbols.own("s-err", 13, "refused");
    };
  }
}
