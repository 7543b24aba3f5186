package probewright.app.problems;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The lines of a {@link FixPreview} as they will stand in the text. JavaFX thread. */
final class PreviewLines {
  private PreviewLines() {}

  static VBox of(List<FixPreview.Line> lines) {
    VBox box = new VBox();
    box.getStyleClass().add("fix-preview");
    for (FixPreview.Line line : lines) {
      Label number = new Label(String.valueOf(line.number()));
      number.getStyleClass().add("preview-number");
      Label sign =
          new Label(
              switch (line.kind()) {
                case SAME -> " ";
                case GONE -> "\u2212";
                case NEW -> "+";
              });
      sign.getStyleClass().add("preview-sign");
      Label text = new Label(line.text().replace("\t", "    "));
      text.getStyleClass().add("preview-text");
      HBox row = new HBox(number, sign, text);
      row.getStyleClass()
          .addAll("preview-line", line.kind().name().toLowerCase(java.util.Locale.ROOT));
      box.getChildren().add(row);
    }
    return box;
  }
}
