package probewright.app.assist;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;
import probewright.dialect.Cursor;
import probewright.language.Completion;
import probewright.language.Completions;

/**
 * Completion: by Ctrl+Space, and by itself where a person begins a member, a probe or a word. What
 * is open follows the typing without asking again. JavaFX thread.
 */
final class CompletionPart implements EditorComponent {
  private static final int NOWHERE = -1;

  private final Words words;
  private final Questions questions;
  private final CompletionModel model = new CompletionModel();
  private final EventHandler<KeyEvent> keys = this::pressed;
  private final Notes notes;
  private @Nullable CodeEditor editor;
  private @Nullable CompletionPopup popup;
  private Subscription changes = Subscription.EMPTY;

  /** What takes longer is told. */
  private final PauseTransition patience = new PauseTransition(Duration.millis(400));

  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();

  /** The word for which a list was closed, or found to be empty: it is left alone. */
  private int quiet = NOWHERE;

  /**
   * @param notes says why there is nothing to offer
   */
  CompletionPart(Words words, Questions questions, Notes notes) {
    this.words = words;
    this.questions = questions.others();
    this.notes = notes;
  }

  @Override
  public void install(CodeEditor installed) {
    editor = installed;
    popup = new CompletionPopup(model, () -> take(installed));
    installed.addEventFilter(KeyEvent.KEY_PRESSED, keys);
    CodeArea area = installed.area();
    changes =
        Subscription.multi(
            area.plainTextChanges().subscribe(change -> edited(installed, change)),
            org.reactfx.EventStreams.nonNullValuesOf(area.caretPositionProperty())
                .subscribe(caret -> moved(installed, caret)),
            installed.scrolled(() -> toggle(installed, model.isOpen())),
            org.reactfx.EventStreams.changesOf(area.focusedProperty())
                .subscribe(change -> close()));
    model.openProperty().addListener((o, was, now) -> toggle(installed, now));
    model
        .items()
        .addListener((javafx.beans.InvalidationListener) o -> toggle(installed, model.isOpen()));
  }

  @Override
  public void uninstall(CodeEditor installed) {
    close();
    changes.unsubscribe();
    installed.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    editor = null;
    popup = null;
  }

  /** Whether an answer takes longer than a person expects. */
  ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /** Offers what can stand at the caret. */
  void complete() {
    CodeEditor here = editor;
    if (here != null) {
      quiet = NOWHERE;
      if (!ask(here, true)) {
        notes.say(here, questions.analysis());
      }
    }
  }

  private boolean ask(CodeEditor here, boolean wanted) {
    int caret = here.area().getCaretPosition();
    patience.setOnFinished(event -> waits(here));
    patience.playFromStart();
    boolean asked =
        questions.ask(
            (language, program, kernel, outline) ->
                language.complete(program, kernel, outline, caret, words.locale()),
            found -> show(here, caret, found, wanted),
            problem -> failed(here, problem, wanted));
    if (!asked) {
      patience.stop();
    }
    return asked;
  }

  private void waits(CodeEditor here) {
    asking.set(true);
    notes.waiting(here);
  }

  private void show(CodeEditor here, int asked, Completions found, boolean wanted) {
    answered();
    int caret = here.area().getCaretPosition();
    // the text may have gone on since; a word that was left is over
    if (caret < found.start() || caret < asked || !isWord(here, found.start(), caret)) {
      return;
    }
    model.show(found, here.area().getText(found.start(), caret));
    if (!model.openProperty().get()) {
      quiet = found.start();
      if (wanted && found.choices().isEmpty()) {
        notes.nothing(here);
      }
    }
  }

  private void answered() {
    patience.stop();
    asking.set(false);
    notes.hide();
  }

  private void failed(CodeEditor here, Problem problem, boolean wanted) {
    answered();
    if (wanted) {
      notes.say(here, problem);
    }
  }

  private static boolean isWord(CodeEditor here, int start, int end) {
    return here.area()
        .getText(start, end)
        .chars()
        .allMatch(letter -> Character.isJavaIdentifierPart(letter));
  }

  private void edited(CodeEditor here, PlainTextChange change) {
    if (!here.area().isFocused()) {
      return;
    }
    // a bracket comes with its partner behind the caret
    boolean pair = change.getInserted().equals("()");
    int end = change.getInsertionEnd() - (pair ? 1 : 0);
    boolean typed = pair || change.getInserted().length() == 1;
    if (model.isOpen()) {
      follow(here, end, typed);
    } else if (typed) {
      String line = line(here, end);
      int start = Cursor.wordStart(line, line.length()) + end - line.length();
      if (Triggers.list(line) && (start != quiet || Triggers.listAnew(word(line)))) {
        quiet = NOWHERE;
        var unused = ask(here, false);
      } else {
        close();
      }
    }
  }

  private void follow(CodeEditor here, int end, boolean typed) {
    if (end < model.start() || !isWord(here, model.start(), end)) {
      close();
      if (typed && Triggers.list(line(here, end))) {
        var unused = ask(here, false);
      }
      return;
    }
    String word = here.area().getText(model.start(), end);
    if (word.isEmpty() && !typed) {
      close();
    } else if (model.typed(word) || Triggers.listAnew(word)) {
      var unused = ask(here, false);
    }
  }

  private static String line(CodeEditor here, int end) {
    String text = here.area().getText(Math.max(0, end - 400), end);
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static String word(String line) {
    return line.substring(Cursor.wordStart(line, line.length()));
  }

  private void moved(CodeEditor here, int caret) {
    if (model.isOpen() && (caret < model.start() || !isWord(here, model.start(), caret))) {
      close();
    }
  }

  private void toggle(CodeEditor here, boolean open) {
    CompletionPopup shown = popup;
    if (shown == null) {
      return;
    }
    Optional<Bounds> word =
        open ? here.screenBounds(model.start(), model.start()) : Optional.empty();
    if (word.isPresent()) {
      shown.show(here.area(), word.get());
    } else {
      shown.hide();
    }
  }

  private void pressed(KeyEvent event) {
    CodeEditor here = editor;
    if (here != null && asking.get() && event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
    if (here == null || !model.isOpen() || event.isControlDown() || event.isAltDown()) {
      return;
    }
    boolean taken = true;
    switch (event.getCode()) {
      case UP -> model.move(-1);
      case DOWN -> model.move(1);
      case PAGE_UP -> model.move(-CompletionPopup.page());
      case PAGE_DOWN -> model.move(CompletionPopup.page());
      case ENTER, TAB -> take(here);
      case ESCAPE -> {
        quiet = model.start();
        close();
      }
      default -> taken = false;
    }
    if (taken) {
      event.consume();
    }
  }

  private void take(CodeEditor here) {
    Optional<Completion> choice = model.choice();
    if (choice.isEmpty()) {
      return;
    }
    CodeArea area = here.area();
    // what is selected behind the caret is what the choice stands for
    int caret = Math.max(area.getCaretPosition(), area.getSelection().getEnd());
    String behind = area.getText(caret, Math.min(area.getLength(), caret + 1));
    Insertion insertion = Insertion.of(choice.get(), model.start(), caret, behind);
    close();
    if (area.getSelection().getLength() > 0) {
      here.replace(insertion.start(), insertion.end(), insertion.text());
      area.moveTo(insertion.caret());
    } else {
      here.complete(
          caret - insertion.start(), insertion.text(), insertion.caret() - insertion.start());
    }
    quiet = NOWHERE;
    if (insertion.again()) {
      var unused = ask(here, false);
    }
  }

  void close() {
    patience.stop();
    if (asking.get()) {
      answered();
    }
    questions.forget();
    model.close();
  }
}
