package probewright.app.assist;

import java.time.Duration;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.editor.CodeEditor;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;

/** A line at the caret that says why there is no answer; it goes by itself. JavaFX thread. */
public final class Notes {
  private static final Duration STAYS = Duration.ofSeconds(3);

  private final Words words;
  private final Card card;
  private final Label line = new Label();
  private final PauseTransition clock =
      new PauseTransition(javafx.util.Duration.millis((double) STAYS.toMillis()));

  public Notes(Words words) {
    this.words = words;
    card = new Card("note-card");
    line.setId("assist-note");
    line.setWrapText(true);
    line.setMaxWidth(420);
    card.box().getChildren().add(line);
    clock.setOnFinished(event -> card.hide());
  }

  /** Why nobody answers yet. */
  void say(CodeEditor editor, ProgramAnalysis analysis) {
    Optional<Problem> problem = analysis.kernelProblemProperty().get();
    if (problem.isPresent()) {
      say(editor, problem.get());
    } else {
      show(editor, words.get("assist.waiting"));
    }
  }

  /** What is waited for; it stays until it is hidden. */
  void waiting(CodeEditor editor) {
    show(editor, words.get("assist.starting"));
    clock.stop();
  }

  void say(CodeEditor editor, Problem problem) {
    show(editor, words.messages().sentence(problem));
  }

  void nothing(CodeEditor editor) {
    show(editor, words.get("assist.nothing"));
  }

  void noDefinition(CodeEditor editor) {
    show(editor, words.get("assist.no-definition"));
  }

  private void show(CodeEditor editor, String sentence) {
    line.setText(sentence);
    int caret = editor.area().getCaretPosition();
    Optional<Bounds> where = editor.screenBounds(caret, caret);
    if (where.isPresent()) {
      card.below(editor.area(), where.get());
      clock.playFromStart();
    }
  }

  void hide() {
    clock.stop();
    card.hide();
  }
}
