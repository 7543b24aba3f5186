package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import probewright.app.editor.text.Caret;
import probewright.app.editor.text.Carets;
import probewright.app.editor.text.Carets.Edit;
import probewright.app.editor.text.Indents;
import probewright.app.editor.text.LineEdits;

/** Keys that work on whole lines: those of the carets and of what they select. */
final class LineKeys implements EditorComponent {
  /** Lines one behind the other, from the first to the last. */
  private record Block(int first, int last) {}

  private final CodeEditor editor;

  LineKeys(CodeEditor editor) {
    this.editor = editor;
  }

  @Override
  public void install(CodeEditor target) {
    target.on(EditorAction.COMMENT, () -> each(LineEdits::toggleComment));
    target.on(EditorAction.INDENT, this::indent);
    target.on(EditorAction.OUTDENT, () -> each(LineEdits::outdent));
    target.on(EditorAction.DUPLICATE, this::duplicate);
    target.on(EditorAction.DELETE_LINE, this::delete);
    target.on(EditorAction.LINE_UP, () -> move(false));
    target.on(EditorAction.LINE_DOWN, () -> move(true));
  }

  @Override
  public void uninstall(CodeEditor target) {}

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (Caret caret : editor.carets().all()) {
      int first = editor.lines().of(caret.start());
      int last = editor.lines().of(caret.end());
      if (last > first && caret.end() == editor.lines().start(last)) {
        last--;
      }
      int before = blocks.size() - 1;
      if (before >= 0 && blocks.get(before).last >= first - 1) {
        blocks.set(
            before, new Block(blocks.get(before).first, Math.max(last, blocks.get(before).last)));
      } else {
        blocks.add(new Block(first, last));
      }
    }
    return blocks;
  }

  private List<String> texts(Block block) {
    List<String> texts = new ArrayList<>();
    for (int line = block.first; line <= block.last; line++) {
      texts.add(editor.lines().line(line));
    }
    return texts;
  }

  private Edit replaced(Block block, List<String> with) {
    return new Edit(
        editor.lines().start(block.first), editor.lines().end(block.last), String.join("\n", with));
  }

  /** Each line for itself; a caret keeps its distance from the end of its line. */
  private void each(UnaryOperator<List<String>> change) {
    record Kept(int line, int fromEnd) {}
    List<Kept[]> kept = new ArrayList<>();
    for (Caret caret : editor.carets().all()) {
      kept.add(
          new Kept[] {
            new Kept(
                line(caret.anchor()), editor.lines().end(line(caret.anchor())) - caret.anchor()),
            new Kept(
                line(caret.position()),
                editor.lines().end(line(caret.position())) - caret.position())
          });
    }
    List<Edit> edits = new ArrayList<>();
    for (Block block : blocks()) {
      List<String> after = change.apply(texts(block));
      if (!after.equals(texts(block))) {
        edits.add(replaced(block, after));
      }
    }
    editor.carets().edit(edits);
    List<Caret> carets = new ArrayList<>();
    for (Kept[] ends : kept) {
      carets.add(
          new Caret(back(ends[0].line, ends[0].fromEnd), back(ends[1].line, ends[1].fromEnd)));
    }
    editor.carets().put(Carets.tidy(carets));
  }

  private int line(int offset) {
    return editor.lines().of(offset);
  }

  private int back(int line, int fromEnd) {
    return Math.max(editor.lines().start(line), editor.lines().end(line) - fromEnd);
  }

  private void indent() {
    String step = Indents.step(editor.lines(), line(editor.carets().main().start()));
    each(lines -> LineEdits.indent(lines, step));
  }

  private void duplicate() {
    Caret main = editor.carets().main();
    editor.carets().single();
    Block block = blocks().get(0);
    Edit edit = replaced(block, LineEdits.twice(texts(block)));
    int by = editor.lines().end(block.last) - editor.lines().start(block.first) + 1;
    editor.carets().edit(List.of(edit));
    put(new Caret(main.anchor() + by, main.position() + by));
  }

  private void delete() {
    List<Edit> edits = new ArrayList<>();
    List<Block> blocks = blocks();
    int lastLine = editor.lines().count() - 1;
    for (Block block : blocks) {
      boolean end = block.last == lastLine;
      int start = editor.lines().start(block.first) - (end && block.first > 0 ? 1 : 0);
      edits.add(new Edit(start, editor.lines().end(block.last) + (end ? 0 : 1), ""));
    }
    editor.carets().edit(edits);
    put(Caret.at(editor.lines().start(blocks.get(0).first)));
  }

  private void move(boolean down) {
    Caret main = editor.carets().main();
    editor.carets().single();
    Block block = blocks().get(0);
    int other = down ? block.last + 1 : block.first - 1;
    if (other < 0 || other >= editor.lines().count()) {
      return;
    }
    String passed = editor.lines().line(other);
    List<String> lines = new ArrayList<>(texts(block));
    lines.add(down ? 0 : lines.size(), passed);
    Block both = new Block(Math.min(other, block.first), Math.max(other, block.last));
    editor.carets().edit(List.of(replaced(both, lines)));
    int by = (passed.length() + 1) * (down ? 1 : -1);
    put(new Caret(main.anchor() + by, main.position() + by));
  }

  private void put(Caret caret) {
    int length = editor.area().getLength();
    editor
        .carets()
        .put(
            List.of(
                new Caret(Math.min(caret.anchor(), length), Math.min(caret.position(), length))));
    editor.area().requestFollowCaret();
  }
}
