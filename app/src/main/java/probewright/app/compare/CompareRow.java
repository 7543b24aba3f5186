package probewright.app.compare;

import javafx.beans.binding.DoubleBinding;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import probewright.app.compare.Comparison.Differs;
import probewright.app.compare.Comparison.Folded;
import probewright.app.compare.Comparison.Row;
import probewright.app.compare.Comparison.Same;
import probewright.app.compare.Comparison.Side;
import probewright.app.words.Words;

/** A line of two texts. JavaFX thread. */
final class CompareRow extends ListCell<Row> {
  /** What is at the sides of a half: its number and the list's bar, in pixels. */
  private static final double BESIDE = 64;

  /** Room for the list's bar, in pixels. */
  private static final double BAR = 18;

  private final Words words;

  CompareRow(Words words) {
    this.words = words;
    getStyleClass().addAll("compare-row", "code");
    // the row is as wide as the list: a long line goes on below itself
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Row row, boolean empty) {
    super.updateItem(row, empty);
    setText(null);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText("");
    } else if (row instanceof Folded folded) {
      Label label = new Label(words.get("compare.folded", folded.lines()));
      label.getStyleClass().add("compare-folded");
      setGraphic(label);
    } else if (row instanceof Same same) {
      setGraphic(
          new HBox(
              half(new Side(same.mineLine(), same.text(), 0, 0), " ", false),
              half(new Side(same.theirsLine(), same.text(), 0, 0), " ", false)));
      setAccessibleText(same.text());
    } else if (row instanceof Differs differs) {
      setGraphic(new HBox(half(differs.mine(), "\u2212", true), half(differs.theirs(), "+", true)));
      setAccessibleText(text(differs.mine()) + "\n" + text(differs.theirs()));
    }
  }

  /** How wide each of the two texts is. */
  static DoubleBinding half(ListView<Row> list) {
    return list.widthProperty().subtract(BAR).divide(2);
  }

  private static String text(@Nullable Side side) {
    return side == null ? "" : side.text();
  }

  private HBox half(@Nullable Side side, String sign, boolean differs) {
    HBox half = new HBox();
    half.getStyleClass().add("compare-side");
    DoubleBinding width = half(getListView());
    half.minWidthProperty().bind(width);
    half.maxWidthProperty().bind(width);
    HBox.setHgrow(half, Priority.ALWAYS);
    if (side == null) {
      half.getStyleClass().add("none");
      return half;
    }
    half.getStyleClass().add(differs ? "differs" : "same");
    Label number = new Label(String.valueOf(side.line()));
    number.getStyleClass().add("compare-number");
    Label mark = new Label(sign);
    mark.getStyleClass().add("compare-sign");
    TextFlow text = new TextFlow();
    text.setPrefWidth(1);
    text.prefWidthProperty().bind(width.subtract(BESIDE));
    add(text, side.text().substring(0, side.start()), "code-text");
    add(text, side.text().substring(side.start(), side.end()), "code-piece");
    add(text, side.text().substring(side.end()), "code-text");
    half.getChildren().addAll(number, mark, text);
    return half;
  }

  private static void add(TextFlow flow, String words, String style) {
    if (!words.isEmpty()) {
      Text text = new Text(words);
      text.getStyleClass().add(style);
      flow.getChildren().add(text);
    }
  }
}
