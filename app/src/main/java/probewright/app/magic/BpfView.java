package probewright.app.magic;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import probewright.app.words.Words;
import probewright.language.Listing;
import probewright.verifier.Known;

/**
 * The BPF instructions of the cursor's line, and around them those of its program. JavaFX thread.
 */
final class BpfView {
  private final Words words;
  private final MagicModel model;
  private final VBox lines = new VBox();
  private final ScrollPane scroll = new ScrollPane(lines);
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();

  BpfView(Words words, MagicModel model) {
    this.words = words;
    this.model = model;
    lines.getStyleClass().add("bpf-lines");
    scroll.setId("bpf");
    scroll.getStyleClass().add("bpf");
    scroll.setFitToWidth(true);
    model.instructionsProperty().addListener((o, was, now) -> refresh());
    model.toldProperty().addListener((o, was, now) -> refresh());
    model.lineProperty().addListener((o, was, now) -> refresh());
    model.fileProperty().addListener((o, was, now) -> refresh());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  Node node() {
    return scroll;
  }

  /** What takes the focus. */
  Node text() {
    return scroll;
  }

  void copy() {
    StringBuilder text = new StringBuilder();
    for (Listing.Program program : model.ofLine()) {
      text.append(program.name()).append(":\n");
      program
          .instructions()
          .forEach(one -> text.append(one.index()).append(": ").append(one.text()).append('\n'));
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text.toString());
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void refresh() {
    lines.getChildren().clear();
    MagicModel.Instructions now = model.instructionsProperty().get();
    if (now == null) {
      say(words.get("bpf.waiting"));
      return;
    }
    if (now.listing() == null) {
      now.problems().forEach(problem -> say(words.messages().sentence(problem)));
      return;
    }
    List<Listing.Program> programs = model.ofLine();
    say(words.get(programs.isEmpty() ? "bpf.none" : "bpf.line", model.lineProperty().get()));
    programs.forEach(this::add);
  }

  private static String style(Known known) {
    return known.sure() == Known.Sure.MAYBE_NULL ? "maybe-null" : "known";
  }

  private void say(String sentence) {
    Label label = new Label(sentence);
    label.getStyleClass().add("secondary");
    label.setWrapText(true);
    lines.getChildren().add(label);
  }

  private void add(Listing.Program program) {
    Label name = new Label(program.name());
    name.getStyleClass().add("bpf-program");
    lines.getChildren().add(name);
    int before = -1;
    for (Listing.Instruction one : program.instructions()) {
      if (before >= 0 && one.index() > before + 2) {
        Label gap = new Label("\u22ee");
        gap.getStyleClass().add("bpf-gap");
        lines.getChildren().add(gap);
      }
      before = one.index();
      Label index = new Label(String.valueOf(one.index()));
      index.getStyleClass().add("bpf-index");
      Label text = new Label(one.text());
      text.getStyleClass().add("bpf-text");
      lines.getChildren().add(new HBox(index, text));
      model
          .known(one)
          .forEach(
              (register, known) -> {
                Label after =
                    new Label(
                        words.get(
                            "bpf.known",
                            register,
                            words.messages().sentence(known.code(), known.arguments().toArray())));
                after.getStyleClass().addAll("bpf-known", style(known));
                lines.getChildren().add(after);
              });
    }
  }
}
