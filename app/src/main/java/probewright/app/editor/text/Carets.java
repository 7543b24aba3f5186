package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What becomes of a text and its carets when the same is done at each of them. Any thread. */
public final class Carets {
  private Carets() {}

  /**
   * A part of the text and what comes in its place; offsets in the text before all edits.
   *
   * @param end exclusive
   */
  public record Edit(int start, int end, String text) {}

  /**
   * Edits that make one step for undo, and the carets behind them.
   *
   * @param edits from first to last; they do not overlap
   * @param carets from first to last
   */
  public record Step(List<Edit> edits, List<Caret> carets) {}

  /** Does the same at each caret. */
  public static Step change(List<Caret> carets, int length, Function<Caret, Change> key) {
    List<Edit> edits = new ArrayList<>();
    List<Caret> after = new ArrayList<>();
    int shift = 0;
    int free = 0;
    for (Caret caret : tidy(carets)) {
      Change change = key.apply(caret);
      int start = Math.max(free, caret.start() - change.before());
      int end = Math.max(start, Math.min(length, caret.end() + change.behind()));
      if (end > start || !change.text().isEmpty()) {
        edits.add(new Edit(start, end, change.text()));
      }
      after.add(new Caret(start + shift + change.anchor(), start + shift + change.caret()));
      shift += change.text().length() - (end - start);
      free = end;
    }
    return new Step(edits, tidy(after));
  }

  /** In order, and those that overlap made one. */
  public static List<Caret> tidy(List<Caret> carets) {
    List<Caret> sorted = new ArrayList<>(carets);
    sorted.sort(Comparator.comparingInt(Caret::start).thenComparingInt(Caret::end));
    List<Caret> tidy = new ArrayList<>();
    for (Caret caret : sorted) {
      int last = tidy.size() - 1;
      if (last >= 0 && overlap(tidy.get(last), caret)) {
        tidy.set(last, join(tidy.get(last), caret));
      } else {
        tidy.add(caret);
      }
    }
    return List.copyOf(tidy);
  }

  private static boolean overlap(Caret one, Caret next) {
    return next.start() < one.end() || next.start() == one.start() || touches(one, next);
  }

  private static boolean touches(Caret one, Caret next) {
    return next.start() == one.end() && !(one.selects() && next.selects());
  }

  private static Caret join(Caret one, Caret next) {
    int start = one.start();
    int end = Math.max(one.end(), next.end());
    boolean forward =
        next.selects() ? next.anchor() <= next.position() : one.anchor() <= one.position();
    return forward ? new Caret(start, end) : new Caret(end, start);
  }
}
