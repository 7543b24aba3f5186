package probewright.app.problems;

import java.util.List;
import java.util.function.Consumer;
import probewright.app.assist.HoverSource;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;

/** What one editor shows of a program's problems: marks, strip, quick fixes. JavaFX thread. */
public final class EditorProblems {
  private final CodeEditor editor;
  private final ProblemHover hover;
  private final QuickFixes fixes;
  private final List<EditorComponent> parts;

  EditorProblems(Words words, CodeEditor editor, TextProblems problems, Consumer<Fix> mend) {
    this.editor = editor;
    hover = new ProblemHover(words, editor.area(), problems, mend);
    fixes = new QuickFixes(words, problems, mend);
    OverviewStrip strip = new OverviewStrip(words, problems, editor.area());
    parts = List.of(new ProblemsInText(problems, editor), fixes, strip);
    parts.forEach(editor::install);
    editor.right(strip);
    editor.show(problems.inText());
  }

  /** What is said of the problems at a place of the text. */
  public HoverSource hover() {
    return hover;
  }

  /** Opens the list of what mends the caret's line. */
  public void fixes() {
    fixes.show();
  }

  /** Takes everything out of the editor, whose text belongs to another program now. */
  public void leave() {
    parts.forEach(editor::uninstall);
    editor.show(List.of());
  }
}
