package probewright.app.editor;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.util.Duration;
import probewright.app.editor.text.Names;
import probewright.app.editor.text.Piece;

/** Shows where else the name at the caret stands, once the caret has rested on it. */
final class Occurrences implements EditorComponent, Layer {
  private final CodeEditor editor;
  private final PauseTransition rest = new PauseTransition(Duration.millis(300));
  private final ChangeListener<Integer> moved = (o, was, now) -> rest.playFromStart();
  private String name = "";

  Occurrences(CodeEditor editor) {
    this.editor = editor;
    rest.setOnFinished(event -> look());
  }

  @Override
  public void install(CodeEditor target) {
    target.area().caretPositionProperty().addListener(moved);
    target.colours().add(this);
  }

  @Override
  public void uninstall(CodeEditor target) {
    rest.stop();
    target.area().caretPositionProperty().removeListener(moved);
  }

  @Override
  public List<Piece> over(int line, int start, int length) {
    return name.isEmpty() || length == 0
        ? List.of()
        : Names.places(editor.lines().line(line), name).stream()
            .map(at -> new Piece(at, at + name.length(), "occurrence"))
            .toList();
  }

  private void look() {
    int caret = editor.area().getCaretPosition();
    int line = editor.lines().of(caret);
    String here = Names.at(editor.lines().line(line), caret - editor.lines().start(line));
    String found = Names.ofC(here) ? "" : here;
    if (!found.equals(name)) {
      name = found;
      editor.colours().restyle(0, editor.lines().count());
    }
  }
}
