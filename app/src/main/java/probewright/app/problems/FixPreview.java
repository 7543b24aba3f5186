package probewright.app.problems;

import java.util.ArrayList;
import java.util.List;
import probewright.diagnostics.Fix;

/** What a text's lines become by a fix, with a line before and one behind. */
final class FixPreview {
  /** A line that stays, goes or comes. */
  enum Kind {
    SAME,
    GONE,
    NEW
  }

  /**
   * A line.
   *
   * @param number in the text before, or behind for a line that comes; from 1
   */
  record Line(Kind kind, int number, String text) {}

  private static final int MOST = 12;
  private static final int LONGEST = 400;

  private FixPreview() {}

  /** The lines to show; pieces far from one another stand one below the other. */
  static List<Line> of(String text, Fix fix) {
    List<String> before = text.lines().toList();
    List<String> after = fix.apply(text).lines().toList();
    int same = 0;
    while (same < Math.min(before.size(), after.size())
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < Math.min(before.size(), after.size()) - same
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    // a line around what changes; the rest of a long text is never compared
    int start = Math.max(0, same - 1);
    int rest = Math.max(0, tail - 1);
    return near(
        compared(
            before.subList(start, Math.min(before.size() - rest, start + LONGEST)),
            after.subList(start, Math.min(after.size() - rest, start + LONGEST)),
            start));
  }

  private static List<Line> compared(List<String> before, List<String> after, int shift) {
    List<Line> all = new ArrayList<>();
    int[][] common = common(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        all.add(new Line(Kind.SAME, shift + j + 1, after.get(j)));
        i++;
        j++;
      } else if (j >= after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        all.add(new Line(Kind.GONE, shift + i + 1, before.get(i)));
        i++;
      } else {
        all.add(new Line(Kind.NEW, shift + j + 1, after.get(j)));
        j++;
      }
    }
    return all;
  }

  /** How many lines the rests from each pair of positions have in common. */
  private static int[][] common(List<String> one, List<String> other) {
    int[][] lengths = new int[one.size() + 1][other.size() + 1];
    for (int i = one.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            one.get(i).equals(other.get(j))
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  private static List<Line> near(List<Line> all) {
    List<Line> near = new ArrayList<>();
    for (int i = 0; i < all.size() && near.size() < MOST; i++) {
      boolean changes = false;
      for (int k = Math.max(0, i - 1); k <= Math.min(all.size() - 1, i + 1); k++) {
        changes |= all.get(k).kind() != Kind.SAME;
      }
      if (changes) {
        near.add(all.get(i));
      }
    }
    return List.copyOf(near);
  }
}
