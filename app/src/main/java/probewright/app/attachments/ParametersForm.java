package probewright.app.attachments;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.attachments.ParametersModel.Row;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;

/** The parameters as rows of fields, in step with the text both ways. JavaFX thread. */
public final class ParametersForm extends VBox {
  private final Words words;
  private final ParametersModel model;
  private final VBox rows = new VBox();
  private final Label none;
  private final HBox head;

  public ParametersForm(Words words, ParametersModel model) {
    this.words = words;
    this.model = model;
    setId("parameters-form");
    getStyleClass().add("parameters-form");
    rows.getStyleClass().add("parameter-rows");
    none = Island.label(words, "parameters.none", "secondary");
    head =
        new HBox(
            title("parameters.name", ParameterRow.NAME),
            title("parameters.type", ParameterRow.TYPE),
            title("parameters.default", ParameterRow.VALUE),
            title("parameters.value", ParameterRow.VALUE),
            title("parameters.words", ParameterRow.VALUE));
    head.getStyleClass().add("parameter-row");
    Button add = new Button();
    add.setId("parameter-add");
    add.getStyleClass().add("quiet-button");
    add.setGraphic(Symbols.material(Material2AL.ADD, 14));
    add.textProperty().bind(words.of("parameters.add"));
    add.setOnAction(event -> model.add());
    Label note = Island.label(words, "parameters.note", "secondary");
    HBox foot = new HBox(add, note);
    foot.getStyleClass().add("parameters-foot");
    HBox.setHgrow(note, Priority.ALWAYS);
    getChildren().addAll(none, head, rows, foot);
    model.rows().addListener((ListChangeListener<Row>) change -> show());
    show();
  }

  private Label title(String key, double width) {
    Label title = Island.label(words, key, "parameter-title");
    title.setMinWidth(width);
    title.setPrefWidth(width);
    return title;
  }

  /** Rows stay where they are, with the focus that one may have. */
  private void show() {
    int count = model.rows().size();
    while (rows.getChildren().size() > count) {
      rows.getChildren().remove(rows.getChildren().size() - 1);
    }
    while (rows.getChildren().size() < count) {
      rows.getChildren().add(new ParameterRow(words, model));
    }
    for (int i = 0; i < count; i++) {
      Node row = rows.getChildren().get(i);
      if (row instanceof ParameterRow shown) {
        shown.show(model.rows().get(i));
      }
    }
    none.setVisible(count == 0);
    none.setManaged(count == 0);
    head.setVisible(count > 0);
    head.setManaged(count > 0);
  }
}
