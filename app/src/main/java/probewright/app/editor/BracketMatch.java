package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import org.reactfx.Subscription;
import probewright.app.editor.text.Brackets;
import probewright.app.editor.text.Brackets.Pair;
import probewright.app.editor.text.Piece;

/** Shows the partner of the bracket beside the caret, and goes there. */
final class BracketMatch implements EditorComponent, Layer {
  private final CodeEditor editor;
  private final ChangeListener<Integer> moved = (o, was, now) -> stale();
  private Optional<Pair> pair = Optional.empty();
  private boolean stale;
  private Subscription edits = () -> {};

  BracketMatch(CodeEditor editor) {
    this.editor = editor;
  }

  @Override
  public void install(CodeEditor target) {
    target.area().caretPositionProperty().addListener(moved);
    edits = target.area().plainTextChanges().subscribe(change -> stale());
    target.colours().add(this);
    target.colours().before(this::look);
    target.on(EditorAction.BRACKET, this::go);
  }

  @Override
  public void uninstall(CodeEditor target) {
    target.area().caretPositionProperty().removeListener(moved);
    edits.unsubscribe();
  }

  @Override
  public List<Piece> over(int line, int start, int length) {
    List<Piece> pieces = new ArrayList<>();
    pair.ifPresent(
        found -> {
          add(pieces, found.open() - start, length);
          add(pieces, found.close() - start, length);
        });
    return pieces;
  }

  private static void add(List<Piece> pieces, int column, int length) {
    if (column >= 0 && column < length) {
      pieces.add(new Piece(column, column + 1, "bracket"));
    }
  }

  private void stale() {
    stale = true;
    javafx.application.Platform.requestNextPulse();
  }

  private void look() {
    if (!stale) {
      return;
    }
    stale = false;
    Optional<Pair> found =
        new Brackets(editor.lines(), editor.colours().highlighting())
            .at(editor.area().getCaretPosition());
    if (!found.equals(pair)) {
      pair.ifPresent(this::restyle);
      pair = found;
      pair.ifPresent(this::restyle);
    }
  }

  private void restyle(Pair there) {
    restyleLine(editor.lines().of(there.open()));
    restyleLine(editor.lines().of(there.close()));
  }

  private void restyleLine(int line) {
    editor.colours().restyle(line, line + 1);
  }

  private void go() {
    int caret = editor.area().getCaretPosition();
    new Brackets(editor.lines(), editor.colours().highlighting())
        .at(caret)
        .ifPresent(
            found -> {
              boolean atOpen = caret == found.open() || caret == found.open() + 1;
              editor.area().moveTo(atOpen ? found.close() + 1 : found.open());
              editor.area().requestFollowCaret();
            });
  }
}
