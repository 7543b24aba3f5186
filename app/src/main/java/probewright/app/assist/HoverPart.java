package probewright.app.assist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.jspecify.annotations.Nullable;
import org.reactfx.EventStreams;
import org.reactfx.Subscription;
import probewright.app.editor.CodeEditor;
import probewright.app.editor.EditorComponent;
import probewright.app.words.Words;
import probewright.language.Hover;

/**
 * The card of what stands under the pointer, or at the caret: first what its sources say, then the
 * name's declaration, a line about it and where that is from. JavaFX thread.
 */
final class HoverPart implements EditorComponent {
  private static final Duration DWELL = Duration.ofMillis(300);

  /** For the pointer to go from the word to the card. */
  private static final Duration LEAVE = Duration.ofMillis(200);

  private static final double WIDEST = 560;

  private final Words words;
  private final Questions questions;
  private final Notes notes;
  private final List<HoverSource> sources;
  private final Card card;
  private final EventHandler<KeyEvent> keys = this::pressed;
  private final EventHandler<MouseOverTextEvent> over = this::over;
  private final PauseTransition leaving =
      new PauseTransition(javafx.util.Duration.millis((double) LEAVE.toMillis()));
  private @Nullable CodeEditor editor;
  private Subscription changes = Subscription.EMPTY;

  /**
   * @param sources asked in their order
   */
  HoverPart(Words words, Questions questions, Notes notes, List<HoverSource> sources) {
    this.words = words;
    this.questions = questions.others();
    this.notes = notes;
    this.sources = List.copyOf(sources);
    card = new Card("hover");
    card.box().setId("hover");
    card.box()
        .hoverProperty()
        .addListener(
            (o, was, now) -> {
              if (now) {
                leaving.stop();
              } else {
                leaving.playFromStart();
              }
            });
    leaving.setOnFinished(event -> close());
  }

  @Override
  public void install(CodeEditor installed) {
    editor = installed;
    CodeArea area = installed.area();
    area.setMouseOverTextDelay(DWELL);
    area.addEventHandler(MouseOverTextEvent.ANY, over);
    installed.addEventFilter(KeyEvent.KEY_PRESSED, keys);
    changes =
        Subscription.multi(
            area.plainTextChanges().subscribe(change -> close()),
            EventStreams.changesOf(area.estimatedScrollYProperty()).subscribe(change -> close()));
  }

  @Override
  public void uninstall(CodeEditor installed) {
    close();
    changes.unsubscribe();
    installed.area().setMouseOverTextDelay(null);
    installed.area().removeEventHandler(MouseOverTextEvent.ANY, over);
    installed.removeEventFilter(KeyEvent.KEY_PRESSED, keys);
    editor = null;
  }

  /** Says what stands at the caret. */
  void show() {
    CodeEditor here = editor;
    if (here != null && !ask(here, here.area().getCaretPosition(), true)) {
      notes.say(here, questions.analysis());
    }
  }

  private void over(MouseOverTextEvent event) {
    CodeEditor here = editor;
    if (here == null) {
      return;
    }
    if (event.getEventType() == MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN) {
      leaving.stop();
      var unused = ask(here, event.getCharacterIndex(), false);
    } else if (card.showing()) {
      leaving.playFromStart();
    }
  }

  private boolean ask(CodeEditor here, int offset, boolean wanted) {
    List<Node> first = new ArrayList<>();
    for (HoverSource source : sources) {
      source.at(offset, this::close).ifPresent(first::add);
    }
    boolean asked =
        questions.ask(
            (language, program, kernel, outline) ->
                language.hover(program, kernel, outline, offset, words.locale()),
            found -> show(here, offset, first, found, wanted),
            problem -> show(here, offset, first, Optional.empty(), wanted));
    if (!asked && !first.isEmpty()) {
      show(here, offset, first, Optional.empty(), false);
    }
    return asked || !first.isEmpty();
  }

  private void show(
      CodeEditor here, int offset, List<Node> first, Optional<Hover> found, boolean wanted) {
    List<Node> all = new ArrayList<>(first);
    found.ifPresent(hover -> all.add(node(hover)));
    int start = found.map(Hover::start).orElse(offset);
    int end = found.map(Hover::end).orElse(offset);
    Optional<Bounds> where =
        end <= here.area().getLength() ? here.screenBounds(start, end) : Optional.empty();
    if (all.isEmpty() || where.isEmpty()) {
      close();
      if (wanted) {
        notes.nothing(here);
      }
      return;
    }
    card.box().getChildren().setAll(all);
    card.below(here.area(), where.get());
  }

  private Node node(Hover hover) {
    VBox lines = new VBox();
    lines.getStyleClass().add("hover-name");
    lines.getChildren().add(label(hover.signature(), "code", "hover-signature"));
    if (!hover.documentation().isEmpty()) {
      lines.getChildren().add(label(hover.documentation(), "hover-help"));
    }
    if (!hover.source().isEmpty()) {
      lines.getChildren().add(label(source(hover.source()), "hover-source"));
    }
    return lines;
  }

  private String source(String source) {
    return switch (source) {
      case "program" -> words.get("assist.source.program");
      case "bcc" -> words.get("assist.source.bcc");
      case "bpf_helper_defs.h" -> words.get("assist.source.helpers");
      default ->
          source.startsWith("BTF ")
              ? words.get("assist.source.kernel", source.substring("BTF ".length()))
              : source;
    };
  }

  private static Label label(String text, String... classes) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(WIDEST);
    label.getStyleClass().addAll(classes);
    return label;
  }

  private void pressed(KeyEvent event) {
    if (card.showing() && event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else if (card.showing() && !event.getCode().isModifierKey()) {
      close();
    }
  }

  void close() {
    leaving.stop();
    questions.forget();
    card.hide();
  }
}
