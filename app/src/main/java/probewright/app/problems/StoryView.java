package probewright.app.problems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import probewright.app.editor.GutterMark;
import probewright.app.frame.Figures;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.language.Listing;

/**
 * One problem with all that is known of it, at the user's own lines: the sentence, the steps that
 * led there, what mends it, why it is so, the registers, and the words of the verifier or the
 * compiler. Stands where the panels at the right are. JavaFX thread.
 */
public final class StoryView {
  private final Words words;
  private final Function<String, String> texts;
  private final Supplier<@Nullable Listing> listing;
  private final Consumer<Fix> mend;
  private final Consumer<Place> goTo;

  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> refresh();

  private final ReadOnlyObjectWrapper<@Nullable Problem> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<String, List<GutterMark>>> discs =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final Label title = new Label();
  private final Label quiet = new Label();
  private final VBox body = new VBox();
  private final RawWords raw;
  private final Island island;

  /**
   * @param texts the program's and its headers' as they stand, by the names places carry
   * @param listing its instructions; null while they are not known
   * @param mend makes the edits of a fix
   * @param goTo told which place is to be gone to
   */
  public StoryView(
      Words words,
      Function<String, String> texts,
      Supplier<@Nullable Listing> listing,
      Consumer<Fix> mend,
      Consumer<Place> goTo) {
    this.words = words;
    this.texts = texts;
    this.listing = listing;
    this.mend = mend;
    this.goTo = goTo;
    raw = new RawWords(words);
    Button copy = Island.iconButton(words, Material2AL.CONTENT_COPY, "report.copy", this::copy);
    copy.setId("report-copy");
    Button close = Island.iconButton(words, Material2AL.CLOSE, "report.close", this::close);
    close.setId("report-close");
    HBox header = Island.header(Symbols.own("s-err", 15, "refused"), title, quiet, copy, close);
    body.getStyleClass().add("story");
    ScrollPane scroll = new ScrollPane(body);
    scroll.getStyleClass().add("story-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    raw.unfolded()
        .addListener(
            (o, was, now) -> VBox.setVgrow(raw.node(), now ? Priority.ALWAYS : Priority.NEVER));
    island = new Island(header, scroll, raw.node());
    island.setId("report");
    island.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
  }

  /** The problem that is shown, null for none. */
  public ReadOnlyObjectProperty<@Nullable Problem> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The numbers of the steps at their lines, text by text; none while no story is shown. */
  public ReadOnlyObjectProperty<Map<String, List<GutterMark>>> discsProperty() {
    return discs.getReadOnlyProperty();
  }

  public Node node() {
    return island;
  }

  /** What takes the focus. */
  public Node focused() {
    Node button = body.lookup("#story-fix");
    return raw.unfolded().get() || button == null ? raw.focused() : button;
  }

  /** Shows a problem in the place of the one before. */
  public void show(Problem problem) {
    shown.set(problem);
    raw.unfold(problem.notes().isEmpty() && problem.fixes().isEmpty());
    refresh();
  }

  /** What it is told by may be other than before: the instructions have come. */
  public void refresh() {
    Problem problem = shown.get();
    if (problem == null) {
      return;
    }
    boolean verifier =
        problem.code().equals("load.refused") || problem.code().startsWith("verifier.");
    Story story =
        Story.of(problem, texts, listing.get(), words.messages(), words.get("story.stops"));
    title.setText(words.get(verifier ? "report.verifier" : "report.other"));
    quiet.setText(
        !verifier || story.checked() == 0
            ? ""
            : words.get("story.checked", story.program(), Figures.count(story.checked())));
    List<Node> parts = new ArrayList<>();
    parts.add(label(words.messages().sentence(problem), "report-sentence"));
    parts.get(0).setId("report-sentence");
    if (story.steps().size() > 1) {
      parts.add(StoryParts.steps(words, story.steps(), this::goTo));
    }
    problem.fixes().forEach(fix -> parts.add(card(fix)));
    add(parts, words.messages().why(problem), "secondary");
    if (problem.fixes().isEmpty()) {
      add(parts, words.messages().help(problem), "secondary");
    }
    if (!story.lines().rows().isEmpty()) {
      parts.add(StoryParts.registers(words, story.lines()));
    }
    body.getChildren().setAll(parts);
    raw.show(String.valueOf(problem.raw()).strip(), verifier, problem.raw() != null);
    discs.set(story.steps().size() > 1 ? discs(story) : Map.of());
  }

  public void close() {
    shown.set(null);
    discs.set(Map.of());
  }

  private void goTo(Story.Line line) {
    goTo.accept(Place.point(line.file(), line.number(), 1));
  }

  private static Map<String, List<GutterMark>> discs(Story story) {
    Map<String, List<GutterMark>> marks = new HashMap<>();
    for (int i = 0; i < story.steps().size(); i++) {
      Story.Step step = story.steps().get(i);
      if (step.line().isThere()) {
        marks
            .computeIfAbsent(step.line().file(), none -> new ArrayList<>())
            .add(
                new GutterMark(
                    step.line().number(),
                    step.refused() ? GutterMark.Shape.REFUSED_DISC : GutterMark.Shape.DISC,
                    String.valueOf(i + 1),
                    step::sentence));
      }
    }
    return marks;
  }

  private VBox card(Fix fix) {
    Label name = new Label(words.messages().sentence(fix));
    name.getStyleClass().add("card-title");
    name.setGraphic(Symbols.material(Material2AL.BUILD, 16));
    Button make = new Button(words.get("story.mend"));
    make.setId("story-fix");
    make.setMinWidth(Button.USE_PREF_SIZE);
    make.setOnAction(event -> mend.accept(fix));
    HBox head = new HBox(name, Island.spring(), make);
    head.getStyleClass().add("fix-card-head");
    VBox card =
        new VBox(head, PreviewLines.of(FixPreview.of(texts.apply(fix.place().file()), fix)));
    card.getStyleClass().add("fix-card");
    return card;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    return label;
  }

  private static void add(List<Node> parts, String text, String style) {
    if (!text.isEmpty()) {
      parts.add(label(text, style));
    }
  }

  private void copy() {
    Problem problem = shown.get();
    if (problem != null) {
      StringBuilder told = new StringBuilder(words.messages().sentence(problem));
      problem
          .notes()
          .forEach(
              note -> {
                told.append('\n').append(note.place() == null ? "" : note.place() + ": ");
                told.append(words.messages().sentence(note));
              });
      String help = words.messages().help(problem);
      told.append(help.isEmpty() ? "" : "\n" + help);
      told.append(problem.raw() == null ? "" : "\n\n" + problem.raw().strip()).append('\n');
      ClipboardContent content = new ClipboardContent();
      content.putString(told.toString());
      Clipboard.getSystemClipboard().setContent(content);
    }
  }
}
