package probewright.app.editor;

import static org.fxmisc.wellbehaved.event.InputMap.process;

import java.util.ArrayList;
import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputHandler.Result;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import probewright.app.editor.text.Caret;
import probewright.app.editor.text.CaretMoves;
import probewright.app.editor.text.Change;
import probewright.app.editor.text.Spot;

/** Sets carets beside the first, and takes the keys that move all of them. */
final class MoreCarets implements EditorComponent {
  private final CodeEditor editor;
  private final InputMap<KeyEvent> keys = process(EventPattern.keyPressed(), this::pressed);
  private final EventHandler<MouseEvent> mouse = this::clicked;

  MoreCarets(CodeEditor editor) {
    this.editor = editor;
  }

  @Override
  public void install(CodeEditor target) {
    Nodes.addInputMap(target.area(), keys);
    target.area().addEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
    target.on(EditorAction.CARET_ABOVE, () -> beside(false));
    target.on(EditorAction.CARET_BELOW, () -> beside(true));
    target.on(EditorAction.NEXT_OCCURRENCE, this::nextOccurrence);
  }

  @Override
  public void uninstall(CodeEditor target) {
    Nodes.removeInputMap(target.area(), keys);
    target.area().removeEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (event.isAltDown()) {
      int hit = editor.area().hit(event.getX(), event.getY()).getInsertionIndex();
      Caret at = CaretMoves.whole(editor.lines(), Caret.at(hit));
      List<Caret> all = new ArrayList<>(editor.carets().all());
      all.removeIf(caret -> caret.equals(at) && editor.carets().many());
      if (all.size() == editor.carets().all().size()) {
        all.add(at);
      }
      editor.carets().put(all);
      event.consume();
    } else {
      editor.carets().single();
    }
  }

  private void beside(boolean below) {
    List<Caret> all = new ArrayList<>(editor.carets().all());
    Caret edge = all.get(below ? all.size() - 1 : 0);
    Caret next = CaretMoves.line(editor.lines(), Caret.at(edge.position()), below, false);
    if (editor.lines().of(next.position()) != editor.lines().of(edge.position())) {
      all.add(next);
      editor.carets().put(all);
      editor.area().requestFollowCaret();
    }
  }

  private void nextOccurrence() {
    Caret main = editor.carets().main();
    if (!main.selects()) {
      CaretMoves.word(editor.lines(), main).ifPresent(word -> editor.carets().put(List.of(word)));
      return;
    }
    List<Caret> all = new ArrayList<>(editor.carets().all());
    CaretMoves.nextOccurrence(editor.lines(), main)
        .filter(next -> all.stream().noneMatch(caret -> caret.start() == next.start()))
        .ifPresent(
            next -> {
              all.add(next);
              editor.carets().put(all);
              editor.area().requestFollowCaret();
            });
  }

  private Result pressed(KeyEvent event) {
    boolean home = event.getCode() == KeyCode.HOME && !event.isShortcutDown();
    if (!editor.carets().many() && !home) {
      return Result.PROCEED;
    }
    boolean done = event.isShortcutDown() ? copies(event.getCode()) || moves(event) : moves(event);
    return done ? Result.CONSUME : Result.PROCEED;
  }

  private boolean moves(KeyEvent event) {
    if (event.isAltDown()) {
      return false;
    }
    boolean select = event.isShiftDown();
    boolean word = event.isControlDown();
    KeyCode code = event.getCode();
    switch (code) {
      case LEFT, RIGHT ->
          editor
              .carets()
              .move(
                  caret ->
                      word
                          ? CaretMoves.word(editor.lines(), caret, code == KeyCode.RIGHT, select)
                          : CaretMoves.side(editor.lines(), caret, code == KeyCode.RIGHT, select));
      case UP, DOWN ->
          editor
              .carets()
              .move(caret -> CaretMoves.line(editor.lines(), caret, code == KeyCode.DOWN, select));
      case HOME, END ->
          editor
              .carets()
              .move(caret -> CaretMoves.edge(editor.lines(), caret, code == KeyCode.END, select));
      case ESCAPE -> editor.carets().single();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean copies(KeyCode code) {
    switch (code) {
      case C -> copy();
      case X -> {
        copy();
        editor.carets().change(caret -> Change.insert(""));
      }
      case V -> paste();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(
        String.join(
            "\n",
            editor.carets().all().stream()
                .map(caret -> Spot.selected(editor.lines(), caret))
                .toList()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** As many lines as carets: each gets its own. */
  private void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null) {
      return;
    }
    List<Caret> all = editor.carets().all();
    // as long as what the area makes of it, so that the carets behind stand right
    String pasted = text.replace("\r\n", "\n").replace('\r', '\n');
    List<String> lines = List.of(pasted.split("\n", -1));
    editor
        .carets()
        .change(
            caret ->
                Change.insert(lines.size() == all.size() ? lines.get(all.indexOf(caret)) : pasted));
  }
}
