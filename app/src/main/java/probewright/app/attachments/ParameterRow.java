package probewright.app.attachments;

import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.attachments.ParametersModel.Row;
import probewright.app.attachments.ParametersModel.Trouble;
import probewright.app.frame.Island;
import probewright.app.words.Words;
import probewright.dialect.ParameterType;

/** The fields of one parameter; a field writes when Enter is pressed or the focus leaves it. */
final class ParameterRow extends HBox {
  /** Widths, in pixels. */
  static final double NAME = 120;

  static final double TYPE = 104;
  static final double VALUE = 130;

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Words words;
  private final TextField name = new TextField();
  private final ComboBox<ParameterType> type = new ComboBox<>();
  private final TextField initial = new TextField();
  private final TextField value = new TextField();
  private final TextField description = new TextField();
  private final Tooltip trouble = new Tooltip();
  private @Nullable Row shown;

  ParameterRow(Words words, ParametersModel model) {
    this.words = words;
    getStyleClass().add("parameter-row");
    wide(name, NAME);
    wide(initial, VALUE);
    wide(value, VALUE);
    type.getItems().setAll(ParameterType.values());
    type.setConverter(new Spelled());
    type.setMinWidth(TYPE);
    type.setPrefWidth(TYPE);
    type.getStyleClass().add("code-field");
    type.setOnAction(
        event -> {
          Row row = shown;
          if (row != null && type.getValue() != null) {
            model.type(row, type.getValue());
          }
        });
    HBox.setHgrow(description, Priority.ALWAYS);
    writes(name, model::rename);
    writes(initial, model::initial);
    writes(value, model::give);
    writes(description, model::describe);
    getChildren()
        .addAll(
            name,
            type,
            initial,
            value,
            description,
            Island.iconButton(
                words,
                Material2AL.CLOSE,
                "parameters.remove",
                () -> {
                  Row row = shown;
                  if (row != null) {
                    model.remove(row);
                  }
                }));
  }

  private static void wide(TextField field, double width) {
    field.setMinWidth(width);
    field.setPrefWidth(width);
    field.getStyleClass().add("code-field");
  }

  private void writes(TextField field, BiConsumer<Row, String> write) {
    Runnable commit =
        () -> {
          Row row = shown;
          if (row != null) {
            write.accept(row, field.getText());
            show(row(row));
          }
        };
    field.setOnAction(event -> commit.run());
    field
        .focusedProperty()
        .addListener(
            (o, was, now) -> {
              if (!now) {
                commit.run();
              }
            });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          Row row = shown;
          if (event.getCode() == KeyCode.ESCAPE && row != null) {
            fill(row);
          }
        });
  }

  /** The newest state of a row: what was written may have been refused. */
  private Row row(Row before) {
    Row now = shown;
    return now == null ? before : now;
  }

  void show(Row row) {
    shown = row;
    fill(row);
    boolean wrong = row.trouble() != Trouble.NONE;
    TextField about = row.value() == null && row.parameter().initial() != null ? initial : value;
    initial.pseudoClassStateChanged(WRONG, wrong && Objects.equals(about, initial));
    value.pseudoClassStateChanged(WRONG, wrong && Objects.equals(about, value));
    trouble.setText(
        row.trouble() == Trouble.MISSING
            ? words.get("parameters.missing", row.parameter().type().example())
            : words.get("parameters.wrong", row.parameter().type().example()));
    value.setTooltip(wrong ? trouble : null);
  }

  private void fill(Row row) {
    put(name, row.parameter().name());
    put(initial, Objects.requireNonNullElse(row.parameter().initial(), ""));
    put(value, Objects.requireNonNullElse(row.value(), ""));
    put(description, row.parameter().description());
    value.setPromptText(Objects.requireNonNullElse(row.parameter().initial(), ""));
    if (type.getValue() != row.parameter().type()) {
      type.setValue(row.parameter().type());
    }
  }

  private static void put(TextField field, String text) {
    if (!field.getText().equals(text)) {
      field.setText(text);
    }
  }

  private static final class Spelled extends StringConverter<ParameterType> {
    @Override
    public String toString(@Nullable ParameterType type) {
      return type == null ? "" : type.word();
    }

    @Override
    public ParameterType fromString(String word) {
      return ParameterType.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
