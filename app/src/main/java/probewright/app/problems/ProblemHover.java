package probewright.app.problems;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.model.TwoDimensional.Position;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * Over a marked place: the sentence, what to do, the words of clang or the kernel, and the fix as a
 * button. JavaFX thread.
 */
public final class ProblemHover implements EditorComponent {
  private static final Duration DELAY = Duration.ofMillis(300);
  private static final double WIDEST = 560;
  private static final int MOST_RAW = 300;

  private final Words words;
  private final ProblemsModel model;
  private final Consumer<Fix> apply;
  private final Popup popup = new Popup();
  private final VBox content = new VBox();
  private final EventHandler<MouseOverTextEvent> over = this::over;
  private final EventHandler<KeyEvent> typed = event -> popup.hide();
  private final EventHandler<ScrollEvent> scrolled = event -> popup.hide();

  /**
   * @param apply makes the edits of a fix
   */
  public ProblemHover(Words words, ProblemsModel model, Consumer<Fix> apply) {
    this.words = words;
    this.model = model;
    this.apply = apply;
    content.setId("problem-hover");
    content.getStyleClass().add("problem-hover");
    content.setMaxWidth(WIDEST);
    content.setOnMouseExited(event -> popup.hide());
    popup.getContent().add(content);
    popup.setAutoHide(true);
  }

  @Override
  public void install(CodeEditor editor) {
    CodeArea area = editor.area();
    area.setMouseOverTextDelay(DELAY);
    area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, over);
    area.addEventFilter(KeyEvent.KEY_PRESSED, typed);
    area.addEventFilter(ScrollEvent.SCROLL, scrolled);
  }

  @Override
  public void uninstall(CodeEditor editor) {
    CodeArea area = editor.area();
    area.removeEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, over);
    area.removeEventFilter(KeyEvent.KEY_PRESSED, typed);
    area.removeEventFilter(ScrollEvent.SCROLL, scrolled);
    popup.hide();
  }

  private void over(MouseOverTextEvent event) {
    CodeArea area = (CodeArea) event.getSource();
    Position at = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward);
    List<Problem> here =
        model.onLine(at.getMajor() + 1).stream()
            .filter(found -> !found.stale())
            .map(FoundProblem::here)
            .filter(problem -> covers(problem.place(), at.getMajor() + 1, at.getMinor() + 1))
            .toList();
    popup.hide();
    if (!here.isEmpty()) {
      content.getChildren().setAll(here.stream().map(this::told).toList());
      content.setStyle(area.getScene().getRoot().getStyle());
      popup.show(area, event.getScreenPosition().getX(), event.getScreenPosition().getY() + 14);
      event.consume();
    }
  }

  private static boolean covers(
      @org.jspecify.annotations.Nullable Place place, int line, int column) {
    if (place == null || line < place.line() || line > Math.max(place.line(), place.endLine())) {
      return false;
    }
    boolean behind = line > place.line() || column >= place.column();
    // a point is as wide as the word that stands there, which its squiggle shows
    boolean point = place.line() == place.endLine() && place.column() == place.endColumn();
    return behind && (point || line < place.endLine() || column < place.endColumn());
  }

  private VBox told(Problem problem) {
    Label sentence = new Label(words.messages().sentence(problem));
    sentence.setGraphic(ProblemRow.symbol(problem.severity()));
    sentence.getStyleClass().add("hover-sentence");
    VBox told = new VBox(sentence);
    add(told, words.messages().help(problem), "hover-help");
    String raw = problem.raw();
    String last = raw == null ? "" : raw.strip();
    if (!last.isEmpty() && !last.equals(sentence.getText())) {
      // of a long log its last lines say why
      int from = Math.max(0, last.length() - MOST_RAW);
      int line = from == 0 ? -1 : last.indexOf('\n', from);
      add(told, last.substring(line < 0 ? from : line + 1), "hover-raw");
    }
    HBox buttons = new HBox();
    buttons.getStyleClass().add("hover-fixes");
    for (Fix fix : problem.fixes()) {
      Button button = new Button(words.messages().sentence(fix));
      button.setGraphic(Symbols.material(Material2AL.BUILD, 14));
      button.getStyleClass().addAll("small", buttons.getChildren().isEmpty() ? "accent" : "other");
      button.setOnAction(
          event -> {
            popup.hide();
            apply.accept(fix);
          });
      buttons.getChildren().add(button);
    }
    if (!buttons.getChildren().isEmpty()) {
      told.getChildren().add(buttons);
    }
    told.getStyleClass().add("hover-problem");
    return told;
  }

  private static void add(VBox told, String text, String style) {
    if (!text.isEmpty()) {
      Label label = new Label(text);
      label.getStyleClass().add(style);
      label.setWrapText(true);
      told.getChildren().add(label);
    }
  }
}
