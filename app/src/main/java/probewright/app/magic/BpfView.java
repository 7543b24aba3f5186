package probewright.app.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import probewright.app.magic.KnownView.Chosen;
import probewright.app.words.Words;
import probewright.diagnostics.Place;
import probewright.language.Listing;
import probewright.verifier.Knowledge;
import probewright.verifier.Known;

/**
 * The BPF instructions of the cursor's line, program by program, and what the verifier knew before
 * the one that is chosen: by a click, by Up and Down, at first the first. JavaFX thread.
 */
final class BpfView {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Words words;
  private final MagicModel model;
  private final KnowledgeModel knowledge;
  private final Consumer<Place> goTo;
  private final VBox lines = new VBox();
  private final ScrollPane scroll = new ScrollPane(lines);
  private final KnownView known;
  private final VBox node;
  private final List<Chosen> all = new ArrayList<>();
  private final List<Node> rows = new ArrayList<>();
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();
  private int chosen;

  /**
   * @param goTo told which place of the program's texts is to be gone to
   */
  BpfView(Words words, MagicModel model, KnowledgeModel knowledge, Consumer<Place> goTo) {
    this.words = words;
    this.model = model;
    this.knowledge = knowledge;
    this.goTo = goTo;
    known = new KnownView(words, knowledge);
    lines.getStyleClass().add("bpf-lines");
    scroll.setId("bpf");
    scroll.getStyleClass().add("bpf");
    scroll.setFitToWidth(true);
    scroll.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    node = new VBox(scroll, known.node());
    node.getStyleClass().add("bpf-side");
    model.instructionsProperty().addListener((o, was, now) -> refresh());
    model.toldProperty().addListener((o, was, now) -> refresh());
    model.lineProperty().addListener((o, was, now) -> refresh());
    knowledge.stateProperty().addListener((o, was, now) -> refresh());
    model.fileProperty().addListener((o, was, now) -> refresh());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  Node node() {
    return node;
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
    Chosen before = chosen < all.size() ? all.get(chosen) : null;
    lines.getChildren().clear();
    all.clear();
    rows.clear();
    MagicModel.Instructions now = model.instructionsProperty().get();
    if (now == null) {
      say(words.get("bpf.waiting"));
    } else if (now.listing() == null) {
      now.problems().forEach(problem -> say(words.messages().sentence(problem)));
    } else {
      List<Listing.Program> programs = model.ofLine();
      if (programs.isEmpty()) {
        empty();
      } else {
        say(words.get("bpf.line", model.lineProperty().get()));
        programs.forEach(program -> add(now.listing(), program));
      }
    }
    choose(Math.max(0, before == null ? 0 : all.indexOf(before)));
  }

  /** The compiler made nothing of the line; where it did is a step away. */
  private void empty() {
    say(words.get("bpf.none", model.lineProperty().get()));
    List<Place> near = model.linesNear();
    if (!near.isEmpty()) {
      HBox links = new HBox();
      links.getStyleClass().add("bpf-near");
      for (Place line : near) {
        Hyperlink link = new Hyperlink(words.get("bpf.near", line.line()));
        link.setOnAction(event -> goTo.accept(line));
        links.getChildren().add(link);
      }
      lines.getChildren().add(links);
    }
  }

  private void pressed(KeyEvent event) {
    boolean down = event.getCode() == KeyCode.DOWN;
    if ((down || event.getCode() == KeyCode.UP) && !all.isEmpty()) {
      choose(Math.max(0, Math.min(all.size() - 1, chosen + (down ? 1 : -1))));
      reveal(rows.get(chosen));
      event.consume();
    }
  }

  private void choose(int index) {
    chosen = index;
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).pseudoClassStateChanged(CHOSEN, i == index);
    }
    known.show(index < all.size() ? all.get(index) : null);
  }

  private void reveal(Node row) {
    double hidden = lines.getHeight() - scroll.getViewportBounds().getHeight();
    double top = row.getBoundsInParent().getMinY();
    double bottom = row.getBoundsInParent().getMaxY();
    double seen = scroll.getVvalue() * hidden;
    if (hidden > 0 && top < seen) {
      scroll.setVvalue(top / hidden);
    } else if (hidden > 0 && bottom > seen + scroll.getViewportBounds().getHeight()) {
      scroll.setVvalue((bottom - scroll.getViewportBounds().getHeight()) / hidden);
    }
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

  private void add(Listing listing, Listing.Program ofLine) {
    Label name = new Label(ofLine.name());
    name.getStyleClass().add("bpf-program");
    lines.getChildren().add(name);
    Listing.Program whole = listing.program(ofLine.name()).orElse(ofLine);
    int before = -1;
    for (Listing.Instruction one : ofLine.instructions()) {
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
      HBox row = new HBox(index, text);
      row.getStyleClass().add("bpf-row");
      int number = all.size();
      row.setOnMousePressed(event -> choose(number));
      all.add(new Chosen(whole, one));
      rows.add(row);
      lines.getChildren().add(row);
      after(whole, one).forEach(this::after);
    }
  }

  private void after(String register, Known known) {
    String said = words.messages().sentence(known.code(), known.arguments().toArray());
    Label after = new Label(words.get("bpf.known", register, said));
    after.getStyleClass().addAll("bpf-known", style(known));
    lines.getChildren().add(after);
  }

  /** What an instruction changed: on all ways the same, or on the one that led to a refusal. */
  private Map<String, Known> after(Listing.Program program, Listing.Instruction one) {
    List<Knowledge.State> states =
        knowledge.of(program).map(known -> known.at(one.index()).states()).orElse(List.of());
    if (states.isEmpty()) {
      return model.known(one);
    }
    Map<String, Known> changed = new TreeMap<>(Knowledge.ORDER);
    states
        .get(0)
        .after()
        .forEach(
            (register, fact) -> {
              boolean same =
                  states.stream()
                      .map(state -> state.after().get(register))
                      .allMatch(other -> other != null && other.known().equals(fact.known()));
              Knowledge.Fact was = states.get(0).before().get(register);
              boolean news = was == null || !was.known().equals(fact.known());
              if (same && news) {
                changed.put(register, fact.known());
              }
            });
    return changed;
  }
}
