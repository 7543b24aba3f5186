package probewright.app.editor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import org.reactfx.Subscription;
import probewright.app.editor.text.FixedLines;
import probewright.app.editor.text.Fold;
import probewright.app.editor.text.Folds;
import probewright.app.frame.Symbols;

/** Folds bodies and comments into their first line. The caret is never inside what is folded. */
final class Folding implements EditorComponent {
  private static final String FOLDED = "collapse";

  private final CodeEditor editor;
  private final Executor background;
  private final PauseTransition pause = new PauseTransition(Duration.millis(150));
  private final ChangeListener<Integer> moved = (o, was, now) -> open(now);
  private final Folds folds = new Folds();
  private Subscription edits = () -> {};
  private int version;
  private boolean folding;

  Folding(CodeEditor editor, Executor background) {
    this.editor = editor;
    this.background = background;
    pause.setOnFinished(event -> look());
  }

  @Override
  public void install(CodeEditor target) {
    edits = target.changed(this::edited);
    target.area().currentParagraphProperty().addListener(moved);
    target.on(EditorAction.FOLD, this::fold);
    target.on(EditorAction.UNFOLD, this::unfold);
    target.on(EditorAction.FOLD_ALL, this::foldAll);
    target.on(EditorAction.UNFOLD_ALL, this::unfoldAll);
  }

  @Override
  public void uninstall(CodeEditor target) {
    pause.stop();
    version++;
    edits.unsubscribe();
    target.area().currentParagraphProperty().removeListener(moved);
  }

  /** The handle of a line; null where nothing folds. */
  @Nullable Node handle(int line) {
    if (!folds(line)) {
      return null;
    }
    boolean closed = folds.closed(line);
    StackPane handle =
        new StackPane(
            Symbols.material(closed ? Material2AL.CHEVRON_RIGHT : Material2AL.EXPAND_MORE, 12));
    handle.getStyleClass().add(closed ? "fold-closed" : "fold-open");
    handle.setOnMousePressed(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            event.consume();
            close(line, !folds.closed(line));
          }
        });
    return handle;
  }

  /** Whether a line is folded into another. */
  boolean hidden(int line) {
    return folds.hidden(line);
  }

  private boolean folds(int line) {
    return folds.at(line).filter(fold -> fold.last() < editor.lines().count()).isPresent();
  }

  private int caretLine() {
    return editor.area().getCurrentParagraph();
  }

  private void edited(PlainTextChange change) {
    version++;
    int removed = newLines(change.getRemoved());
    int inserted = newLines(change.getInserted());
    if (removed + inserted > 0) {
      AreaLines lines = editor.lines();
      int line = lines.of(change.getPosition());
      boolean tail =
          removed > 0
              ? !change.getRemoved().startsWith("\n")
              : lines.end(line + inserted) > change.getInsertionEnd();
      folds.edited(line, tail, removed, inserted);
      Platform.runLater(this::linesCameOrWent);
    }
    pause.playFromStart();
  }

  /** The heads of the lines behind were made, and the caret moved, before this was known here. */
  private void linesCameOrWent() {
    reveal(caretLine());
    heads();
  }

  private static int newLines(String text) {
    int lines = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lines++;
    }
    return lines;
  }

  /** Finds the folds of the text as it is now. */
  void look() {
    int mine = version;
    FixedLines copy = FixedLines.copy(editor.lines());
    background.execute(
        () -> {
          List<Fold> found = Fold.of(copy);
          Platform.runLater(() -> found(mine, found));
        });
  }

  private void found(int mine, List<Fold> found) {
    if (mine != version || found.equals(folds.all())) {
      return;
    }
    boolean closed = folds.anyClosed();
    folds.found(found);
    if (closed) {
      show(0, editor.lines().count() - 1);
    }
    heads();
  }

  /** Gives each line in sight the handle that it should have and has not. */
  private void heads() {
    for (int line = editor.lines().first(); line <= editor.lines().last(); line++) {
      String wanted = !folds(line) ? "" : folds.closed(line) ? "fold-closed" : "fold-open";
      if (editor.area().getParagraphGraphic(line) instanceof LineHead head
          && (!head.fold().equals(wanted) || head.isVisible() == folds.hidden(line))) {
        editor.refreshGutter(line);
      }
    }
  }

  /** Folds the smallest body around the caret. */
  private void fold() {
    int line = caretLine();
    folds.all().stream()
        .filter(
            fold -> fold.first() <= line && line <= fold.last() + 1 && !folds.closed(fold.first()))
        .reduce((outer, inner) -> inner)
        .ifPresent(fold -> close(fold.first(), true));
  }

  /** Unfolds what the caret's line heads. */
  private void unfold() {
    close(caretLine(), false);
  }

  private void close(int first, boolean closed) {
    Optional<Fold> fold = folds.at(first);
    if (fold.isEmpty() || folds.closed(first) == closed || (closed && !folds(first))) {
      return;
    }
    folding = true;
    int line = caretLine();
    folds.close(first, closed);
    if (folds.hidden(line)) {
      editor.area().moveTo(editor.lines().end(first));
    }
    show(first + 1, fold.get().last());
    folding = false;
    editor.refreshGutter(first);
  }

  private void foldAll() {
    for (Fold fold : folds.all()) {
      if (folds.hiding(fold.first()).isEmpty()) {
        close(fold.first(), true);
      }
    }
  }

  private void unfoldAll() {
    folds.all().forEach(fold -> close(fold.first(), false));
  }

  /** A caret that comes into what is folded unfolds it. */
  private void open(int line) {
    boolean hidden = editor.area().getParagraph(line).getParagraphStyle().contains(FOLDED);
    if (hidden && !folding) {
      reveal(line);
    }
  }

  private void reveal(int line) {
    Optional<Fold> over = folds.hiding(line);
    while (over.isPresent()) {
      close(over.get().first(), false);
      over = folds.hiding(line);
    }
  }

  /** Shows the lines that are not folded into another, and hides those that are. */
  private void show(int first, int last) {
    for (int line = first; line <= Math.min(last, editor.lines().count() - 1); line++) {
      editor.paragraphStyle(line, FOLDED, folds.hidden(line));
    }
  }
}
