package probewright.app.problems;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import probewright.app.frame.Island;
import probewright.app.frame.StageStrip;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/** One problem of the list. JavaFX thread. */
final class ProblemRow extends ListCell<FoundProblem> {
  /** In pixels at 100 %. */
  static final double HEIGHT = 27;

  private static final double WIDEST_TIP = 560;

  private final Words words;
  private final ProblemsModel model;
  private final Consumer<Fix> apply;
  private final Consumer<Problem> report;

  ProblemRow(
      Words words,
      ProblemsModel model,
      Consumer<Problem> goTo,
      Consumer<Fix> apply,
      Consumer<Problem> report) {
    this.words = words;
    this.model = model;
    this.apply = apply;
    this.report = report;
    getStyleClass().add("problem");
    // the row is as wide as the list: a long sentence ends in dots and is whole in its tooltip
    setPrefWidth(0);
    setOnMouseClicked(
        event -> {
          FoundProblem found = getItem();
          if (found != null) {
            goTo.accept(found.here());
          }
        });
  }

  /** Whether more is to be told of it than its row and its tooltip do. */
  static boolean hasStory(Problem problem) {
    return problem.raw() != null || !problem.notes().isEmpty();
  }

  @Override
  protected void updateItem(FoundProblem found, boolean empty) {
    super.updateItem(found, empty);
    if (empty || found == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText("");
      return;
    }
    Problem problem = found.here();
    String sentence = words.messages().sentence(problem);
    String help = words.messages().help(problem);
    Label stage = new Label(StageStrip.name(words, problem.stage()));
    stage.getStyleClass().add("stage-chip");
    stage.setMinWidth(USE_PREF_SIZE);
    Label said = new Label(found.stale() ? words.get("problems.stale", sentence) : sentence);
    said.getStyleClass().add("problem-sentence");
    HBox line = new HBox(symbol(problem.severity()), stage, place(problem), said, Island.spring());
    line.getStyleClass().add("problem-line");
    if (found.stale()) {
      line.getStyleClass().add("stale");
    }
    Fix fix = problem.fix();
    if (fix != null) {
      line.getChildren()
          .add(button(words.messages().sentence(fix), "show-fix", () -> apply.accept(fix)));
    }
    if (hasStory(problem)) {
      line.getChildren()
          .add(button(words.get("report.show"), "show-report", () -> report.accept(problem)));
    }
    setGraphic(line);
    setTooltip(tip(help.isEmpty() ? sentence : sentence + "\n" + help));
    setAccessibleText(sentence + " " + help);
  }

  private static Button button(String name, String style, Runnable action) {
    Button button = new Button(name);
    button.getStyleClass().addAll("small", style);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static Tooltip tip(String text) {
    Tooltip tip = new Tooltip(text);
    tip.setWrapText(true);
    tip.setMaxWidth(WIDEST_TIP);
    tip.setShowDuration(Duration.seconds(30));
    return tip;
  }

  private Label place(Problem problem) {
    Place place = problem.place();
    Label label = new Label(model.where(place));
    label.getStyleClass().addAll("figures", "secondary");
    label.setManaged(place != null);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** The shape of a severity. */
  static Node symbol(Severity severity) {
    return switch (severity) {
      case ERROR -> Symbols.own("s-err", 14, "refused");
      case WARNING -> Symbols.own("s-warn", 14, "warning");
      case NOTE -> Symbols.own("s-info", 14, "note");
    };
  }
}
