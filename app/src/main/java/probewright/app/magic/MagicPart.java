package probewright.app.magic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.reactfx.EventStreams;
import org.reactfx.Subscription;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.editor.CodeEditor;
import probewright.app.frame.ByMouse;
import probewright.app.magic.MagicModel.Side;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.ProgramSource;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.diagnostics.Place;

/**
 * Program, expanded program, BPF: the switch, and what it shows. Follows the cursor of the
 * program's text. JavaFX thread.
 */
public final class MagicPart {
  /** From this width on the two stand side by side, in pixels. */
  private static final double BOTH = 860;

  private final MagicModel model;
  private final KnowledgeModel knowledge;
  private final ExpandedView expanded;
  private final BpfView bpf;
  private final HBox buttons = new HBox();
  private final Map<Side, ToggleButton> toggles = new EnumMap<>(Side.class);
  private final Map<Side, Node> sides = new EnumMap<>(Side.class);
  private final StackPane text = new StackPane();
  private CodeEditor editor;
  private Subscription carets = () -> {};
  private final SplitPane panes = new SplitPane();

  /**
   * @param background where programs are compiled
   * @param goTo told which place of the program's texts is to be gone to
   * @param session whose engine asks the verifier, and whose runs show what it took
   * @param source the program as it stands
   */
  public MagicPart(
      Words words,
      CodeEditor editor,
      ProgramAnalysis analysis,
      Executor background,
      Consumer<Place> goTo,
      RunSession session,
      Supplier<ProgramSource> source) {
    model = new MagicModel(analysis, background, Platform::runLater);
    knowledge =
        new KnowledgeModel(
            session::verify,
            () -> RunRequest.of(source.get(), analysis.target()),
            Platform::runLater);
    knowledge.seenProperty().bind(model.sideProperty().isEqualTo(Side.BPF));
    analysis
        .kernelProperty()
        .addListener(
            (o, was, kernel) -> {
              if (kernel == null) {
                knowledge.forget();
              }
            });
    session.loadedProperty().addListener((o, was, loaded) -> knowledge.loaded(loaded));
    expanded = new ExpandedView(words, model, goTo);
    bpf = new BpfView(words, model, knowledge, goTo);
    this.editor = editor;
    analysis.latestProperty().addListener((o, was, now) -> expanded.state());
    sides.put(Side.EXPANDED, expanded.node());
    sides.put(Side.BPF, bpf.node());
    panes.getStyleClass().add("beside");
    panes.setId("beside");
    VBox.setVgrow(panes, Priority.ALWAYS);
    panes
        .widthProperty()
        .addListener((o, was, now) -> resized(was.doubleValue(), now.doubleValue()));
    ToggleGroup group = new ToggleGroup();
    for (Side side : Side.values()) {
      ToggleButton button = new ToggleButton();
      button.textProperty().bind(words.of(name(side)));
      button.setId("side-" + side.name().toLowerCase(java.util.Locale.ROOT));
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setMinWidth(VBox.USE_PREF_SIZE);
      button.setOnAction(event -> model.sideProperty().set(side));
      ByMouse.leavesFocus(button);
      toggles.put(side, button);
      buttons.getChildren().add(button);
    }
    buttons.setId("sides");
    buttons.getStyleClass().add("segments");
    model
        .sideProperty()
        .addListener(
            (o, was, now) -> {
              select(now);
              arrange();
            });
    select(Side.PROGRAM);
    arrange();
  }

  /**
   * Follows the cursor of another of the program's texts.
   *
   * @param node the editor with what lies over it
   * @param file the name that places in it carry; empty for the program's own
   */
  public void show(CodeEditor shown, Node node, String file) {
    carets.unsubscribe();
    editor = shown;
    text.getChildren().setAll(node);
    model.fileProperty().set(file);
    carets =
        EventStreams.valuesOf(shown.area().currentParagraphProperty())
            .subscribe(line -> model.lineProperty().set(line + 1));
    arrange();
  }

  /** The three buttons. */
  public Node buttons() {
    return buttons;
  }

  /** The program is closed. */
  public void close() {
    carets.unsubscribe();
    knowledge.cancel();
    expanded.close();
  }

  public MagicModel model() {
    return model;
  }

  /** The editor, and beside it or in its place what is seen of it. */
  public Node panes() {
    return panes;
  }

  /** Goes on to the next side. */
  public void cycle() {
    model.sideProperty().set(model.sideProperty().get().next());
  }

  /** Shows the instructions and asks the verifier what it knows of the program as it stands. */
  public void askVerifier() {
    model.sideProperty().set(Side.BPF);
    knowledge.ask();
  }

  /** What takes the focus in it. */
  public List<Node> focused() {
    return switch (model.sideProperty().get()) {
      case PROGRAM -> List.of();
      case EXPANDED -> List.of(expanded.text());
      case BPF -> List.of(bpf.text());
    };
  }

  private void select(Side side) {
    toggles.forEach((of, button) -> button.setSelected(of == side));
  }

  private static String name(Side side) {
    return switch (side) {
      case PROGRAM -> "magic.program";
      case EXPANDED -> "magic.expanded";
      case BPF -> "magic.bpf";
    };
  }

  /** Where there is room for one only, of its own accord the text stays. */
  private void resized(double was, double now) {
    if (was >= BOTH && now < BOTH) {
      model.sideProperty().set(Side.PROGRAM);
    }
    arrange();
  }

  private void arrange() {
    Node side = sides.get(model.sideProperty().get());
    boolean wide = panes.getWidth() >= BOTH;
    List<Node> wanted = side == null ? List.of(text) : wide ? List.of(text, side) : List.of(side);
    if (!panes.getItems().equals(wanted)) {
      boolean focused = panes.isFocusWithin();
      panes.getItems().setAll(wanted);
      panes.setDividerPositions(0.5);
      if (focused) {
        // what takes the text's place takes the focus too
        (wanted.contains(text) ? editor.area() : focused().get(0)).requestFocus();
      }
    }
  }
}
