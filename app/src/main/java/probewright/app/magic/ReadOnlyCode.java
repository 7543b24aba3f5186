package probewright.app.magic;

import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import probewright.app.editor.text.FixedLines;
import probewright.app.editor.text.Highlighting;
import probewright.app.editor.text.Span;

/** A text of C to be read: colours, line numbers, some pieces on another ground. JavaFX thread. */
final class ReadOnlyCode {
  private final CodeArea area = new CodeArea();
  private int marked = -1;

  /** A piece of the text on a ground of its own; offsets in UTF-16 code units. */
  record Ground(int start, int end) {}

  ReadOnlyCode(String id) {
    area.setId(id);
    area.setEditable(false);
    // what was shown before is not kept
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.getStyleClass().addAll("editor", "reading");
    IntFunction<Node> numbers =
        line -> {
          Label number = new Label(String.valueOf(line + 1));
          number.getStyleClass().add("reading-number");
          return number;
        };
    area.setParagraphGraphicFactory(numbers);
  }

  /** The text's nodes stay in the toolkit's own lists until they are told to go. */
  void close() {
    area.dispose();
  }

  CodeArea area() {
    return area;
  }

  /** Shows another text. */
  void show(String text, List<Ground> grounds) {
    double top = area.getEstimatedScrollY();
    area.replaceText(text);
    marked = -1;
    if (!text.isEmpty()) {
      area.setStyleSpans(0, styles(text, grounds));
    }
    area.scrollYToPixel(top);
  }

  /** Lays one line on the ground of the cursor's and brings it into sight; from 1, 0 for none. */
  void line(int line) {
    int paragraph = Math.min(line, area.getParagraphs().size()) - 1;
    if (paragraph == marked) {
      return;
    }
    if (marked >= 0 && marked < area.getParagraphs().size()) {
      area.setParagraphStyle(marked, List.of());
    }
    marked = paragraph;
    if (paragraph >= 0) {
      area.setParagraphStyle(paragraph, List.of("in-step"));
      boolean seen = area.allParToVisibleParIndex(paragraph).isPresent();
      if (!seen) {
        area.showParagraphAtCenter(paragraph);
      }
    }
  }

  private static StyleSpans<Collection<String>> styles(String text, List<Ground> grounds) {
    StyleSpansBuilder<Collection<String>> colours = new StyleSpansBuilder<>();
    FixedLines lines = new FixedLines(List.of(text.split("\n", -1)));
    Highlighting highlighting = new Highlighting();
    highlighting.edited(lines, 0, lines.count() - 1);
    for (int line = 0; line < lines.count(); line++) {
      for (Span span : highlighting.spans(lines.line(line), line)) {
        colours.add(span.style().isEmpty() ? List.of() : List.of(span.style()), span.length());
      }
      // the end of the line
      colours.add(List.of(), line + 1 < lines.count() ? 1 : 0);
    }
    StyleSpansBuilder<Collection<String>> lying = new StyleSpansBuilder<>();
    int at = 0;
    for (Ground ground : grounds) {
      if (ground.start() >= at && ground.end() > ground.start()) {
        lying.add(List.of(), ground.start() - at);
        lying.add(List.of("made"), ground.end() - ground.start());
        at = ground.end();
      }
    }
    lying.add(List.of(), Math.max(0, text.length() - at));
    return colours
        .create()
        .overlay(
            lying.create(),
            (one, other) ->
                other.isEmpty()
                    ? one
                    : java.util.stream.Stream.concat(one.stream(), other.stream()).toList());
  }
}
