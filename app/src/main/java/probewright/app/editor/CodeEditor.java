package probewright.app.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import probewright.app.editor.Marks.Mark;
import probewright.app.frame.Look;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/**
 * A C editor: colours come a moment after the text, from another thread; problems stand as
 * underlines at their range and as marks in the gutter of their line. JavaFX thread.
 */
public final class CodeEditor extends BorderPane {
  private final CodeArea area = new CodeArea();
  private final Marks marks = new Marks();
  private final GutterMarks gutterMarks = new GutterMarks();
  private final Words words;
  private final Executor background;
  private final AtomicInteger generation = new AtomicInteger();
  private final FindBar findBar;
  private final List<EditorComponent> components = new ArrayList<>();
  private boolean closed;

  /**
   * @param background where colours are worked out, one task after the other
   */
  public CodeEditor(Words words, Executor background) {
    this.words = words;
    this.background = background;
    area.setId("editor");
    area.getStyleClass().add("editor");
    area.setParagraphGraphicFactory(new Gutter(area, gutterMarks));
    findBar = new FindBar(words, area);
    EditorKeys.install(area);
    area.plainTextChanges().subscribe(this::edited);
    setTop(findBar);
    setCenter(new VirtualizedScrollPane<>(area));
    getStyleClass().add("code-editor");
  }

  /** Adds a part, which stays until {@link #close}. */
  public void install(EditorComponent component) {
    components.add(component);
    component.install(this);
  }

  /** Takes its parts out; a closed editor is coloured no more. */
  public void close() {
    closed = true;
    components.forEach(component -> component.uninstall(this));
    components.clear();
  }

  /** The text area itself, for focus, undo and the position of the caret. */
  public CodeArea area() {
    return area;
  }

  /** Shows another text; what could be undone before is forgotten. */
  public void open(String text) {
    area.replaceText(text);
    area.getUndoManager().forgetHistory();
    area.getUndoManager().mark();
    area.moveTo(0);
    area.requestFollowCaret();
  }

  /** True while nothing was changed since {@link #open} or {@link #saved}. */
  public ObservableValue<Boolean> unchanged() {
    return area.getUndoManager().atMarkedPositionProperty();
  }

  /** The text as it is now is the file's. */
  public void saved() {
    area.getUndoManager().mark();
  }

  /** Opens the row that finds text. */
  public void find() {
    findBar.open();
  }

  /** Size of the code, in pixels. */
  public void textSize(double pixels) {
    area.setStyle("-fx-font-size: " + pixels + "px;");
  }

  /** Puts a node at the right edge of the text, such as an overview of all of it. */
  public void right(Node node) {
    setRight(node);
  }

  /** The offset under a point in the area's coordinates; empty where no letter stands. */
  public Optional<Integer> offsetAt(double x, double y) {
    OptionalInt hit = area.hit(x, y).getCharacterIndex();
    return hit.isPresent() ? Optional.of(hit.getAsInt()) : Optional.empty();
  }

  /** Where a range stands on the screen; empty while no part of it is in sight. */
  public Optional<Bounds> screenBounds(int start, int end) {
    int from = Math.max(0, Math.min(start, area.getLength()));
    int to = Math.max(from, Math.min(end, area.getLength()));
    if (from == area.getCaretPosition() && to == from) {
      return area.getCaretBounds();
    }
    return area.getCharacterBoundsOnScreen(
        from, Math.min(to == from ? to + 1 : to, area.getLength()));
  }

  /** Writes at the caret, in place of what is selected; one undo takes it back. */
  public void insert(String text) {
    area.replaceSelection(text);
    area.requestFollowCaret();
  }

  /** Replaces a range and puts the caret behind; one undo takes it back. */
  public void replace(int start, int end, String text) {
    area.getUndoManager().preventMerge();
    area.replaceText(start, end, text);
    area.getUndoManager().preventMerge();
    area.moveTo(start + text.length());
    area.requestFollowCaret();
  }

  /**
   * Shows these marks left of the lines and no others of the same owner. Discs and rates stand left
   * of the number, the other shapes right of it; of several in one place the first shape is seen.
   */
  public void gutter(Object owner, List<GutterMark> shown) {
    gutterMarks
        .set(owner, shown, line -> lineStart(line), this::lineOf)
        .forEach(this::refreshGutter);
  }

  /** Shows these problems and no others. */
  public void show(List<Problem> problems) {
    marks.set(area.getText(), problems);
    gutter(
        this,
        marks.all().stream()
            .map(
                mark ->
                    new GutterMark(
                        lineOf(mark.start()) + 1,
                        Gutter.shape(mark.severity()),
                        "",
                        () -> words.messages().sentence(mark.problem())))
            .toList());
    refreshLines();
    colour();
  }

  private int lineStart(int line) {
    return area.getAbsolutePosition(
        Math.max(0, Math.min(line, area.getParagraphs().size() - 1)), 0);
  }

  private int lineOf(int offset) {
    return area.offsetToPosition(Math.min(offset, area.getLength()), Bias.Backward).getMajor();
  }

  private void refreshGutter(int line) {
    if (line < area.getParagraphs().size() && area.allParToVisibleParIndex(line).isPresent()) {
      area.recreateParagraphGraphic(line);
    }
  }

  /** Puts the caret where a problem stands and gives the text the focus. */
  public void goTo(Problem problem) {
    for (Mark mark : marks.all()) {
      if (mark.problem().equals(problem)) {
        area.moveTo(Math.min(mark.start(), area.getLength()));
        area.requestFollowCaret();
      }
    }
    area.requestFocus();
  }

  /** Makes the edit that mends a problem; one undo takes it back. */
  public void apply(Fix fix) {
    int start = Marks.offset(area.getText(), fix.place().line(), fix.place().column());
    int end = Marks.offset(area.getText(), fix.place().endLine(), fix.place().endColumn());
    area.replaceText(start, Math.max(start, end), fix.replacement());
    area.requestFocus();
  }

  private void edited(PlainTextChange change) {
    int removed = change.getRemoved().length();
    int inserted = change.getInserted().length();
    marks.edited(change.getPosition(), removed, inserted);
    gutterMarks.edited(change.getPosition(), removed, inserted);
    colour();
  }

  private void refreshLines() {
    for (int line = 0; line < area.getParagraphs().size(); line++) {
      List<String> wanted = errorAt(line) ? List.of("error-line") : List.of();
      if (!List.copyOf(area.getParagraph(line).getParagraphStyle()).equals(wanted)) {
        area.setParagraphStyle(line, wanted);
      }
    }
  }

  private boolean errorAt(int line) {
    return marks.all().stream()
        .anyMatch(mark -> mark.severity() == Severity.ERROR && lineOf(mark.start()) == line);
  }

  private void colour() {
    int mine = generation.incrementAndGet();
    String text = area.getText();
    List<Mark> marked = marks.all();
    if (text.isEmpty() || closed) {
      return;
    }
    background.execute(
        () -> {
          if (generation.get() != mine) {
            return;
          }
          List<Span> spans = Highlighter.spans(text, () -> generation.get() != mine);
          if (generation.get() == mine) {
            StyleSpans<Collection<String>> styles = Styles.of(text, spans, marked);
            Platform.runLater(
                () -> {
                  if (generation.get() == mine) {
                    area.setStyleSpans(0, styles);
                  }
                });
          }
        });
  }

  /** Colours and underlines laid over one another. */
  private static final class Styles {
    static StyleSpans<Collection<String>> of(String text, List<Span> spans, List<Mark> marks) {
      StyleSpansBuilder<Collection<String>> colours = new StyleSpansBuilder<>();
      for (Span span : spans) {
        colours.add(span.style().isEmpty() ? List.of() : List.of(span.style()), span.length());
      }
      StyleSpans<Collection<String>> styles = colours.create();
      if (text.codePoints().anyMatch(Look::wide)) {
        styles = styles.overlay(wide(text), Styles::both);
      }
      for (Mark mark : marks) {
        int start = Math.min(mark.start(), text.length());
        int end = Math.min(mark.end(), text.length());
        if (end > start) {
          StyleSpansBuilder<Collection<String>> line = new StyleSpansBuilder<>();
          line.add(List.of(), start);
          line.add(
              List.of("squiggle-" + mark.severity().name().toLowerCase(Locale.ROOT)), end - start);
          line.add(List.of(), text.length() - end);
          styles = styles.overlay(line.create(), Styles::both);
        }
      }
      return styles;
    }

    /** Letters the code font lacks get a font that has them. */
    private static StyleSpans<Collection<String>> wide(String text) {
      StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
      int from = 0;
      while (from < text.length()) {
        boolean wide = Look.wide(text.charAt(from));
        int to = from + 1;
        while (to < text.length() && Look.wide(text.charAt(to)) == wide) {
          to++;
        }
        spans.add(wide ? List.of("wide") : List.of(), to - from);
        from = to;
      }
      return spans.create();
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
      if (one.isEmpty() || other.isEmpty()) {
        return one.isEmpty() ? other : one;
      }
      return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
  }
}
