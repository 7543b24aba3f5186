package probewright.app.panels;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import probewright.app.frame.Figures;
import probewright.app.frame.Look;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/**
 * Counts by power of two as bars, with the cumulative share as a line over them. The mouse or the
 * arrow keys choose a bar, whose figures are read out.
 */
public final class HistogramView extends Region implements PanelView {
  private final HistogramModel model;
  private final Words words;
  private final Canvas canvas = new Canvas();
  private final Label readout = new Label();
  private final HistogramPainter painter;
  private Look look;
  private Distribution shown = Distribution.empty();
  private long painted = -1;
  private int chosen = -1;
  private boolean frozen;

  public HistogramView(HistogramModel model, Words words, Look look) {
    this.model = model;
    this.words = words;
    this.look = look;
    this.painter = new HistogramPainter(canvas, words);
    setId("histogram-" + model.name());
    getStyleClass().add("canvas-panel");
    setFocusTraversable(true);
    readout.getStyleClass().add("readout");
    readout.setId("readout-" + model.name());
    readout.setVisible(false);
    readout.setMouseTransparent(true);
    readout.setGraphic(Symbols.own("p-hist", 13, "accent"));
    getChildren().addAll(canvas, readout);
    setOnMouseMoved(e -> choose(painter.barAt(e.getY())));
    setOnMouseExited(e -> choose(-1));
    setOnMousePressed(e -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    widthProperty().addListener((o, was, now) -> requestLayout());
    setMinHeight(120);
    setPrefHeight(300);
  }

  @Override
  public Node node() {
    return this;
  }

  @Override
  public HistogramModel model() {
    return model;
  }

  /** What is painted now. */
  public Distribution shown() {
    return shown;
  }

  @Override
  public void frame() {
    if (!frozen && model.version() != painted) {
      painted = model.version();
      shown = model.counts().trimmed();
      if (chosen >= shown.bars().size()) {
        chosen = -1;
      }
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
    return model.text();
  }

  @Override
  public void freeze(boolean keep) {
    frozen = keep;
    frame();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  private void key(KeyEvent event) {
    int last = shown.bars().size() - 1;
    if (event.getCode() == KeyCode.DOWN) {
      choose(Math.min(last, chosen + 1));
    } else if (event.getCode() == KeyCode.UP) {
      choose(Math.max(0, chosen < 0 ? last : chosen - 1));
    } else if (event.getCode() == KeyCode.HOME) {
      choose(0);
    } else if (event.getCode() == KeyCode.END) {
      choose(last);
    } else if (event.getCode() == KeyCode.ESCAPE && chosen >= 0) {
      choose(-1);
    } else {
      return;
    }
    event.consume();
  }

  private void choose(int bar) {
    int next = bar < shown.bars().size() ? bar : -1;
    if (next != chosen) {
      chosen = next;
      paint();
    }
  }

  private void paint() {
    painter.paint(shown, chosen, look);
    readout.setVisible(chosen >= 0);
    setAccessibleText(words.get("histogram.accessible", model.name(), shown.text()));
    if (chosen < 0) {
      return;
    }
    var bar = shown.bars().get(chosen);
    readout.setText(
        words.get(
            "histogram.readout",
            HistogramPainter.range(bar),
            Figures.count(bar.count()),
            Figures.percent(shown.share(chosen)),
            Figures.percent(shown.atOrBelow(chosen))));
    readout.autosize();
    double below = painter.top(chosen) + painter.rowHeight() + 4;
    double y =
        below + readout.getHeight() > getHeight()
            ? painter.top(chosen) - readout.getHeight() - 4
            : below;
    double x = Math.max(4, Math.min(painter.barStart() + 12, getWidth() - readout.getWidth() - 6));
    readout.relocate(x, Math.max(2, y));
  }
}
