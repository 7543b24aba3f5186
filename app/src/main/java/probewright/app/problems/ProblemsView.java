package probewright.app.problems;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.ByMouse;
import probewright.app.frame.Island;
import probewright.app.frame.StageStrip;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;

/** The list of problems under the editor: stage, place, one sentence, one fix. JavaFX thread. */
public final class ProblemsView extends VBox {
  private static final KeyCodeCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.CONTROL_DOWN);
  private static final int MOST_ROWS = 4;

  private final Words words;
  private final ProblemsModel model;
  private final Consumer<Problem> goTo;
  private final Consumer<Problem> report;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();

  private final ListView<FoundProblem> list;
  private final Label errors = new Label();
  private final Label others = new Label();
  private final HBox filters = new HBox();

  /**
   * @param goTo told which problem's place is to be shown
   * @param apply told which edits are to be made
   * @param report told which problem's whole story is to be shown
   */
  public ProblemsView(
      Words words,
      ProblemsModel model,
      Consumer<Problem> goTo,
      Consumer<Fix> apply,
      Consumer<Problem> report) {
    this.words = words;
    this.model = model;
    this.goTo = goTo;
    this.report = report;
    list = new ListView<>(model.shown());
    list.setId("problems");
    list.getStyleClass().add("problems");
    list.setFixedCellSize(ProblemRow.HEIGHT);
    list.setCellFactory(view -> new ProblemRow(words, model, goTo, apply, report));
    list.setOnKeyPressed(this::key);
    errors.setGraphic(Symbols.own("s-err", 13, "refused"));
    others.setGraphic(Symbols.own("s-warn", 13, "warning"));
    filters.setId("problem-stages");
    filters.getStyleClass().add("segments");
    Button copy = Island.iconButton(words, Material2AL.CONTENT_COPY, "problems.copy", this::copy);
    copy.setId("problems-copy");
    HBox header =
        new HBox(
            Island.label(words, "problems.title", "island-title"),
            errors,
            others,
            Island.spring(),
            Island.label(words, "problems.next", "secondary"),
            filters,
            copy);
    header.getStyleClass().addAll("island-header", "problems-header");
    getChildren().addAll(header, list);
    model.all().addListener((ListChangeListener<FoundProblem>) change -> refresh());
    model.filterProperty().addListener((o, was, now) -> refresh());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  /** What takes the focus. */
  public ListView<?> list() {
    return list;
  }

  /** Goes to the next problem behind a position of a text, or the one before. */
  public void step(String text, int line, int column, boolean forward) {
    FoundProblem next = model.step(text, line, column, forward);
    if (next != null) {
      model.choose(next);
      select(next);
      goTo.accept(next.here());
    }
  }

  private void key(KeyEvent event) {
    FoundProblem chosen = list.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && chosen != null) {
      model.choose(chosen);
      goTo.accept(chosen.here());
      if (ProblemRow.hasStory(chosen.problem())) {
        report.accept(chosen.here());
      }
      event.consume();
    } else if (COPY.match(event)) {
      copy();
      event.consume();
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(model.text(words.messages()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void select(@Nullable FoundProblem found) {
    if (found != null && model.shown().contains(found)) {
      list.getSelectionModel().select(found);
      reveal(model.shown().indexOf(found));
    }
  }

  /** A list that shows all of its rows must not scroll; any other no further than it has to. */
  private void reveal(int index) {
    if (model.shown().size() > MOST_ROWS
        && list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      IndexedCell<?> first = flow.getFirstVisibleCell();
      if (first == null || index < first.getIndex()) {
        list.scrollTo(index);
      } else if (index >= first.getIndex() + MOST_ROWS) {
        list.scrollTo(index - MOST_ROWS + 1);
      }
    }
  }

  private void refresh() {
    long errorCount = model.count(Severity.ERROR);
    show(errors, errorCount);
    show(others, model.all().size() - errorCount);
    filters();
    double height = Math.min(MOST_ROWS, model.shown().size()) * ProblemRow.HEIGHT + 2;
    list.setMinHeight(height);
    list.setPrefHeight(height);
    list.setMaxHeight(height);
    list.refresh();
    setVisible(!model.all().isEmpty());
    setManaged(!model.all().isEmpty());
    select(model.chosenProperty().get());
  }

  private static void show(Label label, long count) {
    label.setText(String.valueOf(count));
    label.setVisible(count > 0);
    label.setManaged(count > 0);
  }

  /**
   * A button for each stage that has found something; with one stage there is nothing to choose.
   */
  private void filters() {
    List<Stage> stages = model.stages();
    filters.getChildren().clear();
    filters.setManaged(stages.size() > 1);
    filters.setVisible(stages.size() > 1);
    filters.getChildren().add(filter(words.get("problems.all"), null));
    stages.forEach(
        stage -> filters.getChildren().add(filter(StageStrip.name(words, stage), stage)));
  }

  private ToggleButton filter(String name, @Nullable Stage stage) {
    ToggleButton button = new ToggleButton(name);
    button.getStyleClass().add("segment");
    button.setMinWidth(USE_PREF_SIZE);
    button.setSelected(model.filterProperty().get() == stage);
    ByMouse.leavesFocus(button);
    button.setOnAction(
        event -> {
          model.filterProperty().set(stage);
          refresh();
        });
    return button;
  }
}
