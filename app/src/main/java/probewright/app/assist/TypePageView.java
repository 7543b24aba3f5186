package probewright.app.assist;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;
import probewright.app.assist.TypePagesModel.Visit;
import probewright.app.frame.Island;
import probewright.app.frame.Symbols;
import probewright.app.words.Words;
import probewright.btf.TypePage;
import probewright.btf.TypePage.Link;

/**
 * The island that shows the page of a kernel's type: read only, its links open other pages, it can
 * be searched, Tab walks from link to link, Esc closes. JavaFX thread.
 */
public final class TypePageView {
  /** Held weakly by the words, which outlive a program that is closed. */
  private final ChangeListener<Object> spoken = (o, was, now) -> heading();

  /** Offset and size before a line, a comment, or a keyword. */
  private static final Pattern TOLD =
      Pattern.compile(
          "(?m)(^ *\\d[\\d:]* +[\\d:]*)|(/\\*.*?\\*/)|\\b(?:struct|union|enum|typedef|const)\\b");

  private final Words words;
  private final TypePagesModel model;
  private final Consumer<Link> open;
  private final CodeArea area = new CodeArea();
  private final Label title = new Label();
  private final Label release = new Label();
  private final TextField search = new TextField();
  private final Label count = new Label();
  private final Island island;
  private int hit;

  /**
   * @param open opens the page of a link
   */
  public TypePageView(Words words, TypePagesModel model, Consumer<Link> open) {
    this.words = words;
    this.model = model;
    this.open = open;
    area.setId("type-page");
    area.getStyleClass().addAll("editor", "type-page");
    area.setEditable(false);
    // what was shown before is not kept
    area.setUndoManager(UndoUtils.noOpUndoManager());
    area.setShowCaret(org.fxmisc.richtext.Caret.CaretVisibility.ON);
    title.setId("type-title");
    title.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    title.getStyleClass().add("code");
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(release.textProperty());
    release.setTooltip(whole);
    Button back = Island.iconButton(words, Material2AL.ARROW_BACK, "types.back", model::back);
    Button forward =
        Island.iconButton(words, Material2AL.ARROW_FORWARD, "types.forward", model::forward);
    back.disableProperty().bind(model.backProperty().not());
    forward.disableProperty().bind(model.forwardProperty().not());
    HBox header =
        Island.header(
            Symbols.own("p-map", 15, "accent"),
            title,
            release,
            back,
            forward,
            Island.iconButton(words, Material2AL.CLOSE, "types.close", model::close));
    VirtualizedScrollPane<CodeArea> scroll = new VirtualizedScrollPane<>(area);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    island = new Island(header, searchRow(), columns(), scroll);
    island.setId("type-island");
    island.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    area.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    area.addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event ->
            area.setCursor(
                link(event).isPresent() ? javafx.scene.Cursor.HAND : javafx.scene.Cursor.TEXT));
    model.shownProperty().addListener((o, was, now) -> show());
    words.languageProperty().addListener(new WeakChangeListener<>(spoken));
    show();
  }

  /** The text's nodes stay in the toolkit's own lists until they are told to go. */
  void close() {
    area.dispose();
  }

  public Node node() {
    return island;
  }

  /** What takes the focus. */
  public Node text() {
    return area;
  }

  /** Whether one of its parts has the focus. */
  public boolean focused() {
    return island.isFocusWithin();
  }

  /** Goes to the field that finds text in the page. */
  public void search() {
    search.requestFocus();
    search.selectAll();
  }

  /** Opens the page of the link at the caret. */
  void follow() {
    Visit visit = model.shownProperty().get();
    if (visit != null) {
      TypePagesModel.linkAt(visit.page(), area.getCaretPosition()).ifPresent(this::follow);
    }
  }

  private Node searchRow() {
    search.setId("type-search");
    search.promptTextProperty().bind(words.of("types.search"));
    search.textProperty().addListener((o, was, now) -> find(0));
    HBox.setHgrow(search, Priority.ALWAYS);
    count.getStyleClass().addAll("figures", "secondary");
    HBox row = new HBox(Symbols.material(Material2MZ.SEARCH, 16), search, count);
    row.getStyleClass().add("find-bar");
    return row;
  }

  /** Names the figures at the left of the page. */
  private HBox columns() {
    HBox columns =
        new HBox(
            Island.label(words, "types.offset", "type-column", "type-offset"),
            Island.label(words, "types.bytes", "type-column", "type-bytes"));
    columns.getStyleClass().add("type-columns");
    return columns;
  }

  private void show() {
    Visit visit = model.shownProperty().get();
    if (visit == null) {
      return;
    }
    heading();
    area.replaceText(visit.page().text());
    if (!visit.page().text().isEmpty()) {
      area.setStyleSpans(0, spans(visit.page()));
    }
    int line = Math.max(0, Math.min(visit.line() - 1, area.getParagraphs().size() - 1));
    area.moveTo(line, 0);
    area.showParagraphAtCenter(line);
    hit = 0;
    find(0);
  }

  private void heading() {
    Visit visit = model.shownProperty().get();
    if (visit != null) {
      title.setText(visit.page().name());
      release.setText(words.get("assist.source.kernel", visit.release()));
    }
  }

  private static StyleSpans<Collection<String>> spans(TypePage page) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    int at = 0;
    for (Link link : page.links()) {
      plain(spans, page.text(), at, link.start());
      spans.add(List.of("type-link"), link.end() - link.start());
      at = link.end();
    }
    plain(spans, page.text(), at, page.text().length());
    return spans.create();
  }

  /** What is no link: figures at the beginning of a line, keywords and names. */
  private static void plain(
      StyleSpansBuilder<Collection<String>> spans, String text, int from, int to) {
    Matcher matcher = TOLD.matcher(text).region(from, to).useAnchoringBounds(false);
    int at = from;
    while (matcher.find()) {
      spans.add(List.of(), matcher.start() - at);
      String style =
          matcher.group(1) != null
              ? "type-offset"
              : matcher.group(2) != null ? "type-comment" : "keyword";
      spans.add(List.of(style), matcher.end() - matcher.start());
      at = matcher.end();
    }
    spans.add(List.of(), to - at);
  }

  private void find(int step) {
    List<Integer> places = model.found(search.getText());
    hit = places.isEmpty() ? 0 : Math.floorMod(hit + step, places.size());
    count.setText(
        search.getText().isEmpty() ? "" : places.isEmpty() ? "0" : (hit + 1) + "/" + places.size());
    if (!places.isEmpty()) {
      int start = places.get(hit);
      area.selectRange(start, start + search.getText().length());
      area.requestFollowCaret();
    }
  }

  private Optional<Link> link(MouseEvent event) {
    Visit visit = model.shownProperty().get();
    java.util.OptionalInt hitAt = area.hit(event.getX(), event.getY()).getCharacterIndex();
    return visit == null || hitAt.isEmpty()
        ? Optional.empty()
        : TypePagesModel.linkAt(visit.page(), hitAt.getAsInt());
  }

  private void clicked(MouseEvent event) {
    if (event.isStillSincePress()) {
      link(event).ifPresent(this::follow);
    }
  }

  private void follow(Link link) {
    model.reading(area.getCurrentParagraph() + 1);
    open.accept(link);
  }

  private void pressed(KeyEvent event) {
    boolean taken = true;
    Visit visit = model.shownProperty().get();
    if (event.getCode() == KeyCode.ESCAPE && search.isFocused()) {
      search.clear();
      area.requestFocus();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      model.close();
    } else if (event.getCode() == KeyCode.ENTER && search.isFocused()) {
      find(event.isShiftDown() ? -1 : 1);
    } else if (area.isFocused() && event.getCode() == KeyCode.ENTER) {
      follow();
    } else if (area.isFocused() && event.getCode() == KeyCode.TAB) {
      step(visit, event.isShiftDown() ? -1 : 1);
    } else {
      taken = false;
    }
    if (taken) {
      event.consume();
    }
  }

  /** Tab walks from link to link. */
  private void step(Visit visit, int direction) {
    if (visit == null) {
      return;
    }
    List<Link> links = visit.page().links();
    int caret = area.getCaretPosition();
    Optional<Link> next =
        direction > 0
            ? links.stream().filter(link -> link.start() > caret).findFirst()
            : links.stream().filter(link -> link.start() < caret).reduce((one, other) -> other);
    next.ifPresent(
        link -> {
          area.selectRange(link.end(), link.start());
          area.requestFollowCaret();
        });
  }
}
