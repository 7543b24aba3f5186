package probewright.app.panels;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import probewright.app.frame.Figures;
import probewright.app.frame.Look;
import probewright.app.panels.Distribution.Bar;
import probewright.app.words.Words;

/** Draws a distribution: ranges at the left, bars, counts at the right, the cumulative line. */
final class HistogramPainter {
  private static final double HEAD = 24;
  private static final double FOOT = 26;
  private static final double TALLEST_ROW = 20;
  private static final double SHORTEST_ROW = 11;
  private static final double FIGURE_WIDTH = 7.2;
  private static final int OUTLINE_BARS = 8;
  private static final double[] OUTLINE = {.12, .3, .62, 1, .55, .34, .16, .06};

  private final Canvas canvas;
  private final Words words;
  private double row = TALLEST_ROW;
  private double barStart;
  private int bars;

  HistogramPainter(Canvas canvas, Words words) {
    this.canvas = canvas;
    this.words = words;
  }

  /** {@code 256 → 511}. */
  static String range(Bar bar) {
    return bar.low() + " \u2192 " + bar.high();
  }

  /** The number of the bar at a height, -1 for none. */
  int barAt(double y) {
    int bar = (int) Math.floor((y - HEAD) / row);
    return bar >= 0 && bar < bars ? bar : -1;
  }

  double top(int bar) {
    return HEAD + bar * row;
  }

  double rowHeight() {
    return row;
  }

  double barStart() {
    return barStart;
  }

  void paint(Distribution counts, int chosen, Look look) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    g.setFill(look.island());
    g.fillRect(0, 0, width, height);
    bars = counts.bars().size();
    double room = height - HEAD - FOOT;
    row = Math.max(SHORTEST_ROW, Math.min(TALLEST_ROW, Math.floor(room / Math.max(1, bars))));
    if (bars == 0) {
      empty(g, look, width);
      return;
    }
    int rangeChars = counts.bars().stream().mapToInt(b -> range(b).length()).max().orElse(0);
    int countChars =
        counts.bars().stream().mapToInt(b -> Figures.count(b.count()).length()).max().orElse(0);
    barStart = 12 + rangeChars * FIGURE_WIDTH + 10;
    double barEnd = width - 12 - Math.max(5, countChars) * FIGURE_WIDTH - 10;
    double span = Math.max(10, barEnd - barStart);
    head(g, look, width);
    grid(g, look, span);
    g.setFont(Look.figures(12));
    g.setTextBaseline(VPos.CENTER);
    long largest = Math.max(1, counts.largest());
    for (int i = 0; i < bars; i++) {
      bar(g, look, counts.bars().get(i), i, i == chosen, chosen >= 0, span / largest);
    }
    cumulative(g, look, counts, span);
    foot(g, look, counts, width);
  }

  private void head(GraphicsContext g, Look look, double width) {
    g.setFont(look.words(11));
    g.setFill(look.muted());
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(words.get("histogram.range"), barStart - 10, HEAD / 2);
    g.fillText(words.get("histogram.count"), width - 12, HEAD / 2);
  }

  private void grid(GraphicsContext g, Look look, double span) {
    g.setStroke(look.hairline());
    g.setLineWidth(1);
    for (int quarter = 0; quarter <= 4; quarter++) {
      double x = Math.round(barStart + span * quarter / 4) + 0.5;
      g.strokeLine(x, HEAD, x, HEAD + bars * row);
    }
  }

  private void bar(
      GraphicsContext g,
      Look look,
      Bar bar,
      int index,
      boolean chosen,
      boolean others,
      double scale) {
    double y = top(index);
    double width = canvas.getWidth();
    if (chosen) {
      g.setFill(look.band());
      g.fillRect(6, y, width - 12, row);
    }
    g.setFill(bar.count() == 0 ? look.faint() : look.text());
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(range(bar), barStart - 10, y + row / 2);
    g.fillText(Figures.count(bar.count()), width - 12, y + row / 2);
    if (bar.count() > 0) {
      g.setGlobalAlpha(others && !chosen ? 0.78 : 1);
      g.setFill(look.series1());
      double inset = row >= 16 ? 3 : 1.5;
      g.fillRoundRect(barStart, y + inset, Math.max(2, bar.count() * scale), row - 2 * inset, 3, 3);
      g.setGlobalAlpha(1);
    }
  }

  private void cumulative(GraphicsContext g, Look look, Distribution counts, double span) {
    long total = counts.total();
    if (total == 0) {
      return;
    }
    double[] xs = new double[bars + 1];
    double[] ys = new double[bars + 1];
    long sum = 0;
    xs[0] = barStart;
    ys[0] = HEAD;
    for (int i = 0; i < bars; i++) {
      sum += counts.bars().get(i).count();
      xs[i + 1] = barStart + span * sum / total;
      ys[i + 1] = top(i) + row / 2;
    }
    // a rim in the ground's colour keeps the line apart from the bars it crosses
    g.setStroke(look.island());
    g.setLineWidth(3.5);
    g.strokePolyline(xs, ys, bars + 1);
    g.setStroke(look.series2());
    g.setLineWidth(1.5);
    g.strokePolyline(xs, ys, bars + 1);
  }

  private void foot(GraphicsContext g, Look look, Distribution counts, double width) {
    double y = HEAD + bars * row + FOOT / 2;
    g.setStroke(look.series2());
    g.setLineWidth(1.5);
    g.strokeLine(12, y, 26, y);
    g.setFont(look.words(11));
    g.setFill(look.muted());
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(words.get("histogram.cumulative"), 32, y);
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(words.get("histogram.total", Figures.count(counts.total())), width - 12, y);
  }

  private void empty(GraphicsContext g, Look look, double width) {
    g.setStroke(look.hairline());
    g.setLineWidth(1.5);
    double start = width * 0.28;
    double span = width * 0.5;
    for (int i = 0; i < OUTLINE_BARS; i++) {
      g.strokeRoundRect(start, HEAD + i * 16, Math.max(4, OUTLINE[i] * span), 11, 3, 3);
    }
    g.setFont(look.words(13));
    g.setFill(look.muted());
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(words.get("histogram.empty"), width / 2, HEAD + OUTLINE_BARS * 16 + 22, width - 20);
    g.setFont(look.words(12));
    g.fillText(
        words.get("histogram.empty.what"), width / 2, HEAD + OUTLINE_BARS * 16 + 42, width - 20);
  }
}
