package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folds of a text that goes on being edited, and which of them are closed. One thread. */
public final class Folds {
  /** A fold as it stands now. */
  private record Held(Fold fold, boolean closed) {
    boolean hides(int line) {
      return closed && fold.first() < line && line <= fold.last();
    }
  }

  /** In the order of their first lines, of which no two are the same. */
  private List<Held> held = List.of();

  /** All of them, by their first line. */
  public List<Fold> all() {
    return held.stream().map(Held::fold).toList();
  }

  /** The one that begins in a line. */
  public Optional<Fold> at(int line) {
    int index = indexOf(line);
    return index < 0 ? Optional.empty() : Optional.of(held.get(index).fold);
  }

  /** Whether one begins in a line and is closed. */
  public boolean closed(int line) {
    int index = indexOf(line);
    return index >= 0 && held.get(index).closed;
  }

  /** Whether any is closed. */
  public boolean anyClosed() {
    return held.stream().anyMatch(Held::closed);
  }

  /** Whether a line is out of sight. */
  public boolean hidden(int line) {
    return held.stream().anyMatch(one -> one.hides(line));
  }

  /** The closed fold that a line is folded into and that itself is in sight. */
  public Optional<Fold> hiding(int line) {
    return held.stream().filter(one -> one.hides(line)).map(Held::fold).findFirst();
  }

  /** Closes or opens the one that begins in a line; those inside it stay as they are. */
  public void close(int line, boolean closed) {
    held =
        held.stream()
            .map(one -> one.fold.first() == line ? new Held(one.fold, closed) : one)
            .toList();
  }

  /** Takes what was found in the text anew; what was closed stays closed. */
  public void found(List<Fold> folds) {
    held = folds.stream().map(fold -> new Held(fold, closed(fold.first()))).toList();
  }

  /**
   * The text changed: folds move with the ends of their lines, and one that is cut away is gone.
   *
   * @param line where the change begins
   * @param head whether it begins before the last letter of that line, so that the line's end moves
   * @param removed how many lines ended in what went
   * @param inserted how many lines end in what came
   */
  public void edited(int line, boolean head, int removed, int inserted) {
    if (removed == 0 && inserted == 0) {
      return;
    }
    List<Held> moved = new ArrayList<>();
    int before = -1;
    for (Held one : held) {
      Fold fold =
          new Fold(
              moved(one.fold.first(), line, head, removed, inserted),
              moved(one.fold.last(), line, head, removed, inserted));
      if (fold.last() > fold.first() && fold.first() > before) {
        moved.add(new Held(fold, one.closed));
        before = fold.first();
      }
    }
    held = List.copyOf(moved);
  }

  private static int moved(int at, int line, boolean head, int removed, int inserted) {
    if (at < line || (at == line && !head)) {
      return at;
    }
    return Math.max(line + inserted, at - removed + inserted);
  }

  private int indexOf(int line) {
    int low = 0;
    int high = held.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int first = held.get(middle).fold.first();
      if (first == line) {
        return middle;
      }
      if (first < line) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
