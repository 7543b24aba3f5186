package probewright.app.problems;

import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Figures;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * One problem with all that is known of it: the sentence, the story of what led there, why it is
 * so, what to do, and the words of the verifier or the compiler, to read and to copy. Stands where
 * the panels at the right are. JavaFX thread.
 */
public final class ReportView {
  private final Words words;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();

  private final ReadOnlyObjectWrapper<@Nullable Problem> shown = new ReadOnlyObjectWrapper<>();
  private final Label title = new Label();
  private final Label place = new Label();
  private final Label sentence = new Label();
  private final Label story = new Label();
  private final Label why = new Label();
  private final Label help = new Label();
  private final Label rawTitle = new Label();
  private final Label rawLines = new Label();
  private final TextArea raw = new TextArea();
  private final Island island;

  public ReportView(Words words) {
    this.words = words;
    Button copy = Island.iconButton(words, Material2AL.CONTENT_COPY, "report.copy", this::copy);
    copy.setId("report-copy");
    Button close = Island.iconButton(words, Material2AL.CLOSE, "report.close", this::close);
    close.setId("report-close");
    HBox header = Island.header(Symbols.own("s-err", 15, "refused"), title, place, copy, close);
    place.getStyleClass().add("figures");
    sentence.setId("report-sentence");
    sentence.getStyleClass().add("report-sentence");
    sentence.setWrapText(true);
    story.setId("report-story");
    story.setWrapText(true);
    why.getStyleClass().add("secondary");
    why.setWrapText(true);
    help.getStyleClass().add("secondary");
    help.setWrapText(true);
    rawTitle.getStyleClass().add("island-title");
    rawLines.getStyleClass().add("badge");
    HBox rawHead = new HBox(rawTitle, rawLines);
    rawHead.getStyleClass().add("report-raw-head");
    raw.setId("report-raw");
    raw.setEditable(false);
    raw.getStyleClass().add("report-raw");
    VBox.setVgrow(raw, Priority.ALWAYS);
    VBox body = new VBox(sentence, story, why, help, rawHead, raw);
    body.getStyleClass().add("report");
    VBox.setVgrow(body, Priority.ALWAYS);
    island = new Island(header, body);
    island.setId("report");
    island.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
  }

  /** The problem that is shown, null for none. */
  public ReadOnlyObjectProperty<@Nullable Problem> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  public Node node() {
    return island;
  }

  /** What takes the focus. */
  public Node text() {
    return raw;
  }

  /** Shows a problem in the place of the one before. */
  public void show(Problem problem) {
    shown.set(problem);
    refresh();
  }

  public void close() {
    shown.set(null);
  }

  private void refresh() {
    Problem problem = shown.get();
    if (problem == null) {
      return;
    }
    boolean verifier =
        problem.code().equals("load.refused") || problem.code().startsWith("verifier.");
    Place where = problem.place();
    title.setText(words.get(verifier ? "report.verifier" : "report.other"));
    place.setText(where == null ? "" : where.line() + ":" + where.column());
    sentence.setText(words.messages().sentence(problem));
    tell(story, story(problem));
    tell(why, words.messages().why(problem));
    tell(help, words.messages().help(problem));
    rawTitle.setText(words.get(verifier ? "report.log" : "report.raw"));
    String text = String.valueOf(problem.raw()).strip();
    rawLines.setText(words.get("report.lines", Figures.count(text.lines().count())));
    raw.setText(text);
    // the verifier's last lines say why
    raw.positionCaret(text.lastIndexOf('\n') + 1);
  }

  private static void tell(Label label, String text) {
    label.setText(text);
    label.setManaged(!text.isEmpty());
  }

  /** A line for each step, which begins with its place. */
  private String story(Problem problem) {
    return problem.notes().stream()
        .map(
            note -> {
              Place at = note.place();
              String where = at == null ? "" : at.line() + ":" + at.column() + "  ";
              return where + words.messages().sentence(note);
            })
        .collect(Collectors.joining("\n"));
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(sentence.getText() + "\n\n" + raw.getText() + "\n");
    Clipboard.getSystemClipboard().setContent(content);
  }
}
