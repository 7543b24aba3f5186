package probewright.app.panels;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Figures;
import probewright.app.frame.Look;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/**
 * Rows as a drawn table: what it costs follows the pixels and not the events. It follows the tail
 * until a person scrolls away.
 */
public final class RowsView extends Region implements PanelView {
  private final RowsModel model;
  private final Words words;
  private final Canvas canvas = new Canvas();
  private final ScrollBar bar = new ScrollBar();
  private final Button follow = new Button();
  private final Label frozenBand = new Label();
  private final RowsPainter painter;
  private final RowsScroll scroll = new RowsScroll();
  private Look look;
  private long painted = -1;
  private boolean moving;

  /**
   * @param id of the node, for tests and style sheets
   */
  public RowsView(RowsModel model, String id, Words words, Look look) {
    this.model = model;
    this.words = words;
    this.look = look;
    this.painter = new RowsPainter(canvas, model, words);
    setId(id);
    getStyleClass().add("canvas-panel");
    setFocusTraversable(true);
    bar.setOrientation(Orientation.VERTICAL);
    bar.valueProperty().addListener((o, was, now) -> scrolledTo(now.doubleValue()));
    follow.getStyleClass().add("follow");
    follow.setGraphic(Symbols.material(Material2AL.ARROW_DOWNWARD, 14));
    follow.setFocusTraversable(false);
    follow.setOnAction(e -> toTail());
    frozenBand.getStyleClass().add("frozen-band");
    getChildren().addAll(canvas, bar, frozenBand, follow);
    addEventHandler(ScrollEvent.SCROLL, e -> wheel(e.getDeltaY()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> select(painter.rowAt(e.getY(), top()), true));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    setMinHeight(80);
    setPrefHeight(200);
  }

  @Override
  public Node node() {
    return this;
  }

  @Override
  public RowsModel model() {
    return model;
  }

  @Override
  public void frame() {
    long version = model.version();
    if (version != painted) {
      painted = version;
      paint();
    }
  }

  @Override
  public void look(Look other) {
    look = other;
    paint();
  }

  @Override
  public String copyText() {
    return scroll.hasSelection()
        ? model.text(scroll.selectedFrom(), scroll.selectedTo() + 1)
        : model.text();
  }

  @Override
  public void freeze(boolean keep) {
    scroll.freeze(keep, model.end());
    paint();
  }

  private long top() {
    return scroll.top(model.first(), model.end(), painter.visibleRows());
  }

  private void toTail() {
    scroll.follow();
    paint();
  }

  private void wheel(double delta) {
    scroll.moveBy(delta > 0 ? -3 : 3, model.first(), model.end(), painter.visibleRows());
    paint();
  }

  private void scrolledTo(double value) {
    if (!moving) {
      scroll.moveTo(Math.round(value), model.first(), model.end(), painter.visibleRows());
      paint();
    }
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    select(painter.rowAt(event.getY(), top()), event.isShiftDown());
  }

  private void select(long row, boolean extend) {
    if (model.row(row) != null) {
      scroll.select(row, extend);
      paint();
    }
  }

  private void key(KeyEvent event) {
    int page = Math.max(1, painter.visibleRows() - 1);
    KeyCode code = event.getCode();
    if (code == KeyCode.END) {
      toTail();
    } else if (code == KeyCode.HOME) {
      step(-RowsModel.CAPACITY, event.isShiftDown());
    } else if (code == KeyCode.PAGE_UP) {
      step(-page, event.isShiftDown());
    } else if (code == KeyCode.PAGE_DOWN) {
      step(page, event.isShiftDown());
    } else if (code == KeyCode.UP) {
      step(-1, event.isShiftDown());
    } else if (code == KeyCode.DOWN) {
      step(1, event.isShiftDown());
    } else if (code == KeyCode.ESCAPE && scroll.hasSelection()) {
      scroll.clearSelection();
      paint();
    } else {
      return;
    }
    event.consume();
  }

  private void step(int rows, boolean extend) {
    scroll.step(rows, extend, model.first(), model.end(), painter.visibleRows());
    paint();
  }

  @Override
  protected void layoutChildren() {
    double wide = bar.prefWidth(-1);
    canvas.setWidth(Math.max(0, getWidth() - wide));
    canvas.setHeight(getHeight());
    bar.resizeRelocate(getWidth() - wide, RowsPainter.HEAD, wide, getHeight() - RowsPainter.HEAD);
    paint();
  }

  private void paint() {
    long first = model.first();
    long end = scroll.end(model.end());
    int visible = painter.visibleRows();
    long top = top();
    painter.paint(top, end, scroll, look);
    moving = true;
    bar.setMin((double) first);
    bar.setMax((double) Math.max(first, end - visible));
    bar.setVisibleAmount(
        Math.max(1, (bar.getMax() - first) * visible / (double) Math.max(visible, end - first)));
    bar.setValue((double) top);
    bar.setVisible(end - first > visible);
    moving = false;
    setAccessibleText(words.get("rows.accessible", model.name(), Figures.count(model.records())));
    long unseen = scroll.unseen(model.end(), visible, first);
    boolean away = !scroll.following() && !scroll.frozen();
    follow.setVisible(away);
    if (away) {
      follow.setText(words.get("rows.follow", Figures.count(unseen)));
      follow.autosize();
      follow.relocate(getWidth() - follow.getWidth() - 28, getHeight() - follow.getHeight() - 10);
    }
    frozenBand.setVisible(scroll.frozen());
    if (scroll.frozen()) {
      frozenBand.setText(words.get("rows.frozen", Figures.count(model.end() - end)));
      frozenBand.autosize();
      frozenBand.relocate(
          getWidth() - frozenBand.getWidth() - 28, getHeight() - frozenBand.getHeight() - 10);
    }
  }
}
