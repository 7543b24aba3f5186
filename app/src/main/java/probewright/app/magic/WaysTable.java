package probewright.app.magic;

import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import probewright.app.words.Words;
import probewright.verifier.Knowledge.Fact;
import probewright.verifier.Known;

/** Draws what was known: where the ways agree, one cell is as wide as all of them. */
final class WaysTable {
  private static final double NAME = 58;
  private static final double NARROWEST = 124;

  private WaysTable() {}

  static Region of(Words words, Ways ways) {
    GridPane grid = new GridPane();
    grid.getStyleClass().addAll("registers", "ways");
    grid.setMinWidth(NAME + ways.ways() * NARROWEST);
    ColumnConstraints first = new ColumnConstraints(NAME);
    grid.getColumnConstraints().add(first);
    for (int i = 0; i < ways.ways(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setMinWidth(NARROWEST);
      column.setPrefWidth(NARROWEST);
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    int line = 0;
    if (ways.ways() > 1) {
      for (int i = 0; i < ways.ways(); i++) {
        grid.add(cell(words.get("known.way", i + 1), "registers-head"), i + 1, line);
      }
      line++;
    }
    for (Ways.Row row : ways.rows()) {
      grid.add(cell(row.register(), "registers-line"), 0, line);
      List<@Nullable Fact> cells = row.cells();
      for (int i = 0; i < cells.size(); i++) {
        Label cell = cell(words, cells.get(i));
        grid.add(cell, i + 1, line, cells.size() == 1 ? ways.ways() : 1, 1);
      }
      line++;
    }
    return grid;
  }

  private static Label cell(Words words, @Nullable Fact fact) {
    if (fact == null) {
      return cell("\u00b7", "registers-nothing");
    }
    Known known = fact.known();
    String said = words.messages().sentence(known.code(), known.arguments().toArray());
    Label cell = cell(said, known.sure().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    String own = said.equals(fact.words()) ? said : said + "\n" + fact.words();
    cell.setTooltip(new Tooltip(own));
    return cell;
  }

  private static Label cell(String text, String style) {
    Label cell = new Label(text);
    cell.getStyleClass().addAll("registers-cell", style);
    cell.setMaxWidth(Double.MAX_VALUE);
    GridPane.setValignment(cell, VPos.CENTER);
    return cell;
  }
}
