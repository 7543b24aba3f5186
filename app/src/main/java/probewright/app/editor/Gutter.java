package probewright.app.editor;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import probewright.app.editor.Marks.Mark;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** What stands left of a line: its number, and the mark of its worst problem. */
final class Gutter implements IntFunction<Node> {
  private final Words words;
  private final CodeArea area;
  private final Marks marks;

  Gutter(Words words, CodeArea area, Marks marks) {
    this.words = words;
    this.area = area;
    this.marks = marks;
  }

  @Override
  public Node apply(int line) {
    Label number = new Label(String.valueOf(line + 1));
    number.getStyleClass().add("line-number");
    StackPane mark = new StackPane();
    mark.getStyleClass().add("line-mark");
    worst(line)
        .ifPresent(
            found -> {
              StackPane symbol =
                  new StackPane(
                      switch (found.severity()) {
                        case ERROR -> Symbols.own("s-err", 13, "refused");
                        case WARNING -> Symbols.own("s-warn", 13, "warning");
                        case NOTE -> Symbols.own("s-info", 13, "note");
                      });
              Tooltip.install(mark, new Tooltip(words.messages().sentence(found.problem())));
              mark.getChildren().add(symbol);
              mark.setId("mark-" + (line + 1));
            });
    HBox gutter = new HBox(number, mark);
    gutter.setAlignment(Pos.CENTER_LEFT);
    gutter.getStyleClass().add("gutter");
    return gutter;
  }

  private Optional<Mark> worst(int line) {
    return marks.all().stream()
        .filter(
            mark ->
                area.offsetToPosition(Math.min(mark.start(), area.getLength()), Bias.Backward)
                        .getMajor()
                    == line)
        .min(Comparator.comparing(Mark::severity));
  }
}
