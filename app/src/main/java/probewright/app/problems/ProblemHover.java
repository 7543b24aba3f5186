package probewright.app.problems;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.model.TwoDimensional.Position;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.assist.HoverSource;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * Over a marked place: the sentence, what to do, the words of clang or the kernel, and the fix as a
 * button. JavaFX thread.
 */
final class ProblemHover implements HoverSource {
  private static final double WIDEST = 560;
  private static final int MOST_RAW = 300;
  private static final Insets UNDER_THE_SENTENCE = new Insets(0, 0, 0, 22);

  private final Words words;
  private final CodeArea area;
  private final TextProblems model;
  private final Consumer<Fix> apply;

  /**
   * @param apply makes the edits of a fix
   */
  ProblemHover(Words words, CodeArea area, TextProblems model, Consumer<Fix> apply) {
    this.words = words;
    this.area = area;
    this.model = model;
    this.apply = apply;
  }

  @Override
  public Optional<Node> at(int offset, Runnable close) {
    Position at = area.offsetToPosition(offset, Bias.Forward);
    List<Problem> here =
        model.onLine(at.getMajor() + 1).stream()
            .filter(found -> !found.stale())
            .map(FoundProblem::here)
            .filter(problem -> covers(problem.place(), at))
            .toList();
    if (here.isEmpty()) {
      return Optional.empty();
    }
    VBox content = new VBox();
    content.setId("problem-hover");
    content.getStyleClass().add("problem-hover");
    content.setMaxWidth(WIDEST);
    here.forEach(problem -> content.getChildren().add(told(problem, close)));
    return Optional.of(content);
  }

  private boolean covers(@Nullable Place place, Position at) {
    int line = at.getMajor() + 1;
    int column = at.getMinor() + 1;
    // what is missing behind a line is marked at its last letter
    int last = area.getParagraph(at.getMajor()).length();
    boolean behindLast = place != null && place.column() == last + 1 && column == last;
    return covers(place, line, behindLast ? column + 1 : column);
  }

  private static boolean covers(@Nullable Place place, int line, int column) {
    if (place == null || line < place.line() || line > Math.max(place.line(), place.endLine())) {
      return false;
    }
    boolean behind = line > place.line() || column >= place.column();
    // a point is as wide as the word that stands there, which its squiggle shows
    boolean point = place.line() == place.endLine() && place.column() == place.endColumn();
    return behind && (point || line < place.endLine() || column < place.endColumn());
  }

  private VBox told(Problem problem, Runnable close) {
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
            close.run();
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
      VBox.setMargin(label, style.equals("hover-raw") ? UNDER_THE_SENTENCE : Insets.EMPTY);
      told.getChildren().add(label);
    }
  }
}
