package probewright.app.workspace;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** One chip for each attachment of the last run: kind, place, arrow, function. */
final class Chips extends FlowPane {
  private final ObservableList<Attachment> attachments;
  private final Label none = new Label();

  Chips(Words words, ObservableList<Attachment> attachments) {
    this.attachments = attachments;
    getStyleClass().add("chips");
    none.textProperty().bind(words.of("attachments.none"));
    none.getStyleClass().add("secondary");
    attachments.addListener((ListChangeListener<Attachment>) change -> rebuild());
    rebuild();
  }

  private void rebuild() {
    getChildren().clear();
    if (attachments.isEmpty()) {
      getChildren().add(none);
    }
    for (Attachment attachment : attachments) {
      getChildren().add(chip(attachment));
    }
  }

  private static Node chip(Attachment attachment) {
    Label place = new Label(String.join(":", attachment.probe().parts()));
    place.getStyleClass().add("code");
    Label function = new Label(attachment.function());
    function.getStyleClass().add("code");
    HBox chip =
        new HBox(
            Symbols.own(symbol(attachment.probe().kind()), 13, "accent"),
            place,
            new Label("\u2192"),
            function);
    chip.getStyleClass().add("chip");
    Tooltip.install(chip, new Tooltip(attachment.toString()));
    return chip;
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
