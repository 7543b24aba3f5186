package probewright.app.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fxmisc.richtext.CaretNode;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.Selection;
import org.fxmisc.richtext.SelectionImpl;
import probewright.app.editor.text.Caret;
import probewright.app.editor.text.CaretMoves;
import probewright.app.editor.text.Carets;
import probewright.app.editor.text.Carets.Edit;
import probewright.app.editor.text.Change;
import probewright.app.editor.text.Lines;

/**
 * The carets of the text: the area's own and those beside it. Whatever is done to the text or to
 * the area's caret by anybody else leaves only that one. JavaFX thread.
 */
final class CaretSet {
  /** A caret beside the area's own, and what it looks like. */
  private record Extra(
      Caret caret,
      CaretNode node,
      Selection<Collection<String>, String, Collection<String>> selection) {}

  private final CodeArea area;
  private final Lines lines;
  private final List<Extra> extras = new ArrayList<>();
  private int made;
  private boolean moving;

  CaretSet(CodeArea area, Lines lines) {
    this.area = area;
    this.lines = lines;
    area.caretPositionProperty().addListener((o, was, now) -> moved());
    area.plainTextChanges().subscribe(change -> othersMoved());
  }

  boolean many() {
    return !extras.isEmpty();
  }

  /** The area's own caret. */
  Caret main() {
    return new Caret(area.getAnchor(), area.getCaretPosition());
  }

  /** All of them, from first to last. */
  List<Caret> all() {
    List<Caret> all = new ArrayList<>();
    all.add(main());
    extras.forEach(extra -> all.add(extra.caret));
    return Carets.tidy(all);
  }

  /** Puts carets, the last of the list being the area's own. */
  void put(List<Caret> carets) {
    moving = true;
    single();
    Caret main = carets.get(carets.size() - 1);
    area.selectRange(main.anchor(), main.position());
    for (Caret caret : carets.subList(0, carets.size() - 1)) {
      extras.add(extra(caret));
    }
    moving = false;
  }

  /** Moves all of them. */
  void move(UnaryOperator<Caret> to) {
    put(Carets.tidy(all().stream().map(to).toList()));
    area.requestFollowCaret();
  }

  /** Does the same at each caret, as one step for undo. */
  void change(Function<Caret, Change> key) {
    Carets.Step step = Carets.change(all(), area.getLength(), key);
    moving = true;
    edit(step.edits());
    moving = false;
    put(step.carets());
    area.requestFollowCaret();
  }

  /** Edits that undo takes back at once; offsets as before all of them, from first to last. */
  void edit(List<Edit> edits) {
    if (edits.size() == 1) {
      Edit edit = edits.get(0);
      area.replaceText(edit.start(), edit.end(), edit.text());
    } else if (!edits.isEmpty()) {
      area.getUndoManager().preventMerge();
      var changes = area.createMultiChange(edits.size());
      for (int i = edits.size() - 1; i >= 0; i--) {
        changes.replaceTextAbsolutely(
            edits.get(i).start(), edits.get(i).end(), edits.get(i).text());
      }
      changes.commit();
      area.getUndoManager().preventMerge();
    }
  }

  /** Leaves the area's own caret only. */
  void single() {
    extras.forEach(
        extra -> {
          area.removeCaret(extra.node);
          area.removeSelection(extra.selection);
          extra.node.dispose();
          extra.selection.dispose();
        });
    extras.clear();
  }

  /** The area's own keys and the mouse can put its caret inside a letter: it goes before it. */
  private void moved() {
    othersMoved();
    Caret whole = CaretMoves.whole(lines, main());
    if (!moving && !whole.equals(main())) {
      area.selectRange(whole.anchor(), whole.position());
    }
  }

  private void othersMoved() {
    if (!moving && many()) {
      single();
    }
  }

  private Extra extra(Caret caret) {
    String name = "caret " + made++;
    CaretNode node = new CaretNode(name, area, caret.position());
    Selection<Collection<String>, String, Collection<String>> selection =
        new SelectionImpl<>(name, area, path -> path.getStyleClass().setAll("selection"));
    area.addCaret(node);
    area.addSelection(selection);
    selection.selectRange(caret.start(), caret.end());
    return new Extra(caret, node, selection);
  }
}
