package probewright.app.attachments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.dialect.HeadLines;
import probewright.dialect.HeadLines.ParameterLine;
import probewright.dialect.Parameter;
import probewright.dialect.ParameterType;

/**
 * A program's named parameters as its text declares them, and the values that the next run takes
 * instead of the defaults. What is declared stands in the text; the values last as long as the
 * program is open. JavaFX thread.
 */
public final class ParametersModel {
  private final TextSide side;
  private final Runnable valuesChanged;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final Map<String, String> given = new LinkedHashMap<>();
  private HeadLines head = HeadLines.of("");

  /**
   * A parameter.
   *
   * @param value for the next run; null for the default
   */
  public record Row(ParameterLine line, @Nullable String value) {
    public Parameter parameter() {
      return line.parameter();
    }

    /** What is not right about the value that counts. */
    public Trouble trouble() {
      String counts = value == null ? parameter().initial() : value;
      if (counts == null) {
        return Trouble.MISSING;
      }
      return parameter().type().toC(counts).isEmpty() ? Trouble.WRONG : Trouble.NONE;
    }
  }

  /** What may be wrong with a value. */
  public enum Trouble {
    NONE,
    MISSING,
    WRONG
  }

  /**
   * @param valuesChanged told when the next run takes other values
   */
  public ParametersModel(TextSide side, Runnable valuesChanged) {
    this.side = side;
    this.valuesChanged = valuesChanged;
  }

  /** In the order of the text. */
  public ObservableList<Row> rows() {
    return rows;
  }

  /** The head of the text is another one now. */
  public void read(HeadLines now) {
    head = now;
    rebuild();
  }

  private void rebuild() {
    List<Row> all = new ArrayList<>();
    for (ParameterLine line : head.parameters()) {
      all.add(new Row(line, given.get(line.parameter().name())));
    }
    if (!rows.equals(all)) {
      rows.setAll(all);
    }
  }

  /** The values that the next run takes instead of defaults, of parameters that are declared. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.value() != null) {
        values.put(row.parameter().name(), row.value());
      }
    }
    return values;
  }

  /** Gives a value for the next run; an empty one means the default again. */
  public void give(Row row, String value) {
    String name = row.parameter().name();
    String before = given.get(name);
    boolean none = value.isBlank() || value.equals(row.parameter().initial());
    @Nullable String now = none ? null : value;
    if (now == null) {
      given.remove(name);
    } else {
      given.put(name, now);
    }
    if (!Objects.equals(before, now)) {
      rebuild();
      valuesChanged.run();
    }
  }

  /** Another name; the uses in the program are the person's to change. */
  public void rename(Row row, String name) {
    if (name.matches("[A-Za-z_]\\w*") && rows.stream().noneMatch(r -> named(r, name))) {
      // before the text says so, which this is told of
      String value = given.remove(row.parameter().name());
      if (value != null) {
        given.put(name, value);
      }
      declare(row, name, row.parameter().type(), row.parameter().initial(), words(row));
    }
  }

  public void type(Row row, ParameterType type) {
    declare(row, name(row), type, row.parameter().initial(), words(row));
  }

  /** Another default; an empty one takes it away, except of a text or an expression. */
  public void initial(Row row, String value) {
    declare(row, name(row), row.parameter().type(), value.isBlank() ? null : value, words(row));
  }

  public void describe(Row row, String words) {
    declare(row, name(row), row.parameter().type(), row.parameter().initial(), words);
  }

  public void remove(Row row) {
    side.edit(HeadLines.remove(row.line().spot()));
  }

  /** Declares a further one, which a person then names. */
  public void add() {
    String name = "PARAM";
    for (int i = 2; declared(name); i++) {
      name = "PARAM" + i;
    }
    side.edit(
        head.declare(
            side.text(), new Parameter(name, ParameterType.U64, "0", "", Place.point("", 1, 1))));
  }

  private void declare(
      Row row, String name, ParameterType type, @Nullable String initial, String words) {
    Parameter before = row.parameter();
    Parameter after = new Parameter(name, type, initial, words, before.place());
    if (!after.equals(before)) {
      side.edit(HeadLines.change(row.line(), after));
    }
  }

  private boolean declared(String name) {
    return rows.stream().anyMatch(row -> named(row, name));
  }

  private static boolean named(Row row, String name) {
    return name(row).equals(name);
  }

  private static String name(Row row) {
    return row.parameter().name();
  }

  private static String words(Row row) {
    return row.parameter().description();
  }
}
