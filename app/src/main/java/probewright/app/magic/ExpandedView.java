package probewright.app.magic;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import probewright.app.frame.Figures;
import probewright.app.frame.Island;
import probewright.app.words.Words;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.Expansion.Change;
import probewright.dialect.Rewrite;

/**
 * The expanded program beside its text: what the translator wrote lies on its own ground, and says
 * by which rule. The line of the cursor is marked in both. JavaFX thread.
 */
final class ExpandedView {
  private static final double DIMMED = 0.6;
  private static final double WIDEST = 420;

  private final Words words;
  private final MagicModel model;
  private final ReadOnlyCode code = new ReadOnlyCode("expanded");
  private final Label band = new Label();
  private final Label empty = new Label();
  private final StackPane body = new StackPane();
  private final VBox node = new VBox();
  private final Popup popup = new Popup();
  private final VBox rules = new VBox();
  private final ChangeListener<Object> spoken = (o, was, now) -> state();
  private MagicModel.@org.jspecify.annotations.Nullable Expanded shown;

  /**
   * @param goTo told which place of the program's texts is to be gone to
   */
  ExpandedView(Words words, MagicModel model, Consumer<Place> goTo) {
    this.words = words;
    this.model = model;
    band.getStyleClass().add("behind-band");
    band.setMaxWidth(Double.MAX_VALUE);
    empty.getStyleClass().add("secondary");
    rules.getStyleClass().add("rule-hover");
    rules.setMaxWidth(WIDEST);
    popup.getContent().add(rules);
    popup.setAutoHide(true);
    VirtualizedScrollPane<?> scroll = new VirtualizedScrollPane<>(code.area());
    Label legend = Island.label(words, "expanded.made", "made-legend");
    legend.setMouseTransparent(true);
    Region swatch = new Region();
    swatch.getStyleClass().add("made-swatch");
    legend.setGraphic(swatch);
    StackPane.setAlignment(legend, Pos.BOTTOM_RIGHT);
    body.getChildren().setAll(scroll, empty, legend);
    VBox.setVgrow(body, Priority.ALWAYS);
    node.getChildren().addAll(band, body);
    code.area().setMouseOverTextDelay(Duration.ofMillis(250));
    code.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, this::over);
    code.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> popup.hide());
    code.area()
        .addEventHandler(
            MouseEvent.MOUSE_CLICKED,
            event -> {
              MagicModel.Expanded now = shown;
              if (now != null && event.getButton() == MouseButton.PRIMARY) {
                goTo.accept(now.expansion().ownPlace(code.area().getCurrentParagraph() + 1));
              }
            });
    model.expandedProperty().addListener((o, was, now) -> refresh());
    model.lineProperty().addListener((o, was, now) -> code.line(model.shownLine()));
    model
        .fileProperty()
        .addListener(
            (o, was, now) -> {
              code.line(model.shownLine());
              state();
            });
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    refresh();
  }

  void close() {
    code.close();
  }

  Node node() {
    return node;
  }

  /** What takes the focus. */
  Node text() {
    return code.area();
  }

  /** Says how far it is behind the text. */
  void state() {
    boolean behind = model.behind();
    band.setText(model.hindrance().map(this::behind).orElse(""));
    band.setVisible(behind);
    band.setManaged(behind);
    body.setOpacity(behind ? DIMMED : 1);
    boolean none = model.expandedProperty().get() == null;
    empty.setText(words.get("expanded.none"));
    empty.setVisible(none);
    code.area().setVisible(!none);
  }

  private String behind(Problem why) {
    String sentence = words.messages().sentence(why);
    String edits = Figures.count(model.edits());
    Place place = why.place();
    if (model.edits() == 0) {
      return words.get("expanded.other-kernel", sentence);
    }
    if (place == null) {
      return words.get("expanded.behind", edits, sentence);
    }
    return model.elsewhere(place)
        ? words.get("expanded.behind-file", edits, place.file(), place.line(), sentence)
        : words.get("expanded.behind-line", edits, place.line(), sentence);
  }

  private void refresh() {
    MagicModel.Expanded now = model.expandedProperty().get();
    boolean same =
        now != null && shown != null && shown.program().text().equals(now.program().text());
    shown = now;
    if (now != null && !same) {
      code.show(
          now.program().text(),
          now.expansion().changes().stream()
              .map(change -> new ReadOnlyCode.Ground(change.start(), change.end()))
              .toList());
      code.line(model.shownLine());
    }
    state();
  }

  private void over(MouseOverTextEvent event) {
    MagicModel.Expanded now = shown;
    if (now == null) {
      return;
    }
    int at = event.getCharacterIndex();
    List<Change> here =
        now.expansion().changes().stream()
            .filter(change -> change.start() <= at && at < change.end())
            .toList();
    popup.hide();
    if (!here.isEmpty()) {
      rules.getChildren().setAll(here.stream().map(this::told).toList());
      rules.setStyle(code.area().getScene().getRoot().getStyle());
      popup.show(
          code.area(), event.getScreenPosition().getX(), event.getScreenPosition().getY() + 14);
    }
  }

  private VBox told(Change change) {
    VBox told = new VBox();
    told.getStyleClass().add("rule");
    for (Rewrite rule : change.rules().stream().sorted().toList()) {
      Label name = new Label(words.messages().sentence(rule.code()));
      name.getStyleClass().add("rule-name");
      Label why = new Label(words.messages().sentence(rule.code() + ".why"));
      why.setWrapText(true);
      told.getChildren().addAll(name, why);
    }
    String was = change.was().strip();
    if (!was.isEmpty()) {
      Label before = new Label(was.lines().limit(6).collect(Collectors.joining("\n")));
      before.getStyleClass().add("rule-was");
      told.getChildren().add(before);
    }
    return told;
  }
}
