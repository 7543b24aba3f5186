package probewright.app.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two texts beside one another, a row for each line: long stretches that are the same are folded.
 *
 * @param differences how many stretches of lines differ
 */
record Comparison(List<Row> rows, int differences) {
  /** Lines that are the same and stand around a difference. */
  private static final int AROUND = 3;

  /** A row. */
  sealed interface Row {}

  /** A line that is the same; lines count from 1. */
  record Same(int mineLine, int theirsLine, String text) implements Row {}

  /**
   * A line that differs.
   *
   * @param block which of the differences it is part of, from 0
   * @param mine null where only the other side has a line
   * @param theirs null where only this side has one
   */
  record Differs(int block, @Nullable Side mine, @Nullable Side theirs) implements Row {}

  /**
   * A line of one side.
   *
   * @param start of the piece that differs from the other side's line, where there is one
   * @param end exclusive
   */
  record Side(int line, String text, int start, int end) {}

  /** Lines that are the same and not shown. */
  record Folded(int lines) implements Row {}

  Comparison {
    rows = List.copyOf(rows);
  }

  /** Lays two texts beside one another. */
  static Comparison of(String mine, String theirs) {
    List<String> left = List.of(mine.split("\n", -1));
    List<String> right = List.of(theirs.split("\n", -1));
    List<Row> rows = new ArrayList<>();
    int at = 0;
    int shift = 0;
    int blocks = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(left, right).getDeltas()) {
      int start = delta.getSource().getPosition();
      same(rows, left, at, start, shift, at > 0, true);
      differ(rows, delta, blocks++);
      at = start + delta.getSource().size();
      shift = delta.getTarget().getPosition() + delta.getTarget().size() - at;
    }
    same(rows, left, at, left.size(), shift, at > 0, false);
    return new Comparison(rows, blocks);
  }

  private static void differ(List<Row> rows, AbstractDelta<String> delta, int block) {
    List<String> mine = delta.getSource().getLines();
    List<String> theirs = delta.getTarget().getLines();
    int mineLine = delta.getSource().getPosition() + 1;
    int theirsLine = delta.getTarget().getPosition() + 1;
    for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
      boolean both = i < mine.size() && i < theirs.size();
      String one = i < mine.size() ? mine.get(i) : "";
      String other = i < theirs.size() ? theirs.get(i) : "";
      int head = both ? head(one, other) : 0;
      int tail = both ? tail(one, other, head) : 0;
      rows.add(
          new Differs(
              block,
              i < mine.size()
                  ? new Side(mineLine + i, one, head, both ? one.length() - tail : 0)
                  : null,
              i < theirs.size()
                  ? new Side(theirsLine + i, other, head, both ? other.length() - tail : 0)
                  : null));
    }
  }

  private static int head(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static int tail(String one, String other, int head) {
    int tail = 0;
    while (tail < Math.min(one.length(), other.length()) - head
        && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
      tail++;
    }
    return tail;
  }

  private static void same(
      List<Row> rows,
      List<String> left,
      int from,
      int to,
      int shift,
      boolean behindOne,
      boolean beforeOne) {
    int shownUntil = behindOne ? Math.min(to, from + AROUND) : from;
    int shownFrom = beforeOne ? Math.max(shownUntil, to - AROUND) : to;
    if (shownFrom - shownUntil <= 1) {
      shownFrom = shownUntil;
    }
    for (int i = from; i < to; i++) {
      if (i == shownUntil && shownFrom > shownUntil) {
        rows.add(new Folded(shownFrom - shownUntil));
        i = shownFrom;
      }
      if (i < to) {
        rows.add(new Same(i + 1, i + shift + 1, left.get(i)));
      }
    }
  }

  /**
   * The row at which the next difference begins behind a row, or the one before; around the end.
   */
  int step(int row, boolean forward) {
    List<Integer> starts = starts();
    if (starts.isEmpty()) {
      return -1;
    }
    if (forward) {
      return starts.stream().filter(start -> start > row).findFirst().orElse(starts.get(0));
    }
    return starts.stream()
        .filter(start -> start < row)
        .reduce((one, other) -> other)
        .orElse(starts.get(starts.size() - 1));
  }

  private List<Integer> starts() {
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof Differs differs && differs.block() == starts.size()) {
        starts.add(i);
      }
    }
    return starts;
  }
}
