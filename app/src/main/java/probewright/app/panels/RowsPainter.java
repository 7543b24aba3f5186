package probewright.app.panels;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import probewright.app.frame.Figures;
import probewright.app.frame.Look;
import probewright.app.panels.RowsModel.Row;
import probewright.app.words.Words;

/** Draws the rows in sight: head, zebra, selection, cells, and hatching where records are lost. */
final class RowsPainter {
  static final double HEAD = 24;
  private static final double ROW = 22;
  private static final double FIGURE_WIDTH = 7.2;
  private static final double GAP = 18;
  private static final double EDGE = 14;

  private final Canvas canvas;
  private final RowsModel model;
  private final Words words;
  private final int[] widest;

  RowsPainter(Canvas canvas, RowsModel model, Words words) {
    this.canvas = canvas;
    this.model = model;
    this.words = words;
    this.widest = model.columns().stream().mapToInt(c -> c.name().length()).toArray();
  }

  int visibleRows() {
    return (int) Math.max(1, Math.floor((canvas.getHeight() - HEAD) / ROW));
  }

  long rowAt(double y, long top) {
    return y < HEAD ? -1 : top + (long) Math.floor((y - HEAD) / ROW);
  }

  void paint(long top, long end, RowsScroll scroll, Look look) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    g.setFill(look.island());
    g.fillRect(0, 0, width, canvas.getHeight());
    g.setTextBaseline(VPos.CENTER);
    long to = Math.min(end, top + (long) Math.ceil((canvas.getHeight() - HEAD) / ROW));
    measure(top, to);
    for (long number = top; number < to; number++) {
      Row row = model.row(number);
      double y = HEAD + (number - top) * ROW;
      if (scroll.selected(number) || number % 2 == 1) {
        g.setFill(scroll.selected(number) ? look.selection() : look.band());
        g.fillRect(0, y, width, ROW);
      }
      if (row instanceof Row.Event event) {
        cells(g, look, event.line(), y);
      } else if (row instanceof Row.Lost lost) {
        lost(g, look, lost, y);
      }
    }
    head(g, look, width);
    if (end == 0) {
      g.setFont(look.words(13));
      g.setFill(look.muted());
      g.setTextAlign(TextAlignment.CENTER);
      g.fillText(words.get("rows.empty"), width / 2, HEAD + (canvas.getHeight() - HEAD) / 2);
    }
  }

  private void measure(long from, long to) {
    for (long number = from; number < to; number++) {
      if (model.row(number) instanceof Row.Event event) {
        for (int column = 0; column < widest.length; column++) {
          widest[column] = Math.max(widest[column], cells(event.line().cell(column)));
        }
      }
    }
  }

  /** The width of a text in figures of the code font: Chinese letters take about two. */
  private static int cells(String text) {
    return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
  }

  private void head(GraphicsContext g, Look look, double width) {
    g.setFill(look.band());
    g.fillRect(0, 0, width, HEAD);
    g.setStroke(look.hairline());
    g.setLineWidth(1);
    g.strokeLine(0, HEAD - 0.5, width, HEAD - 0.5);
    g.setFont(Look.figures(11.5));
    g.setFill(look.muted());
    each((column, x, right) -> put(g, model.columns().get(column).name(), x, right, HEAD / 2));
  }

  private void cells(GraphicsContext g, Look look, EventLine line, double y) {
    g.setFill(look.text());
    each(
        (column, x, right) -> {
          String text = line.cell(column);
          g.setFont(Look.figures(12, text));
          put(g, text, x, right, y + ROW / 2);
        });
  }

  private interface Cell {
    void at(int column, double x, boolean right);
  }

  /** Tells each column where its text stands: its left edge, or its right one for numbers. */
  private void each(Cell cell) {
    double x = EDGE;
    List<Column> columns = model.columns();
    for (int i = 0; i < columns.size(); i++) {
      double width = widest[i] * FIGURE_WIDTH;
      cell.at(i, columns.get(i).right() ? x + width : x, columns.get(i).right());
      x += width + GAP;
    }
  }

  private static void put(GraphicsContext g, String text, double x, boolean right, double y) {
    g.setTextAlign(right ? TextAlignment.RIGHT : TextAlignment.LEFT);
    g.fillText(text, x, y);
  }

  private static double width(String text, Look look) {
    Text measured = new Text(text);
    measured.setFont(look.words(12));
    return measured.getLayoutBounds().getWidth();
  }

  private void lost(GraphicsContext g, Look look, Row.Lost lost, double y) {
    double width = canvas.getWidth();
    g.save();
    g.beginPath();
    g.rect(0, y, width, ROW);
    g.clip();
    g.setStroke(look.danger());
    g.setGlobalAlpha(0.45);
    g.setLineWidth(1.5);
    for (double x = -ROW; x < width; x += 6 * Math.sqrt(2)) {
      g.strokeLine(x, y + ROW, x + ROW, y);
    }
    g.setGlobalAlpha(1);
    String text =
        lost.agent() == 0
            ? words.get("rows.lost.kernel", Figures.count(lost.kernel()))
            : words.get(
                "rows.lost.both", Figures.count(lost.kernel()), Figures.count(lost.agent()));
    g.setFill(look.island());
    g.fillRect(8, y + 1, 12 + width(text, look), ROW - 2);
    g.setFont(look.words(12));
    g.setFill(look.danger());
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(text, EDGE, y + ROW / 2);
    g.restore();
  }
}
