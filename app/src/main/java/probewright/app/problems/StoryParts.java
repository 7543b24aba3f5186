package probewright.app.problems;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import probewright.app.frame.Island;
import probewright.app.words.Words;
import probewright.verifier.Known;

/** What a story is drawn with: numbered steps, registers as pills, a table of them. */
final class StoryParts {
  private StoryParts() {}

  static VBox steps(Words words, List<Story.Step> steps, Consumer<Story.Line> goTo) {
    VBox box = new VBox();
    box.setId("report-story");
    box.getStyleClass().add("story-steps");
    for (int i = 0; i < steps.size(); i++) {
      box.getChildren().add(step(words, steps.get(i), i + 1, goTo));
    }
    return box;
  }

  private static HBox step(Words words, Story.Step step, int number, Consumer<Story.Line> goTo) {
    Label disc = new Label(String.valueOf(number));
    disc.getStyleClass().addAll("story-disc", step.refused() ? "refused" : "passed");
    Region thread = new Region();
    thread.getStyleClass().add("story-thread");
    thread.setVisible(!step.refused());
    VBox.setVgrow(thread, Priority.ALWAYS);
    VBox left = new VBox(disc, thread);
    left.getStyleClass().add("story-left");
    Label sentence = new Label(step.sentence());
    sentence.setWrapText(true);
    VBox right = new VBox();
    right.getStyleClass().add("story-right");
    HBox.setHgrow(right, Priority.ALWAYS);
    if (step.line().isThere()) {
      Label line = new Label(said(words, step.line()));
      line.getStyleClass().add("story-line");
      line.setMinWidth(Region.USE_PREF_SIZE);
      Label code = new Label(step.text());
      code.getStyleClass().add("story-code");
      right.getChildren().add(new HBox(6, line, code));
    }
    right.getChildren().add(sentence);
    if (!step.pills().isEmpty() || !step.instruction().isEmpty()) {
      HBox known = new HBox();
      known.getStyleClass().add("story-known");
      step.pills().forEach(pill -> known.getChildren().add(pill(words, pill, step.refused())));
      Label instruction = new Label(step.instruction());
      instruction.getStyleClass().add("story-instruction");
      known.getChildren().addAll(Island.spring(), instruction);
      right.getChildren().add(known);
    }
    HBox row = new HBox(left, right);
    row.getStyleClass().add("story-step");
    if (step.line().isThere()) {
      row.setOnMouseClicked(event -> goTo.accept(step.line()));
    }
    return row;
  }

  /** A line of another text than the problem's carries its name, as compilers say it. */
  private static String said(Words words, Story.Line line) {
    return line.elsewhere()
        ? name(line) + ":" + line.number()
        : words.get("story.line", line.number());
  }

  private static String name(Story.Line line) {
    return line.file().substring(line.file().lastIndexOf('/') + 1);
  }

  private static HBox pill(Words words, Story.Pill pill, boolean refused) {
    Label register = new Label(pill.register());
    register.getStyleClass().add("pill-register");
    register.setMinWidth(Region.USE_PREF_SIZE);
    Label known = new Label(say(words, pill.known()));
    known.getStyleClass().add("pill-known");
    HBox box = new HBox(register, known);
    box.getStyleClass().addAll("pill", refused ? "stopped" : style(pill.known()));
    return box;
  }

  static VBox registers(Words words, Story.Registers table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("registers");
    boolean elsewhere = table.rows().stream().anyMatch(row -> row.line().elsewhere());
    grid.getColumnConstraints()
        .add(new ColumnConstraints(elsewhere ? Region.USE_COMPUTED_SIZE : 44));
    for (int i = 0; i < table.names().size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth((elsewhere ? 76.0 : 90.0) / table.names().size());
      grid.getColumnConstraints().add(column);
    }
    grid.add(cell(words.get("story.line-head"), "registers-head"), 0, 0);
    for (int i = 0; i < table.names().size(); i++) {
      grid.add(cell(table.names().get(i), "registers-head"), i + 1, 0);
    }
    for (int row = 0; row < table.rows().size(); row++) {
      Story.Row line = table.rows().get(row);
      String number = String.valueOf(line.line().number());
      String where = line.line().elsewhere() ? name(line.line()) + ":" + number : number;
      grid.add(cell(where, "registers-line"), 0, row + 1);
      for (int i = 0; i < line.cells().size(); i++) {
        @Nullable Known known = line.cells().get(i);
        Label cell =
            known == null
                ? cell("\u00b7", "registers-nothing")
                : cell(say(words, known), style(known));
        if (known != null) {
          cell.setTooltip(new Tooltip(cell.getText()));
        }
        cell.setMaxWidth(Double.MAX_VALUE);
        GridPane.setValignment(cell, VPos.CENTER);
        grid.add(cell, i + 1, row + 1);
      }
    }
    Label title = new Label(words.get("story.registers"));
    title.getStyleClass().add("registers-title");
    Label quiet = new Label(words.get("story.registers.quiet"));
    quiet.getStyleClass().add("secondary");
    HBox head = new HBox(8, title, quiet);
    VBox box = new VBox(6, head, grid);
    box.getStyleClass().add("registers-box");
    return box;
  }

  private static Label cell(String text, String style) {
    Label cell = new Label(text);
    cell.getStyleClass().addAll("registers-cell", style);
    return cell;
  }

  private static String say(Words words, Known known) {
    return words.messages().sentence(known.code(), known.arguments().toArray());
  }

  private static String style(Known known) {
    return known.sure().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
