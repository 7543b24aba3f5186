package probewright.app.editor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.reactfx.Subscription;
import probewright.app.editor.Marks.Mark;
import probewright.app.editor.text.Piece;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/** Shows problems in the text: squiggles, marks in the gutter, the ground of a refused line. */
final class ProblemMarks implements EditorComponent, Layer {
  private static final String ERROR_LINE = "error-line";

  private final CodeEditor editor;
  private final Words words;
  private final Marks marks = new Marks();
  private Subscription edits = () -> {};

  ProblemMarks(CodeEditor editor, Words words) {
    this.editor = editor;
    this.words = words;
  }

  @Override
  public void install(CodeEditor target) {
    edits =
        target
            .area()
            .plainTextChanges()
            .subscribe(
                change ->
                    marks.edited(
                        change.getPosition(),
                        change.getRemoved().length(),
                        change.getInserted().length()));
    target.colours().add(this);
  }

  @Override
  public void uninstall(CodeEditor target) {
    edits.unsubscribe();
  }

  List<Mark> all() {
    return marks.all();
  }

  @Override
  public List<Piece> over(int line, int start, int length) {
    return marks.all().stream().flatMap(mark -> mark.on(start, length).stream()).toList();
  }

  /** Shows these and no others; only lines that then look another way are touched. */
  void show(List<Problem> problems) {
    Set<Mark> before = new HashSet<>(marks.all());
    marks.set(editor.lines(), problems);
    Set<Mark> differ = new HashSet<>(marks.all());
    before.stream().filter(mark -> !differ.remove(mark)).toList().forEach(differ::add);
    differ.forEach(
        mark ->
            editor
                .colours()
                .restyle(editor.lines().of(mark.start()), editor.lines().of(mark.end()) + 1));
    editor.gutter(this, marks.all().stream().map(this::gutterMark).toList());
    grounds();
  }

  private GutterMark gutterMark(Mark mark) {
    return new GutterMark(
        editor.lines().of(mark.start()) + 1,
        Gutter.shape(mark.severity()),
        "",
        () -> words.messages().sentence(mark.problem()));
  }

  private void grounds() {
    Set<Integer> wanted = new TreeSet<>();
    for (Mark mark : marks.all()) {
      if (mark.severity() == Severity.ERROR) {
        wanted.add(editor.lines().of(mark.start()));
      }
    }
    for (int line = 0; line < editor.lines().count(); line++) {
      editor.paragraphStyle(line, ERROR_LINE, wanted.contains(line));
    }
  }
}
