package probewright.app.editor;

import static org.fxmisc.wellbehaved.event.InputMap.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputHandler;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import org.reactfx.Subscription;
import probewright.app.editor.text.Carets.Edit;
import probewright.app.editor.text.Piece;
import probewright.app.editor.text.Search;
import probewright.app.editor.text.Search.Place;
import probewright.app.editor.text.Search.Result;
import probewright.app.words.Words;

/** Finds and replaces in the text. Searching is done on another thread: see {@link Search#in}. */
final class Finder implements EditorComponent, Layer {
  /**
   * What a search came to.
   *
   * @param count of places
   * @param current the number of the place that is selected; -1 when none is
   * @param replaced how many places were replaced last; 0 when something else was done since
   * @param wrong the expression is none
   */
  record State(int count, int current, int replaced, boolean wrong) {
    static final State NONE = new State(0, -1, 0, false);
  }

  private final CodeEditor editor;
  private final Executor background;
  private final FindBar bar;
  private final AtomicInteger asked = new AtomicInteger();
  private final PauseTransition pause = new PauseTransition(Duration.millis(150));
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
  private Search search = new Search("", false, false, false);
  private List<Place> places = List.of();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private Subscription edits = () -> {};
  private boolean seen;

  /** The places are those of what is looked for now, in the text as it stands. */
  private boolean fresh;

  /** The marks in the text are of places that are not known any more. */
  private boolean stale;

  private boolean replacing;

  /** A list or card that hangs over the text, and carets beside the first, go before. */
  private final InputMap<KeyEvent> escape =
      process(EventPattern.keyPressed(KeyCode.ESCAPE), event -> escaped());

  Finder(CodeEditor editor, Words words, Executor background) {
    this.editor = editor;
    this.background = background;
    bar = new FindBar(words, this, editor::focusText);
    pause.setOnFinished(event -> look(false));
  }

  @Override
  public void install(CodeEditor target) {
    target.above(bar);
    target.colours().add(this);
    Nodes.addInputMap(target.area(), escape);
    edits = target.area().plainTextChanges().subscribe(change -> edited());
    target.on(EditorAction.FIND, () -> bar.open(target.area().getSelectedText(), false));
    target.on(EditorAction.REPLACE, () -> bar.open(target.area().getSelectedText(), true));
    target.on(EditorAction.FIND_NEXT, () -> again(true));
    target.on(EditorAction.FIND_PREVIOUS, () -> again(false));
  }

  @Override
  public void uninstall(CodeEditor target) {
    Nodes.removeInputMap(target.area(), escape);
    edits.unsubscribe();
    stop();
  }

  private InputHandler.Result escaped() {
    if (!seen || editor.carets().many()) {
      return InputHandler.Result.PROCEED;
    }
    bar.close();
    return InputHandler.Result.CONSUME;
  }

  @Override
  public List<Piece> over(int line, int start, int length) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = firstFrom(start); i < places.size(); i++) {
      Place place = places.get(i);
      if (place.start() > start + length) {
        break;
      }
      pieces.add(new Piece(place.start() - start, place.end() - start, "found"));
    }
    return pieces;
  }

  /** The first place that ends behind an offset; places are in order. */
  private int firstFrom(int offset) {
    int low = 0;
    int high = places.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (places.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Looks for something else, and goes to the next place of it. */
  void search(Search wanted) {
    search = wanted;
    seen = true;
    replacing = false;
    waiting.clear();
    look(true);
  }

  /** Shows no places any more. */
  void stop() {
    seen = false;
    replacing = false;
    waiting.clear();
    pause.stop();
    asked.incrementAndGet();
    found(List.of(), 0);
  }

  /** Goes to the next or the previous place. */
  void go(boolean forward) {
    whenFresh(
        () -> {
          int from =
              forward
                  ? editor.area().getSelection().getEnd()
                  : editor.area().getSelection().getStart();
          select(Search.next(places, from, forward));
        });
  }

  /** Replaces the place that is selected and goes to the next. */
  void replace(String with) {
    whenFresh(
        () -> {
          int start = editor.area().getSelection().getStart();
          Place selected = new Place(start, editor.area().getSelection().getEnd());
          if (places.contains(selected)) {
            String text = search.replacement(editor.area().getText(), selected, with);
            editor.replace(selected.start(), selected.end(), text);
            look(true);
          } else {
            go(true);
          }
        });
  }

  /** Replaces all places; one undo takes it back. */
  void replaceAll(String with) {
    pause.stop();
    replacing = true;
    int mine = asked.incrementAndGet();
    Search wanted = search;
    String text = editor.area().getText();
    background.execute(
        () -> {
          Result result = wanted.replaced(text, with, () -> asked.get() != mine);
          Platform.runLater(() -> replaced(mine, text, with, result));
        });
  }

  private void replaced(int mine, String text, String with, Result result) {
    if (mine != asked.get()) {
      return;
    }
    if (!(result instanceof Result.Replaced all)) {
      replacing = false;
      came(mine, result, false);
    } else if (!editor.area().getText().equals(text)) {
      // somebody wrote meanwhile
      replaceAll(with);
    } else {
      if (all.count() > 0) {
        write(all.edits());
      }
      replacing = false;
      state.set(new State(0, -1, all.count(), false));
      look(false);
    }
  }

  /** A caret inside a stretch that is written anew would go to the end of it: it stays in line. */
  private void write(List<Edit> all) {
    int line = editor.area().getCurrentParagraph() + 1;
    int column = editor.area().getCaretColumn() + 1;
    editor.area().getUndoManager().preventMerge();
    editor.carets().edit(all);
    editor.area().getUndoManager().preventMerge();
    if (all.size() == 1) {
      editor.goTo(line, column);
    }
  }

  private void again(boolean forward) {
    if (!seen) {
      seen = true;
      look(true);
    } else {
      go(forward);
    }
  }

  private void edited() {
    if (!seen) {
      return;
    }
    stale |= !places.isEmpty();
    places = List.of();
    fresh = false;
    if (!replacing) {
      state.set(new State(state.get().count(), -1, 0, state.get().wrong()));
      pause.playFromStart();
    }
  }

  /** Does it at once, or when it is known what stands where. */
  private void whenFresh(Runnable action) {
    if (fresh) {
      action.run();
    } else {
      waiting.add(action);
      if (pause.getStatus() == Animation.Status.RUNNING) {
        look(false);
      }
    }
  }

  private void look(boolean go) {
    pause.stop();
    fresh = false;
    int mine = asked.incrementAndGet();
    Search wanted = search;
    String text = editor.area().getText();
    background.execute(
        () -> {
          Result result = wanted.in(text, () -> asked.get() != mine);
          Platform.runLater(() -> came(mine, result, go));
        });
  }

  private void came(int mine, Result result, boolean go) {
    if (mine != asked.get()) {
      return;
    }
    fresh = true;
    if (result instanceof Result.Found found) {
      int next = Search.next(found.places(), editor.area().getSelection().getStart(), true);
      found(found.places(), state.get().replaced());
      if (go) {
        select(next);
      }
    } else {
      found(List.of(), 0);
      state.set(new State(0, -1, 0, result instanceof Result.Wrong));
    }
    while (fresh && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private void found(List<Place> now, int replaced) {
    boolean same = !stale && now.equals(places);
    stale = false;
    places = now;
    state.set(new State(now.size(), -1, replaced, false));
    if (!same) {
      editor.colours().restyle(0, editor.lines().count());
    }
  }

  private void select(int index) {
    if (index >= 0) {
      Place place = places.get(index);
      editor.area().selectRange(place.start(), place.end());
      editor.area().requestFollowCaret();
      state.set(new State(places.size(), index, 0, false));
    }
  }
}
