package probewright.app.problems;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;

/**
 * The whole text as a strip at the editor's right: a tick for each problem, a box for the part that
 * is seen; a click goes there. JavaFX thread.
 */
final class OverviewStrip extends Pane implements EditorComponent {
  private static final double WIDTH = 9;
  private static final double TICK = 3;
  private static final double LEAST_BOX = 12;

  private final Words words;
  private final TextProblems model;
  private final CodeArea area;
  private final Region box = new Region();
  private final Pane ticks = new Pane();
  private final ListChangeListener<FoundProblem> changed = change -> rebuild();
  private List<Problem> shown = List.of();
  private Subscription seen = () -> {};

  OverviewStrip(Words words, TextProblems model, CodeArea area) {
    this.words = words;
    this.model = model;
    this.area = area;
    setId("overview");
    getStyleClass().add("overview");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    setCursor(Cursor.HAND);
    box.getStyleClass().add("overview-box");
    box.setMouseTransparent(true);
    box.setManaged(false);
    ticks.setManaged(false);
    ticks.setPickOnBounds(false);
    getChildren().addAll(box, ticks);
    setOnMousePressed(event -> go(event.getY()));
    setOnMouseDragged(event -> go(event.getY()));
  }

  @Override
  public void install(CodeEditor editor) {
    model.all().addListener(changed);
    // a part that is dragged, folded or zoomed shows other lines
    seen =
        area.estimatedScrollYProperty()
            .values()
            .subscribe(y -> requestLayout())
            .and(area.totalHeightEstimateProperty().values().subscribe(h -> requestLayout()));
    rebuild();
  }

  @Override
  public void uninstall(CodeEditor editor) {
    model.all().removeListener(changed);
    seen.unsubscribe();
  }

  /** Where a line stands, as a part of the whole height. */
  static double place(int line, int lines) {
    return lines <= 1 ? 0 : Math.min(1, (line - 1.0) / lines);
  }

  private void go(double y) {
    int lines = area.getParagraphs().size();
    int line = (int) Math.max(0, Math.min(lines - 1.0, y / Math.max(1, getHeight()) * lines));
    area.moveTo(line, 0);
    area.showParagraphAtCenter(line);
    area.requestFocus();
  }

  private void rebuild() {
    shown = model.inText();
    ticks
        .getChildren()
        .setAll(
            shown.stream()
                .map(
                    problem -> {
                      Region tick = new Region();
                      tick.setManaged(false);
                      tick.getStyleClass()
                          .addAll(
                              "overview-tick",
                              problem.severity().name().toLowerCase(java.util.Locale.ROOT));
                      Tooltip tip = new Tooltip();
                      // in the language of that moment
                      tip.setOnShowing(showing -> tip.setText(words.messages().sentence(problem)));
                      Tooltip.install(tick, tip);
                      return tick;
                    })
                .toList());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight();
    int lines = area.getParagraphs().size();
    for (int i = 0; i < shown.size(); i++) {
      probewright.diagnostics.Place place = shown.get(i).place();
      double y = place == null ? 0 : place(place.line(), lines) * height;
      ticks
          .getChildren()
          .get(i)
          .resizeRelocate(1, Math.min(y, height - TICK), getWidth() - 1, TICK);
    }
    Double total = area.getTotalHeightEstimate();
    double whole = total == null ? 0 : total;
    boolean all = whole <= area.getHeight() || whole <= 0;
    box.setVisible(!all);
    if (!all) {
      Double top = area.getEstimatedScrollY();
      double part = Math.max(LEAST_BOX, area.getHeight() / whole * height);
      double from = (top == null ? 0 : top) / whole * height;
      box.resizeRelocate(0, Math.max(0, Math.min(from, height - part)), getWidth(), part);
    }
    ticks.resizeRelocate(0, 0, getWidth(), height);
  }
}
