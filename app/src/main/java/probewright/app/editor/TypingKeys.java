package probewright.app.editor;

import static org.fxmisc.wellbehaved.event.EventPattern.keyPressed;
import static org.fxmisc.wellbehaved.event.EventPattern.keyTyped;
import static org.fxmisc.wellbehaved.event.InputMap.consume;
import static org.fxmisc.wellbehaved.event.InputMap.process;
import static org.fxmisc.wellbehaved.event.InputMap.sequence;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.fxmisc.wellbehaved.event.InputHandler.Result;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import probewright.app.editor.text.Brackets;
import probewright.app.editor.text.Caret;
import probewright.app.editor.text.Change;
import probewright.app.editor.text.Spot;
import probewright.app.editor.text.Typing;

/**
 * Keys that write, at every caret: Enter keeps the depth, brackets and quotes come in pairs. They
 * are handlers and no filters, so that a list that hangs over the text can take them first.
 */
final class TypingKeys implements EditorComponent {
  private final CodeEditor editor;
  private final InputMap<KeyEvent> keys;

  TypingKeys(CodeEditor editor) {
    this.editor = editor;
    keys =
        sequence(
            consume(keyPressed(KeyCode.ENTER), event -> change(Typing::newLine)),
            consume(keyPressed(KeyCode.BACK_SPACE), event -> change(Typing::backspace)),
            consume(keyPressed(KeyCode.DELETE), event -> change(Typing::delete)),
            consume(keyPressed(KeyCode.TAB), event -> tab()),
            consume(
                keyPressed(KeyCode.TAB, KeyCombination.SHIFT_DOWN),
                event -> editor.perform(EditorAction.OUTDENT)),
            process(keyTyped(), this::typed));
  }

  @Override
  public void install(CodeEditor target) {
    Nodes.addInputMap(editor.area(), keys);
  }

  @Override
  public void uninstall(CodeEditor target) {
    Nodes.removeInputMap(editor.area(), keys);
  }

  private void tab() {
    boolean over =
        editor.carets().all().stream()
            .anyMatch(c -> editor.lines().of(c.start()) != editor.lines().of(c.end()));
    if (over) {
      editor.perform(EditorAction.INDENT);
    } else {
      change(Typing::tab);
    }
  }

  private void change(Function<Spot, Change> key) {
    editor.carets().change(caret -> key.apply(spot(caret)));
  }

  private Result typed(KeyEvent event) {
    String letters = event.getCharacter();
    boolean command = (event.isControlDown() || event.isMetaDown()) && !event.isAltDown();
    boolean writes = !letters.isEmpty() && letters.charAt(0) >= ' ' && letters.charAt(0) != 0x7f;
    if (command || !writes || (event.isAltDown() && !event.isControlDown())) {
      return Result.PROCEED;
    }
    if (editor.carets().many()) {
      editor.carets().change(caret -> special(caret, letters).orElse(Change.insert(letters)));
      return Result.CONSUME;
    }
    Optional<Change> special = special(editor.carets().main(), letters);
    special.ifPresent(change -> editor.carets().change(caret -> change));
    return special.isPresent() ? Result.CONSUME : Result.PROCEED;
  }

  private Optional<Change> special(Caret caret, String letters) {
    char letter = letters.charAt(0);
    if (letters.length() != 1 || "()[]{}\"'".indexOf(letter) < 0) {
      return Optional.empty();
    }
    return Typing.typed(spot(caret), letter);
  }

  private Spot spot(Caret caret) {
    Brackets brackets = new Brackets(editor.lines(), editor.colours().highlighting());
    return Spot.of(editor.lines(), caret, brackets.typesCode(caret.start()));
  }
}
