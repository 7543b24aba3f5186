package probewright.app.attachments;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.attachments.AttachmentsModel.Entry;
import probewright.app.frame.ByMouse;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/**
 * The row above the text: a chip for each attachment with what can be done to it, a button for a
 * further one, and the button that opens the parameters. JavaFX thread.
 */
public final class AttachmentStrip extends HBox {
  /** Narrower windows show signs and numbers without words, in pixels. */
  private static final double WIDE = 1360;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> rebuild();

  private final Words words;
  private final AttachmentsModel model;
  private final FlowPane chips = new FlowPane();
  private final Label none = new Label();
  private final ToggleButton parameters = new ToggleButton();

  public AttachmentStrip(Words words, AttachmentsModel model, ParametersModel declared) {
    this.words = words;
    this.model = model;
    getStyleClass().add("attachment-strip");
    chips.getStyleClass().add("chips");
    none.textProperty().bind(words.of("attachments.none"));
    none.getStyleClass().add("secondary");
    ObservableValue<Boolean> wide =
        sceneProperty().flatMap(Scene::widthProperty).map(width -> width.doubleValue() >= WIDE);
    Button add = new Button();
    add.setId("attachment-add");
    add.getStyleClass().add("parameters-button");
    add.setGraphic(Symbols.material(Material2AL.ADD, 16));
    add.setTooltip(new Tooltip());
    add.getTooltip().textProperty().bind(words.of("attachments.add"));
    add.accessibleTextProperty().bind(words.of("attachments.add"));
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(event -> model.add());
    add.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> isWide(wide) ? words.get("attachments.attach") : "",
                wide,
                words.languageProperty()));
    parameters.setId("parameters");
    parameters.getStyleClass().add("parameters-button");
    parameters.setGraphic(Symbols.material(Material2MZ.TUNE, 16));
    parameters
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  int count = declared.rows().size();
                  return isWide(wide)
                      ? words.get("parameters.count", count)
                      : count == 0 ? "" : String.valueOf(count);
                },
                declared.rows(),
                wide,
                words.languageProperty()));
    parameters.setTooltip(new Tooltip());
    parameters.getTooltip().textProperty().bind(words.of("parameters.tooltip"));
    parameters.setMinWidth(USE_PREF_SIZE);
    ByMouse.leavesFocus(parameters);
    HBox.setHgrow(chips, Priority.ALWAYS);
    getChildren().addAll(chips, add, parameters);
    model.entries().addListener((ListChangeListener<Entry>) change -> rebuild());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    rebuild();
  }

  private static boolean isWide(ObservableValue<Boolean> wide) {
    return Boolean.TRUE.equals(wide.getValue());
  }

  /** Whether the parameters are open. */
  public BooleanProperty parametersOpen() {
    return parameters.selectedProperty();
  }

  private void rebuild() {
    chips.getChildren().clear();
    if (model.entries().isEmpty()) {
      chips.getChildren().add(none);
    }
    for (Entry entry : model.entries()) {
      chips.getChildren().add(chip(entry));
    }
  }

  private Node chip(Entry entry) {
    MenuButton chip = new MenuButton();
    chip.getStyleClass().add("chip");
    chip.getItems().add(item("attachments.go", () -> model.goTo(entry)));
    if (entry instanceof Entry.OfLine line) {
      chip.setGraphic(
          line.attachment()
              .map(AttachmentStrip::face)
              .orElseGet(() -> wrong(line.line().spelling())));
      chip.setTooltip(new Tooltip(line.line().spelling()));
      chip.getItems()
          .addAll(
              item("attachments.change", () -> model.change(line)),
              item("attachments.remove", () -> model.remove(line)));
    } else if (entry instanceof Entry.OfName name) {
      chip.setGraphic(face(name.attachment()));
      chip.setTooltip(new Tooltip(words.get("attachments.named", name.attachment().toString())));
    }
    return chip;
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem();
    item.textProperty().bind(words.of(key));
    item.setOnAction(event -> action.run());
    return item;
  }

  private static Node face(Attachment attachment) {
    Label place = new Label(String.join(":", attachment.probe().parts()));
    place.getStyleClass().add("code");
    Label function = new Label(attachment.function());
    function.getStyleClass().add("code");
    HBox face =
        new HBox(
            Symbols.own(symbol(attachment.probe().kind()), 13, "accent"),
            place,
            new Label("\u2192"),
            function);
    face.getStyleClass().add("chip-face");
    return face;
  }

  private static Node wrong(String spelling) {
    Label words = new Label(spelling.isEmpty() ? "\u2026" : spelling);
    words.getStyleClass().addAll("code", "secondary");
    HBox face = new HBox(Symbols.own("s-skip", 13, "faint"), words);
    face.getStyleClass().add("chip-face");
    return face;
  }

  private static String symbol(ProbeKind kind) {
    return switch (kind) {
      case KPROBE -> "kprobe";
      case KRETPROBE -> "kretprobe";
      case TRACEPOINT -> "tracepoint";
      case RAW_TRACEPOINT, TP_BTF -> "rawtp";
      case FENTRY, LSM, ITER, XDP, SOCKET -> "fentry";
      case FEXIT, FMOD_RET -> "fexit";
      case UPROBE -> "uprobe";
      case URETPROBE -> "uretprobe";
      case USDT -> "usdt";
      case PERF -> "perf";
    };
  }
}
