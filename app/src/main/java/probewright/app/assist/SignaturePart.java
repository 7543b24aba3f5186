package probewright.app.assist;

import java.util.Optional;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.jspecify.annotations.Nullable;
import org.reactfx.EventStreams;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.words.Words;
import probewright.dialect.Cursor;
import probewright.language.Signature;

/** The signature of the call that the caret is in, over the call. JavaFX thread. */
final class SignaturePart implements EditorComponent {
  private static final double WIDEST = 640;

  private final Words words;
  private final Questions questions;
  private final Card card;
  private final TextFlow label = new TextFlow();
  private final Label documentation = new Label();
  private final EventHandler<KeyEvent> keys = this::pressed;
  private @Nullable CodeEditor editor;
  private Subscription changes = Subscription.EMPTY;

  /** Where the name of the call begins that is shown. */
  private int start;

  /** A signature and where its call's name begins. */
  private record Answer(Signature signature, int start) {}

  SignaturePart(Words words, Questions questions) {
    this.words = words;
    this.questions = questions.others();
    card = new Card("signature");
    label.setId("signature");
    label.setMaxWidth(WIDEST);
    documentation.getStyleClass().add("secondary");
    documentation.setWrapText(true);
    documentation.setMaxWidth(WIDEST);
    card.box().getChildren().addAll(label, documentation);
  }

  @Override
  public void install(CodeEditor installed) {
    editor = installed;
    CodeArea area = installed.area();
    installed.addEventFilter(KeyEvent.KEY_PRESSED, keys);
    changes =
        Subscription.multi(
            area.plainTextChanges().subscribe(change -> edited(installed, change)),
            EventStreams.changesOf(area.caretPositionProperty()).subscribe(c -> moved(installed)),
            installed.scrolled(() -> place(installed)),
            EventStreams.changesOf(area.focusedProperty()).subscribe(c -> close()));
  }

  @Override
  public void uninstall(CodeEditor installed) {
    close();
    changes.unsubscribe();
    installed.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    editor = null;
  }

  /** Shows the signature of the call at the caret. */
  void show() {
    CodeEditor here = editor;
    if (here != null) {
      ask(here);
    }
  }

  private void ask(CodeEditor here) {
    int caret = here.area().getCaretPosition();
    var unused =
        questions.ask(
            (language, program, kernel, outline) ->
                language
                    .signature(program, kernel, outline, caret, words.locale())
                    .flatMap(
                        found ->
                            Cursor.at(program.text(), caret)
                                .call()
                                .map(call -> new Answer(found, call.start()))),
            found -> answered(here, found),
            problem -> close());
  }

  private void answered(CodeEditor here, Optional<Answer> found) {
    if (found.isEmpty()) {
      close();
      return;
    }
    Answer answer = found.get();
    SignatureParts parts = SignatureParts.of(answer.signature());
    label
        .getChildren()
        .setAll(
            text(parts.before(), "letters"),
            text(parts.active(), "active-parameter"),
            text(parts.after(), "letters"));
    String line = answer.signature().documentation();
    documentation.setText(line);
    documentation.setVisible(!line.isEmpty());
    documentation.setManaged(!line.isEmpty());
    start = answer.start();
    place(here, true);
  }

  private void place(CodeEditor here) {
    place(here, card.showing());
  }

  private void place(CodeEditor here, boolean wanted) {
    Optional<Bounds> call = wanted ? here.screenBounds(start, start) : Optional.empty();
    if (call.isPresent()) {
      card.above(here.area(), call.get());
    } else if (wanted) {
      close();
    }
  }

  private static Text text(String part, String styleClass) {
    Text text = new Text(part);
    text.getStyleClass().add(styleClass);
    return text;
  }

  private void edited(CodeEditor here, PlainTextChange change) {
    if (!here.area().isFocused()) {
      return;
    }
    int end = change.getInsertionEnd();
    String inserted = change.getInserted();
    String before = here.area().getText(Math.max(0, end - 200), end);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    boolean wanted =
        inserted.endsWith("()")
            || (inserted.length() == 1
                && (inserted.equals("(") || inserted.equals(","))
                && Triggers.signature(line));
    if (wanted) {
      // the caret moves after the text
      javafx.application.Platform.runLater(() -> ask(here));
    }
  }

  private void moved(CodeEditor here) {
    if (card.showing()) {
      ask(here);
    }
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && card.showing() && !event.isConsumed()) {
      close();
      event.consume();
    }
  }

  void close() {
    questions.forget();
    card.hide();
  }
}
