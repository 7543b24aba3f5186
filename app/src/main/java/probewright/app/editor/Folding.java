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
import probewright.app.frame.Symbols;

/** Folds bodies and comments into their first line. The caret is never inside what is folded. */
final class Folding implements EditorComponent {
  private static final String FOLDED = "collapse";

  private final CodeEditor editor;
  private final Executor background;
  private final PauseTransition pause = new PauseTransition(Duration.millis(150));
  private final ChangeListener<Integer> moved = (o, was, now) -> open(now);
  private Subscription edits = () -> {};
  private List<Fold> folds = List.of();
  private int version;
  private boolean folding;

  Folding(CodeEditor editor, Executor background) {
    this.editor = editor;
    this.background = background;
    pause.setOnFinished(event -> look());
  }

  @Override
  public void install(CodeEditor target) {
    edits = target.area().plainTextChanges().subscribe(this::edited);
    target.area().currentParagraphProperty().addListener(moved);
    target.on(EditorAction.FOLD, this::fold);
    target.on(EditorAction.UNFOLD, () -> unfold(headOf(caretLine())));
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
    Optional<Fold> fold = at(line);
    if (fold.isEmpty()) {
      return null;
    }
    boolean closed = hidden(line + 1);
    StackPane handle =
        new StackPane(
            Symbols.material(closed ? Material2AL.CHEVRON_RIGHT : Material2AL.EXPAND_MORE, 12));
    handle.getStyleClass().add(closed ? "fold-closed" : "fold-open");
    handle.setOnMousePressed(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            event.consume();
            toggle(line);
          }
        });
    return handle;
  }

  /** Whether a line is folded into another. */
  boolean hidden(int line) {
    return line < editor.lines().count()
        && editor.area().getParagraph(line).getParagraphStyle().contains(FOLDED);
  }

  private Optional<Fold> at(int line) {
    return folds.stream()
        .filter(fold -> fold.first() == line && fold.last() < editor.lines().count())
        .findFirst();
  }

  private int caretLine() {
    return editor.area().getCurrentParagraph();
  }

  private void edited(PlainTextChange change) {
    version++;
    int grown = newLines(change.getInserted()) - newLines(change.getRemoved());
    if (grown != 0) {
      int line = editor.lines().of(change.getPosition());
      folds =
          folds.stream()
              .map(
                  fold ->
                      new Fold(
                          fold.first() > line ? fold.first() + grown : fold.first(),
                          fold.last() >= line ? fold.last() + grown : fold.last()))
              .filter(fold -> fold.last() > fold.first())
              .toList();
    }
    pause.playFromStart();
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
    if (mine != version || found.equals(folds)) {
      return;
    }
    List<Fold> before = folds;
    folds = found;
    for (int line = editor.lines().first(); line <= editor.lines().last(); line++) {
      int here = line;
      boolean was = before.stream().anyMatch(fold -> fold.first() == here);
      if (was != at(line).isPresent()) {
        editor.refreshGutter(line);
      }
    }
  }

  private void toggle(int line) {
    if (hidden(line + 1)) {
      unfold(line);
    } else {
      at(line).ifPresent(this::fold);
    }
  }

  /** Folds the smallest body around the caret. */
  private void fold() {
    int line = caretLine();
    folds.stream()
        .filter(
            fold -> fold.first() <= line && line <= fold.last() + 1 && !hidden(fold.first() + 1))
        .reduce((outer, inner) -> inner.first() >= outer.first() ? inner : outer)
        .ifPresent(this::fold);
  }

  private void fold(Fold fold) {
    if (fold.last() >= editor.lines().count()) {
      return;
    }
    folding = true;
    int line = caretLine();
    if (line > fold.first() && line <= fold.last()) {
      editor.area().moveTo(editor.lines().end(fold.first()));
    }
    for (int hidden = fold.first() + 1; hidden <= fold.last(); hidden++) {
      show(hidden, false);
    }
    folding = false;
    editor.refreshGutter(fold.first());
  }

  private void unfold(int head) {
    for (int line = head + 1; hidden(line); line++) {
      show(line, true);
    }
    editor.refreshGutter(head);
  }

  private int headOf(int line) {
    int head = line;
    while (head > 0 && hidden(head)) {
      head--;
    }
    return head;
  }

  private void foldAll() {
    for (int i = folds.size() - 1; i >= 0; i--) {
      Fold fold = folds.get(i);
      if (folds.stream().noneMatch(o -> o.first() < fold.first() && fold.last() < o.last())) {
        fold(fold);
      }
    }
  }

  private void unfoldAll() {
    for (int line = 0; line < editor.lines().count(); line++) {
      if (hidden(line)) {
        unfold(headOf(line));
      }
    }
  }

  /** A caret that comes into what is folded unfolds it. */
  private void open(int line) {
    if (!folding && hidden(line)) {
      unfold(headOf(line));
    }
  }

  private void show(int line, boolean shown) {
    editor.paragraphStyle(line, FOLDED, !shown);
  }
}
