package probewright.app.editor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.util.Duration;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;
import org.reactfx.Subscription;
import probewright.app.editor.text.ChangeRange;
import probewright.app.editor.text.Highlighting;
import probewright.app.editor.text.LineState;
import probewright.app.editor.text.Piece;
import probewright.app.editor.text.Run;
import probewright.app.editor.text.Span;
import probewright.app.frame.Look;

/**
 * Colours the text. An edit only notes what it changed; the next pulse, before it lays the window
 * out, scans those lines and styles the ones in sight, so that what is typed is never seen without
 * its colour, however many keys came since. Other lines are made on another thread, some hundred at
 * a time, while nobody writes. JavaFX thread.
 */
final class Colours {
  private static final int AT_ONCE = 200;

  /** Lines that may come into sight in the pulse that shows an edit. */
  private static final int MARGIN = 3;

  private final CodeArea area;
  private final AreaLines lines;
  private final Executor background;
  private final Highlighting highlighting = new Highlighting();
  private final ChangeRange changes = new ChangeRange();
  private final List<Layer> layers = new ArrayList<>();
  private final List<Runnable> first = new ArrayList<>();
  private final Set<Runnable> standing = new LinkedHashSet<>();
  private final Runnable beforeLayout = this::pulse;
  private final Runnable afterLayout = this::laidOut;
  private final PauseTransition quiet = new PauseTransition(Duration.millis(60));
  private final Subscription edits;
  private final Subscription views;

  /** Counts edits: what was made of an older text is thrown away. */
  private int version;

  /** Lines still to be styled, from the first to behind the last. */
  private int from;

  private int to;
  private boolean working;
  private boolean viewMoved = true;
  private boolean laidOut;
  private boolean closed;

  Colours(CodeArea area, AreaLines lines, Executor background) {
    this.area = area;
    this.lines = lines;
    this.background = background;
    edits = area.plainTextChanges().subscribe(this::edited);
    views = area.viewportDirtyEvents().subscribe(event -> viewMoved = true);
    quiet.setOnFinished(event -> work());
    area.sceneProperty().addListener((o, was, now) -> move(was, now));
    layers.add((line, start, length) -> wide(lines.line(line)));
  }

  /** Another layer over the text. */
  void add(Layer layer) {
    layers.add(layer);
  }

  /** Something to do in each pulse before the text is styled. */
  void before(Runnable action) {
    first.add(action);
  }

  /** Something to do once, in the next pulse, when the lines stand where that shows them. */
  void onceLaidOut(Runnable action) {
    if (standing.add(action)) {
      Platform.requestNextPulse();
    }
  }

  /** Lines, from the first to behind the last, are to be styled anew with the next pulse. */
  void restyle(int begin, int behind) {
    if (begin < behind) {
      boolean none = from >= to;
      from = none ? begin : Math.min(from, begin);
      to = none ? behind : Math.max(to, behind);
      Platform.requestNextPulse();
    }
  }

  /** What is known of the text as it is now. */
  Highlighting highlighting() {
    if (!changes.none()) {
      int last = lines.of(changes.end());
      int grown = lines.count() - highlighting.count();
      shift(last - grown, grown);
      Highlighting.Dirty dirty = highlighting.edited(lines, lines.of(changes.start()), last);
      changes.seen();
      restyle(dirty.from(), dirty.to());
    }
    return highlighting;
  }

  void close() {
    closed = true;
    edits.unsubscribe();
    views.unsubscribe();
    quiet.stop();
    move(area.getScene(), null);
  }

  private void edited(PlainTextChange change) {
    version++;
    viewMoved = true;
    if (quiet.getStatus() == Animation.Status.RUNNING) {
      quiet.playFromStart();
    }
    changes.edited(
        change.getPosition(), change.getRemoved().length(), change.getInserted().length());
  }

  private void move(@Nullable Scene was, @Nullable Scene now) {
    if (was != null) {
      was.removePreLayoutPulseListener(beforeLayout);
      was.removePostLayoutPulseListener(afterLayout);
    }
    if (now != null && !closed) {
      now.addPreLayoutPulseListener(beforeLayout);
      now.addPostLayoutPulseListener(afterLayout);
    }
  }

  /** The lines to be styled move with an edit that ends in line {@code last}. */
  private void shift(int last, int grown) {
    from = from > last ? from + grown : from;
    to = to > last ? to + grown : to;
  }

  private void pulse() {
    highlighting();
    first.forEach(Runnable::run);
    styleSeen();
    if (laidOut) {
      // nodes that come with the layout are styled in the next pulse only, which then has nothing
      // to
      // paint and paints the whole window: those of changed lines are made before this one's styles
      area.layout();
      stand();
    }
  }

  private void stand() {
    List<Runnable> actions = List.copyOf(standing);
    standing.clear();
    actions.forEach(Runnable::run);
  }

  private void styleSeen() {
    to = Math.min(to, lines.count());
    if (from >= to) {
      return;
    }
    int begin = Math.max(from, lines.first() - MARGIN);
    int behind = Math.min(to, lines.last() + 1 + MARGIN);
    for (int line = begin; line < behind; line++) {
      style(line);
    }
    if (begin <= from && behind > from) {
      from = behind;
    }
    if (begin < to && behind >= to) {
      to = Math.max(from, begin);
    }
    if (from < to && !working && quiet.getStatus() != Animation.Status.RUNNING) {
      quiet.playFromStart();
    }
  }

  private void laidOut() {
    laidOut = true;
    if (viewMoved) {
      viewMoved = false;
      lines.look();
      if (from <= lines.last() && to > lines.first()) {
        Platform.requestNextPulse();
      }
    }
  }

  /** Makes the pieces of the next lines on the other thread; styles them when they come. */
  private void work() {
    if (working || closed) {
      return;
    }
    // a text that is in no window has no pulses
    highlighting();
    to = Math.min(to, lines.count());
    if (from >= to) {
      return;
    }
    int begin = from;
    int behind = Math.min(to, begin + AT_ONCE);
    List<String> texts = new ArrayList<>();
    List<LineState> states = new ArrayList<>();
    for (int line = begin; line < behind; line++) {
      texts.add(lines.line(line));
      states.add(highlighting.state(line));
    }
    Set<String> maps = highlighting.maps();
    int mine = version;
    working = true;
    background.execute(
        () -> {
          List<List<Span>> made = new ArrayList<>();
          for (int i = 0; i < texts.size(); i++) {
            made.add(Highlighting.spans(texts.get(i), states.get(i), maps));
          }
          Platform.runLater(() -> made(mine, begin, made));
        });
  }

  private void made(int mine, int begin, List<List<Span>> made) {
    working = false;
    if (closed) {
      return;
    }
    if (mine == version && from == begin) {
      styleAll(begin, made);
      from = begin + made.size();
    }
    if (mine == version) {
      work();
    } else {
      // somebody writes: what is out of sight can wait
      quiet.playFromStart();
    }
  }

  /** Lines that look another way now, as many together as stand together. */
  private void styleAll(int begin, List<List<Span>> made) {
    StyleSpansBuilder<Collection<String>> together = new StyleSpansBuilder<>();
    int since = -1;
    for (int i = 0; i < made.size(); i++) {
      int line = begin + i;
      StyleSpans<Collection<String>> wanted = wanted(line, made.get(i));
      if (wanted.equals(area.getStyleSpans(line))) {
        flush(since, together);
        together = new StyleSpansBuilder<>();
        since = -1;
      } else {
        if (since >= 0) {
          together.add(List.of(), 1);
        }
        since = since < 0 ? line : since;
        together.addAll(wanted);
      }
    }
    flush(since, together);
  }

  private void flush(int since, StyleSpansBuilder<Collection<String>> together) {
    if (since >= 0) {
      area.setStyleSpans(lines.start(since), together.create());
    }
  }

  private void style(int line) {
    StyleSpans<Collection<String>> wanted =
        wanted(line, highlighting.spans(lines.line(line), line));
    if (wanted.length() > 0 && !wanted.equals(area.getStyleSpans(line))) {
      area.setStyleSpans(line, 0, wanted);
    }
  }

  private StyleSpans<Collection<String>> wanted(int line, List<Span> spans) {
    StyleSpansBuilder<Collection<String>> styles = new StyleSpansBuilder<>();
    if (spans.isEmpty()) {
      styles.add(List.of(), 0);
    }
    runs(line, spans).forEach(run -> styles.add(run.styles(), run.length()));
    return styles.create();
  }

  private List<Run> runs(int line, List<Span> spans) {
    int start = lines.start(line);
    int length = spans.stream().mapToInt(Span::length).sum();
    List<Piece> over = new ArrayList<>();
    layers.forEach(layer -> over.addAll(layer.over(line, start, length)));
    return Run.over(spans, over);
  }

  /** Letters the code font lacks get a font that has them. */
  private static List<Piece> wide(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at + 1;
      if (Look.wide(text.charAt(at))) {
        while (end < text.length() && Look.wide(text.charAt(end))) {
          end++;
        }
        pieces.add(new Piece(at, end, "wide"));
      }
      at = end;
    }
    return pieces;
  }
}
