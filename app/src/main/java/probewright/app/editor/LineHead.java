package probewright.app.editor;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * What stands left of one line, in columns of fixed width: a disc or a rate, the line's number, the
 * mark of a problem, the handle that folds. One is made for each line that comes into sight and for
 * each that is typed in, so it is a bare region without labels and skins.
 */
final class LineHead extends Region {
  private static final double BEFORE = 36;
  private static final double NUMBER = 24;
  private static final double MARK = 18;
  private static final double FOLD = 12;
  private static final double GAP = 4;

  /** Width of all columns, in pixels. */
  static final double WIDTH = BEFORE + NUMBER + MARK + FOLD + GAP;

  private final Text number;
  private final @Nullable Node before;
  private final @Nullable Node mark;
  private final @Nullable Node fold;
  private final List<Line> guides;

  /**
   * @param guides where the guides of the depth stand in the text, in pixels
   */
  LineHead(
      int line,
      @Nullable Node before,
      @Nullable Node mark,
      @Nullable Node fold,
      List<Double> guides) {
    number = new Text(String.valueOf(line + 1));
    number.getStyleClass().setAll("line-number");
    number.setTextOrigin(VPos.CENTER);
    getStyleClass().add("line-head");
    getChildren().add(number);
    this.before = added(before);
    this.mark = added(mark);
    this.fold = added(fold);
    this.guides = guides.stream().map(x -> guide(WIDTH + x)).toList();
    getChildren().addAll(this.guides);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
  }

  /** Reaches out of the head into the blanks before the text. */
  private Line guide(double x) {
    Line guide = new Line();
    guide.getStyleClass().setAll("indent-guide");
    guide.setManaged(false);
    guide.setMouseTransparent(true);
    double middle = Math.floor(x) + 0.5;
    guide.setStartX(middle);
    guide.setEndX(middle);
    guide.endYProperty().bind(heightProperty());
    return guide;
  }

  /**
   * Moves the guides with the text; those that stand left of it then are not seen.
   *
   * @param x how far the text is scrolled to the right, in pixels
   */
  void scroll(double x) {
    for (Line guide : guides) {
      guide.setTranslateX(-x);
      guide.setVisible(guide.getStartX() - x >= WIDTH);
    }
  }

  /** The style of the handle that folds; empty without one. */
  String fold() {
    return fold == null ? "" : fold.getStyleClass().get(0);
  }

  private @Nullable Node added(@Nullable Node node) {
    if (node != null) {
      getChildren().add(node);
    }
    return node;
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight();
    double right = BEFORE + NUMBER;
    number.setX(snapPositionX(right - number.getLayoutBounds().getWidth()));
    number.setY(snapPositionY(height / 2));
    place(before, 2, BEFORE - 4, HPos.LEFT);
    place(mark, right + 2, MARK, HPos.LEFT);
    place(fold, right + MARK, FOLD, HPos.CENTER);
  }

  private void place(@Nullable Node node, double x, double width, HPos where) {
    if (node != null) {
      layoutInArea(node, x, 0, width, getHeight(), 0, where, VPos.CENTER);
    }
  }
}
