package probewright.app.editor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.reactfx.EventStreams;
import org.reactfx.Subscription;
import probewright.app.editor.Marks.Mark;
import probewright.app.editor.text.Change;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;

/**
 * A C editor. Each thing it can do is a part of its own, see {@link EditorComponent}; this is what
 * they share. JavaFX thread.
 */
public final class CodeEditor extends BorderPane {
  /** Of the area that is written in; pages to be read have others. */
  public static final String ID = "editor";

  private final CodeArea area = new CodeArea();
  private final AreaLines lines = new AreaLines(area);
  private final Colours colours;
  private final CaretSet carets = new CaretSet(area, lines);
  private final GutterMarks gutterMarks = new GutterMarks();
  private final VBox above = new VBox();
  private final Map<EditorAction, Runnable> actions = new EnumMap<>(EditorAction.class);
  private final List<EditorComponent> components = new ArrayList<>();
  private final ProblemMarks problems;
  private final Gutter gutter;

  /**
   * @param background where colours, folds and places are worked out, one task after the other
   */
  public CodeEditor(Words words, Executor background) {
    colours = new Colours(area, lines, background);
    problems = new ProblemMarks(this, words);
    Folding folding = new Folding(this, background);
    gutter = new Gutter(area, lines, gutterMarks, folding);
    area.setId(ID);
    area.getStyleClass().add("editor");
    area.setParagraphGraphicFactory(gutter);
    area.plainTextChanges().subscribe(this::edited);
    area.heightProperty()
        .addListener((o, was, now) -> resized(was.doubleValue(), now.doubleValue()));
    setTop(above);
    setCenter(new VirtualizedScrollPane<>(area));
    getStyleClass().add("code-editor");
    install(problems);
    install(folding);
    install(new TypingKeys(this));
    install(new MoreCarets(this));
    install(new LineKeys(this));
    install(new Occurrences(this));
    install(new BracketMatch(this));
    install(new Finder(this, words, background));
    install(new GoToLine(this, words));
  }

  /** Adds a part, which stays until {@link #uninstall} or {@link #close}. */
  public void install(EditorComponent component) {
    components.add(component);
    component.install(this);
  }

  /** Takes a part out. */
  public void uninstall(EditorComponent component) {
    if (components.remove(component)) {
      component.uninstall(this);
    }
  }

  /** Takes its parts out; a closed editor is coloured no more. */
  public void close() {
    components.forEach(component -> component.uninstall(this));
    components.clear();
    colours.close();
    area.dispose();
  }

  /** The text area itself, for focus, undo and the position of the caret. */
  public CodeArea area() {
    return area;
  }

  /** Does what one of its keys does. */
  public void perform(EditorAction action) {
    Runnable does = actions.get(action);
    if (does != null) {
      does.run();
    }
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

  /** Size of the code, in pixels. */
  public void textSize(double pixels) {
    area.setStyle("-fx-font-size: " + pixels + "px;");
    gutter.textSize(pixels);
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

  /**
   * Runs a task in each pulse in which the text was scrolled or its room changed, once it stands
   * where it then does.
   */
  public Subscription scrolled(Runnable task) {
    return EventStreams.merge(
            EventStreams.invalidationsOf(area.estimatedScrollYProperty()),
            EventStreams.invalidationsOf(area.estimatedScrollXProperty()),
            EventStreams.invalidationsOf(area.heightProperty()))
        .subscribe(moved -> colours.onceLaidOut(task));
  }

  /**
   * Tells each change of the text. Several that were made at once come from the first place to the
   * last, so that the text before each place already is as it stays.
   */
  public Subscription changed(Consumer<PlainTextChange> task) {
    return area.multiPlainChanges().subscribe(changes -> Changes.inOrder(changes).forEach(task));
  }

  /** Writes at the caret, in place of what is selected; one undo takes it back. */
  public void insert(String text) {
    area.replaceSelection(text);
    area.requestFollowCaret();
  }

  /**
   * Replaces the letters before the caret, and the same ones before each other caret; one undo
   * takes it back.
   *
   * @param letters how many
   * @param behind where the caret then stands, counted from the beginning of {@code text}
   */
  public void complete(int letters, String text, int behind) {
    int main = area.getCaretPosition();
    String word = area.getText(main - letters, main);
    area.getUndoManager().preventMerge();
    carets.change(
        caret -> {
          int start = caret.position() - letters;
          boolean same =
              !caret.selects() && start >= 0 && area.getText(start, caret.position()).equals(word);
          return same ? new Change(letters, 0, text, behind, behind) : Change.move(0);
        });
    area.getUndoManager().preventMerge();
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
    gutterMarks.set(owner, shown, lines::start, lines::of).forEach(this::refreshGutter);
  }

  /** Shows these problems and no others. */
  public void show(List<Problem> shown) {
    problems.show(shown);
  }

  /** Puts the caret where a problem stands and gives the text the focus. */
  public void goTo(Problem problem) {
    for (Mark mark : problems.all()) {
      if (mark.problem().equals(problem)) {
        area.moveTo(Math.min(mark.start(), area.getLength()));
        area.requestFollowCaret();
      }
    }
    area.requestFocus();
  }

  /**
   * Puts the caret at a line and column, both from 1 and held inside the text. A line that is out
   * of sight comes into the middle; others stay where they are.
   */
  public void goTo(int line, int column) {
    area.moveTo(lines.offset(line, column));
    int here = area.getCurrentParagraph();
    if (here <= lines.first() || lines.last() <= here) {
      area.showParagraphAtCenter(here);
      // to its column, once it is there: before, the line would come no further than to the edge
      Platform.runLater(area::requestFollowCaret);
    } else {
      area.requestFollowCaret();
    }
  }

  AreaLines lines() {
    return lines;
  }

  Colours colours() {
    return colours;
  }

  CaretSet carets() {
    return carets;
  }

  /** What one of its keys does; told once by the part that does it. */
  void on(EditorAction action, Runnable does) {
    actions.put(action, does);
  }

  /** A row above the text. */
  void above(Node row) {
    above.getChildren().add(row);
  }

  void focusText() {
    if (area.getScene() != null) {
      area.requestFocus();
    }
  }

  /** Gives a line another head, if it is in sight. */
  void refreshGutter(int line) {
    if (line >= lines.first() && line <= lines.last()) {
      area.recreateParagraphGraphic(line);
    }
  }

  /** Gives a line a style class, or takes it. */
  void paragraphStyle(int line, String style, boolean wanted) {
    List<String> styles = new ArrayList<>(area.getParagraph(line).getParagraphStyle());
    if (styles.contains(style) != wanted) {
      if (wanted) {
        styles.add(style);
      } else {
        styles.remove(style);
      }
      area.setParagraphStyle(line, List.copyOf(styles));
    }
  }

  /** A list that opens below takes room from the text, and not from the line being written. */
  private void resized(double was, double now) {
    int line = area.getCurrentParagraph();
    if (now < was && lines.first() <= line && line <= lines.last()) {
      area.requestFollowCaret();
    }
  }

  private void edited(PlainTextChange change) {
    gutterMarks.edited(
        change.getPosition(), change.getRemoved().length(), change.getInserted().length());
  }
}
