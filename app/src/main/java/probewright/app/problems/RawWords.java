package probewright.app.problems;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.frame.Figures;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The untouched words of the verifier, clang or the kernel, which fold out. JavaFX thread. */
final class RawWords {
  private final Words words;
  private final BooleanProperty unfolded = new SimpleBooleanProperty();
  private final ToggleButton fold = new ToggleButton();
  private final Label lines = new Label();
  private final Label last = new Label();
  private final TextArea area = new TextArea();
  private final VBox node;

  RawWords(Words words) {
    this.words = words;
    fold.setId("report-fold");
    fold.getStyleClass().add("raw-fold");
    fold.selectedProperty().bindBidirectional(unfolded);
    fold.setMinWidth(ToggleButton.USE_PREF_SIZE);
    lines.getStyleClass().add("badge");
    lines.setMinWidth(Label.USE_PREF_SIZE);
    last.getStyleClass().add("raw-last");
    HBox head = new HBox(fold, lines, last);
    head.getStyleClass().add("raw-head");
    area.setId("report-raw");
    area.setEditable(false);
    area.getStyleClass().add("report-raw");
    VBox.setVgrow(area, Priority.ALWAYS);
    node = new VBox(head, area);
    unfolded.addListener((o, was, now) -> arrange());
    arrange();
  }

  Node node() {
    return node;
  }

  ReadOnlyBooleanProperty unfolded() {
    return unfolded;
  }

  void unfold(boolean open) {
    unfolded.set(open);
  }

  Node focused() {
    return unfolded.get() ? area : fold;
  }

  /** Shows other words; without any there is nothing to unfold. */
  void show(String text, boolean verifier, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
    fold.setText(words.get(verifier ? "report.log" : "report.raw"));
    lines.setText(words.get("report.lines", Figures.count(text.lines().count())));
    last.setText(verdict(text));
    if (!area.getText().equals(text)) {
      area.setText(text);
      // the verifier's last lines say why
      area.positionCaret(text.lastIndexOf('\n') + 1);
    }
  }

  /** The last line that says something; the verifier ends with what it counted. */
  static String verdict(String text) {
    return text.lines()
        .filter(
            line ->
                !line.isBlank()
                    && !line.matches(
                        "(?:processed \\d+ insns|verification time|stack depth).*|-- END.*"))
        .reduce("", (before, line) -> line);
  }

  private void arrange() {
    area.setVisible(unfolded.get());
    area.setManaged(unfolded.get());
    last.setVisible(!unfolded.get());
    fold.setGraphic(
        Symbols.material(unfolded.get() ? Material2AL.EXPAND_MORE : Material2AL.CHEVRON_RIGHT, 16));
  }
}
