package probewright.app.magic;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import probewright.app.frame.Figures;
import probewright.app.frame.Island;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;
import probewright.language.Listing;
import probewright.verifier.Knowledge;

/**
 * What the verifier knew of each register before one instruction, or what to do to have it told.
 * JavaFX thread.
 */
final class KnownView {
  /** An instruction, and the program that it is one of with all its instructions. */
  record Chosen(Listing.Program program, Listing.Instruction instruction) {}

  private final Words words;
  private final KnowledgeModel model;
  private final Label title = new Label();
  private final Label quiet = new Label();
  private final Button ask = new Button();
  private final Button cancel = new Button();
  private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
  private final Label sentence = new Label();
  private final ScrollPane scroll = new ScrollPane();
  private final VBox node = new VBox();
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();
  private @Nullable Chosen chosen;

  KnownView(Words words, KnowledgeModel model) {
    this.words = words;
    this.model = model;
    title.getStyleClass().add("registers-title");
    title.textProperty().bind(words.of("known.title"));
    title.setMinWidth(Label.USE_PREF_SIZE);
    quiet.getStyleClass().add("secondary");
    ask.setId("ask-verifier");
    ask.setMinWidth(Button.USE_PREF_SIZE);
    ask.setOnAction(event -> model.ask());
    cancel.setId("ask-cancel");
    cancel.setMinWidth(Button.USE_PREF_SIZE);
    cancel.textProperty().bind(words.of("status.cancel"));
    cancel.setOnAction(event -> model.cancel());
    bar.setId("ask-bar");
    bar.setPrefWidth(80);
    bar.setMinWidth(40);
    for (Node part : List.of(ask, cancel, bar, sentence, scroll, node)) {
      part.managedProperty().bind(part.visibleProperty());
    }
    sentence.setId("known-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(Label.USE_PREF_SIZE);
    sentence.getStyleClass().add("secondary");
    scroll.getStyleClass().add("knew-scroll");
    scroll.setFitToWidth(true);
    HBox head = new HBox(title, quiet, Island.spring(), bar, cancel, ask);
    head.getStyleClass().add("knew-head");
    node.getChildren().addAll(head, sentence, scroll);
    node.getStyleClass().add("knew");
    node.setId("known");
    model.stateProperty().addListener((o, was, now) -> refresh());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  Node node() {
    return node;
  }

  /** Tells of an instruction; of none where the line has none. */
  void show(@Nullable Chosen instruction) {
    chosen = instruction;
    refresh();
  }

  private void refresh() {
    KnowledgeModel.State state = model.stateProperty().get();
    boolean asking = state.phase() == KnowledgeModel.Phase.ASKING;
    bar.setVisible(asking);
    cancel.setVisible(asking);
    Chosen now = chosen;
    Optional<Knowledge> knowledge = now == null ? Optional.empty() : model.of(now.program());
    boolean outdated = now != null && model.outdated(now.program());
    ask.setVisible(!asking && (state.verdict() == null || outdated || refused(state)));
    ask.setText(words.get(outdated ? "known.ask-again" : "known.ask"));
    quiet.setText("");
    Ways ways =
        knowledge.isEmpty() || now == null
            ? new Ways(List.of(), 0, 0)
            : Ways.of(knowledge.get().at(now.instruction().index()));
    boolean table = ways.ways() > 0 && !asking;
    scroll.setVisible(table);
    if (table && now != null) {
      quiet.setText(quiet(now, ways));
      scroll.setContent(WaysTable.of(words, ways));
    } else {
      scroll.setContent(null);
    }
    String said = said(state, knowledge, outdated, table);
    node.setVisible(now != null || state.phase() != KnowledgeModel.Phase.KNOWN);
    sentence.setText(said);
    sentence.setVisible(!said.isEmpty());
  }

  private static boolean refused(KnowledgeModel.State state) {
    return state.phase() == KnowledgeModel.Phase.REFUSED;
  }

  private String quiet(Chosen now, Ways ways) {
    int index = now.instruction().index();
    return ways.others() > 0
        ? words.get("known.before-more", index, ways.ways(), Figures.count(ways.others()))
        : ways.ways() > 1
            ? words.get("known.before-ways", index, ways.ways())
            : words.get("known.before", index);
  }

  private String said(
      KnowledgeModel.State state, Optional<Knowledge> knowledge, boolean outdated, boolean table) {
    if (state.phase() == KnowledgeModel.Phase.ASKING) {
      return words.get("known.asking");
    }
    if (refused(state)) {
      Problem first = state.problems().get(0);
      return words.get("known.refused", words.messages().sentence(first));
    }
    if (state.verdict() == null) {
      return words.get("known.nothing");
    }
    if (outdated) {
      return words.get("known.outdated");
    }
    if (knowledge.isEmpty()) {
      return chosen == null ? "" : words.get("known.not-run");
    }
    Knowledge known = knowledge.get();
    return switch (known.extent()) {
      case NONE -> words.get("known.too-long", Figures.count(known.steps()));
      case BEGINNING -> words.get(table ? "known.beginning" : "known.beyond-beginning");
      case END -> words.get(table ? "known.end" : "known.beyond-end");
      case WHOLE -> table ? "" : words.get("known.never");
    };
  }
}
