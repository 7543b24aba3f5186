package probewright.app.problems;

import java.util.List;
import javafx.collections.ListChangeListener;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.model.TwoDimensional.Position;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.diagnostics.Problem;

/**
 * Keeps an editor and the list of its problems in step: edits move the problems, and the editor
 * marks those that hold. JavaFX thread.
 */
final class ProblemsInText implements EditorComponent {
  private final TextProblems model;
  private final ListChangeListener<FoundProblem> changed = change -> mark();
  private Subscription edits = () -> {};
  private CodeEditor editor;
  private List<Problem> marked = List.of();
  private boolean typing;

  ProblemsInText(TextProblems model, CodeEditor editor) {
    this.model = model;
    this.editor = editor;
  }

  @Override
  public void install(CodeEditor into) {
    editor = into;
    edits = into.changed(this::edited);
    model.all().addListener(changed);
  }

  @Override
  public void uninstall(CodeEditor from) {
    edits.unsubscribe();
    model.all().removeListener(changed);
  }

  private void edited(PlainTextChange change) {
    Position at = editor.area().offsetToPosition(change.getPosition(), Bias.Backward);
    typing = true;
    try {
      model.edited(
          TextEdit.of(
              at.getMajor() + 1, at.getMinor() + 1, change.getRemoved(), change.getInserted()));
    } finally {
      typing = false;
    }
  }

  private void mark() {
    List<Problem> now = model.inText();
    // the marks move with the text by themselves
    if (!typing || now.size() != marked.size()) {
      if (!now.equals(marked)) {
        editor.show(now);
      }
    }
    marked = now;
  }
}
