package probewright.app.problems;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import probewright.app.frame.Island;
import probewright.app.frame.StageStrip;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/** The list of problems under the editor: stage, place, one sentence, what to do. */
public final class ProblemsView extends VBox {
  private static final double ROW = 25;
  private static final double ROW_WITH_HELP = 46;
  private static final int MOST_ROWS = 4;

  private final Words words;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();

  private final ObservableList<Problem> problems;
  private final ListView<Problem> list;
  private final Label errors = new Label();
  private final Label warnings = new Label();
  private final Consumer<Problem> goTo;
  private final Consumer<Fix> apply;
  private final Consumer<Problem> report;

  /**
   * @param goTo told which problem's place is to be shown
   * @param apply told which edit is to be made
   * @param report told which problem's own words are to be shown
   */
  public ProblemsView(
      Words words,
      ObservableList<Problem> problems,
      Consumer<Problem> goTo,
      Consumer<Fix> apply,
      Consumer<Problem> report) {
    this.words = words;
    this.problems = problems;
    this.goTo = goTo;
    this.apply = apply;
    this.report = report;
    list = new ListView<>(problems);
    list.setId("problems");
    list.getStyleClass().add("problems");
    list.setCellFactory(view -> new Row());
    list.setOnKeyPressed(
        event -> {
          Problem chosen = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && chosen != null) {
            goTo.accept(chosen);
            if (chosen.raw() != null) {
              report.accept(chosen);
            }
            event.consume();
          }
        });
    errors.setGraphic(Symbols.own("s-err", 13, "refused"));
    warnings.setGraphic(Symbols.own("s-warn", 13, "warning"));
    HBox header =
        new HBox(
            Island.label(words, "problems.title", "island-title"),
            errors,
            warnings,
            Island.spring(),
            Island.label(words, "problems.next", "secondary"));
    header.getStyleClass().addAll("island-header", "problems-header");
    getChildren().addAll(header, list);
    problems.addListener((ListChangeListener<Problem>) change -> refresh());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  /** Goes to the next problem that has a place in the text, or the one before. */
  public void step(boolean forward) {
    List<Problem> placed = problems.stream().filter(p -> p.place() != null).toList();
    if (placed.isEmpty()) {
      return;
    }
    int current = placed.indexOf(list.getSelectionModel().getSelectedItem());
    int next =
        current < 0
            ? (forward ? 0 : placed.size() - 1)
            : Math.floorMod(current + (forward ? 1 : -1), placed.size());
    list.getSelectionModel().select(placed.get(next));
    list.scrollTo(placed.get(next));
    goTo.accept(placed.get(next));
  }

  private void refresh() {
    long errorCount = count(Severity.ERROR);
    long others = problems.size() - errorCount;
    errors.setText(String.valueOf(errorCount));
    errors.setVisible(errorCount > 0);
    errors.setManaged(errorCount > 0);
    warnings.setText(String.valueOf(others));
    warnings.setVisible(others > 0);
    warnings.setManaged(others > 0);
    double height = problems.stream().limit(MOST_ROWS).mapToDouble(this::rowHeight).sum() + 2;
    list.setMinHeight(height);
    list.setPrefHeight(height);
    list.setMaxHeight(height);
    list.refresh();
    setVisible(!problems.isEmpty());
    setManaged(!problems.isEmpty());
  }

  private double rowHeight(Problem problem) {
    return words.messages().help(problem).isEmpty() ? ROW : ROW_WITH_HELP;
  }

  private long count(Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).count();
  }

  private final class Row extends ListCell<Problem> {
    Row() {
      getStyleClass().add("problem");
      // the row is as wide as the list: a long sentence ends in dots and is whole in its tooltip
      setPrefWidth(0);
      setOnMouseClicked(
          event -> {
            Problem problem = getItem();
            if (problem != null) {
              goTo.accept(problem);
            }
          });
    }

    @Override
    protected void updateItem(Problem problem, boolean empty) {
      super.updateItem(problem, empty);
      if (empty || problem == null) {
        setGraphic(null);
        setTooltip(null);
        setPrefHeight(ROW);
        return;
      }
      String sentence = words.messages().sentence(problem);
      String help = words.messages().help(problem);
      String raw = problem.raw();
      Label stage = new Label(StageStrip.name(words, problem.stage()));
      stage.getStyleClass().add("stage-chip");
      stage.setMinWidth(USE_PREF_SIZE);
      Label said = new Label(sentence);
      said.getStyleClass().add("problem-sentence");
      HBox first =
          new HBox(symbol(problem.severity()), stage, place(problem), said, Island.spring());
      first.getStyleClass().add("problem-line");
      Fix fix = problem.fix();
      if (fix != null) {
        Button mend = new Button(words.get("problems.fix", fix.replacement().strip()));
        mend.getStyleClass().add("small");
        mend.setMinWidth(USE_PREF_SIZE);
        mend.setOnAction(e -> apply.accept(fix));
        first.getChildren().add(mend);
      }
      if (raw != null) {
        first.getChildren().add(rawButton(problem));
      }
      VBox lines = new VBox(first);
      if (!help.isEmpty()) {
        Label todo = new Label(help);
        todo.getStyleClass().add("problem-help");
        lines.getChildren().add(todo);
      }
      setPrefHeight(rowHeight(problem));
      lines.getStyleClass().add("problem-lines");
      setGraphic(lines);
      Tooltip tip = new Tooltip(help.isEmpty() ? sentence : sentence + "\n" + help);
      tip.setWrapText(true);
      tip.setMaxWidth(720);
      setTooltip(tip);
      setAccessibleText(sentence + " " + help);
    }

    private Button rawButton(Problem problem) {
      Button show = new Button(words.get("report.show"));
      show.getStyleClass().addAll("small", "show-report");
      show.setMinWidth(USE_PREF_SIZE);
      show.setOnAction(e -> report.accept(problem));
      return show;
    }

    private Label place(Problem problem) {
      Place place = problem.place();
      Label label = new Label(place == null ? "" : place.line() + ":" + place.column());
      label.getStyleClass().addAll("figures", "secondary");
      label.setManaged(place != null);
      label.setMinWidth(USE_PREF_SIZE);
      return label;
    }
  }

  private static Node symbol(Severity severity) {
    return switch (severity) {
      case ERROR -> Symbols.own("s-err", 14, "refused");
      case WARNING -> Symbols.own("s-warn", 14, "warning");
      case NOTE -> Symbols.own("s-info", 14, "note");
    };
  }
}
