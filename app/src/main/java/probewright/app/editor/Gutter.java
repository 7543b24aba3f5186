package probewright.app.editor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import probewright.app.editor.GutterMark.Shape;
import probewright.app.editor.text.Indents;
import probewright.app.editor.text.Typing;
import probewright.app.frame.Symbols;

/** What stands left of the lines: numbers and marks. JavaFX thread. */
final class Gutter implements IntFunction<Node> {
  /** The width of a letter of the code font, to its size. */
  private static final double LETTER = 0.6;

  private static final double USUAL_SIZE = 12.5;

  private final CodeArea area;
  private final AreaLines lines;
  private final GutterMarks marks;
  private final Folding folding;
  private double textSize = USUAL_SIZE;

  Gutter(CodeArea area, AreaLines lines, GutterMarks marks, Folding folding) {
    this.area = area;
    this.lines = lines;
    this.marks = marks;
    this.folding = folding;
    area.estimatedScrollXProperty().addListener((o, was, now) -> scroll(now));
  }

  /** The guides go sideways with the text. */
  private void scroll(double x) {
    if (area.getVisibleParagraphs().isEmpty()) {
      return;
    }
    for (int line = lines.first(); line <= lines.last(); line++) {
      if (area.getParagraphGraphic(line) instanceof LineHead head) {
        head.scroll(x);
      }
    }
  }

  /** Guides stand where letters of this size do. */
  void textSize(double pixels) {
    boolean same = textSize == pixels;
    textSize = pixels;
    if (!same && !area.getVisibleParagraphs().isEmpty()) {
      for (int line = lines.first(); line <= lines.last(); line++) {
        area.recreateParagraphGraphic(line);
      }
    }
  }

  @Override
  public Node apply(int line) {
    if (line >= lines.count()) {
      return new LineHead(line, null, null, null, List.of());
    }
    List<GutterMark> here = marks.between(lines.start(line), lines.end(line));
    LineHead head =
        new LineHead(
            line,
            first(here, true).map(Gutter::node).orElse(null),
            mark(line, here),
            folding.handle(line),
            guides(line));
    head.setVisible(!folding.hidden(line));
    head.scroll(area.getEstimatedScrollX());
    return head;
  }

  private static @Nullable Node mark(int line, List<GutterMark> here) {
    Node node = first(here, false).map(Gutter::node).orElse(null);
    if (node != null) {
      node.setId("mark-" + (line + 1));
    }
    return node;
  }

  private List<Double> guides(int line) {
    return IntStream.range(1, Indents.guides(lines, line) + 1)
        .mapToObj(step -> step * Typing.STEP.length() * LETTER * textSize)
        .toList();
  }

  private static Optional<GutterMark> first(List<GutterMark> marks, boolean beforeNumber) {
    return marks.stream()
        .filter(mark -> mark.shape().beforeNumber() == beforeNumber)
        .min(Comparator.comparing(GutterMark::shape));
  }

  private static Node node(GutterMark mark) {
    Node node =
        switch (mark.shape()) {
          case ERROR -> new StackPane(Symbols.own("s-err", 13, "refused"));
          case WARNING -> new StackPane(Symbols.own("s-warn", 13, "warning"));
          case NOTE -> new StackPane(Symbols.own("s-info", 13, "note"));
          case ATTACHED -> new StackPane(Symbols.own("kprobe", 13, "muted"));
          case DISC -> text(mark.text(), "disc");
          case REFUSED_DISC -> text(mark.text(), "refused-disc");
          case RATE -> text(mark.text(), "rate");
        };
    if (!mark.tip().get().isEmpty()) {
      Tooltip tip = new Tooltip();
      tip.setOnShowing(showing -> tip.setText(mark.tip().get()));
      Tooltip.install(node, tip);
    }
    return node;
  }

  private static Label text(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  /** The shape of a problem's mark. */
  static Shape shape(probewright.diagnostics.Severity severity) {
    return switch (severity) {
      case ERROR -> Shape.ERROR;
      case WARNING -> Shape.WARNING;
      case NOTE -> Shape.NOTE;
    };
  }
}
