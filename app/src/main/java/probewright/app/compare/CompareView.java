package probewright.app.compare;

import java.time.Duration;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.analysis.Pause;
import probewright.app.compare.Comparison.Row;
import probewright.app.frame.Island;
import probewright.app.words.Words;

/**
 * The text here and the one in the file, side by side, to be read: F7 goes from difference to
 * difference, Esc closes. JavaFX thread.
 */
public final class CompareView {
  /** Before what stands in a header, in pixels. */
  private static final double HEADER_PADDING = 12;

  /** What takes longer is told. */
  private static final Duration TELL = Duration.ofMillis(300);

  private final Words words;
  private final ListView<Row> list = new ListView<>();
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final Label count = new Label();
  private final VBox node = new VBox();
  private final Runnable close;
  private final ComparisonModel model;
  private final Pause late = Pause.of(TELL);

  /** Held weakly by the words, which outlive a text that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> spoken();

  /**
   * @param keep keeps the text here
   * @param take takes the file's
   * @param close goes back to the text
   * @param background where texts are compared
   */
  public CompareView(
      Words words, Runnable keep, Runnable take, Runnable close, Executor background) {
    this.words = words;
    model = new ComparisonModel(Comparison::of, background, Platform::runLater);
    model.comparingProperty().addListener((o, was, now) -> comparing(now));
    model.comparisonProperty().addListener((o, was, now) -> show(now));
    this.close = close;
    list.setItems(rows);
    list.setId("compare-rows");
    list.getStyleClass().add("compare-rows");
    list.setCellFactory(view -> new CompareRow(words));
    VBox.setVgrow(list, Priority.ALWAYS);
    count.getStyleClass().add("secondary");
    count.setId("compare-count");
    HBox theirs = half("compare.theirs", button("compare-take", "changed.take", take));
    theirs
        .getChildren()
        .addAll(
            Island.spring(),
            count,
            Island.iconButton(
                words, Material2AL.ARROW_UPWARD, "compare.previous", () -> step(false)),
            Island.iconButton(words, Material2AL.ARROW_DOWNWARD, "compare.next", () -> step(true)),
            Island.iconButton(words, Material2AL.CLOSE, "compare.close", close));
    HBox mine = half("compare.mine", button("compare-keep", "changed.keep", keep));
    DoubleBinding column = CompareRow.half(list).subtract(HEADER_PADDING);
    mine.minWidthProperty().bind(column);
    mine.maxWidthProperty().bind(column);
    HBox header = new HBox(mine, theirs);
    header.getStyleClass().addAll("island-header", "compare-header");
    node.setId("compare");
    node.getStyleClass().add("compare");
    node.getChildren().addAll(header, list);
    node.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
  }

  private HBox half(String key, Button button) {
    HBox half = new HBox(Island.label(words, key, "island-title"), button);
    half.getStyleClass().add("compare-half");
    HBox.setHgrow(half, Priority.ALWAYS);
    return half;
  }

  private Button button(String id, String key, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.textProperty().bind(words.of(key));
    button.getStyleClass().add("small");
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  public Node node() {
    return node;
  }

  /**
   * Lays two texts beside one another as soon as they are compared; the first difference is in
   * sight.
   */
  public void show(String mine, String theirs) {
    model.compare(mine, theirs);
  }

  private void comparing(boolean now) {
    if (now) {
      late.restart(() -> count.setText(words.get("compare.doing")));
    } else {
      late.stop();
      spoken();
    }
  }

  private void show(Comparison now) {
    rows.setAll(now.rows());
    spoken();
    go(now.step(-1, true));
  }

  /** Gives it the focus. */
  public void focus() {
    list.requestFocus();
  }

  private void spoken() {
    count.setText(
        model.failedProperty().get()
            ? words.get("compare.failed")
            : words.get("compare.count", shown().differences()));
    list.refresh();
  }

  private void step(boolean forward) {
    go(shown().step(list.getSelectionModel().getSelectedIndex(), forward));
  }

  private Comparison shown() {
    return model.comparisonProperty().get();
  }

  private void go(int row) {
    if (row >= 0) {
      list.getSelectionModel().clearAndSelect(row);
      list.getFocusModel().focus(row);
      list.scrollTo(Math.max(0, row - 3));
    }
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close.run();
      event.consume();
    } else if (event.getCode() == KeyCode.F7) {
      step(!event.isShiftDown());
      event.consume();
    }
  }
}
