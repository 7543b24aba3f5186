package probewright.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import probewright.diagnostics.Place;

/**
 * Which piece of an expanded program became of which piece of the user's text: what changed and by
 * which rules, and line for line where the two stand beside one another. Lines count from 1,
 * offsets in UTF-16 code units. Immutable.
 */
public final class Expansion {
  private final List<Change> changes;

  private final SourceText source;

  /** For each line of the user's files together the line of the expanded program. */
  private final int[] all;

  /** The same for those of the file that includes the others. */
  private final int[] shown;

  /**
   * A piece of the expanded program that the user did not write so.
   *
   * @param start in the expanded program
   * @param end exclusive; the start, where something was only taken away
   * @param was what stood there
   * @param place where that was, in the user's text
   */
  public record Change(int start, int end, String was, Place place, Set<Rewrite> rules) {
    public Change {
      rules = Set.copyOf(rules);
    }
  }

  private Expansion(List<Change> changes, SourceText source, int[] all) {
    this.changes = List.copyOf(changes);
    this.source = source;
    this.all = all;
    this.shown =
        IntStream.rangeClosed(1, all.length)
            .filter(source::isOwn)
            .map(line -> all[line - 1])
            .toArray();
  }

  /** Lays a program beside what it was. */
  public static Expansion of(ExpandedProgram expanded) {
    SourceText source = Composition.of(expanded.program());
    String own = source.text();
    List<Change> changes = new ArrayList<>();
    int[] moved = new int[own.length() + 1];
    int shift = 0;
    int at = 0;
    for (Edit edit : expanded.edits()) {
      copy(moved, at, edit.offset(), shift);
      int start = edit.offset() + shift;
      int end = start + edit.replacement().length();
      String was = own.substring(edit.offset(), edit.offset() + edit.length());
      if (!was.equals(edit.replacement())) {
        Place place = source.place(edit.offset(), edit.offset() + edit.length());
        changes.add(new Change(start, end, was, place, edit.rules()));
      }
      Arrays.fill(moved, edit.offset(), edit.offset() + edit.length(), start);
      shift += edit.replacement().length() - edit.length();
      at = edit.offset() + edit.length();
    }
    copy(moved, at, own.length() + 1, shift);
    int written = own.length() + shift;
    written +=
        written > 0 && expanded.text().startsWith("\n", written) && !own.endsWith("\n") ? 1 : 0;
    if (expanded.text().length() > written) {
      Place end = source.place(own.length(), own.length());
      changes.add(new Change(written, expanded.text().length(), "", end, Set.of(Rewrite.PROLOGUE)));
    }
    return new Expansion(changes, source, lines(source, moved, expanded.text()));
  }

  private static void copy(int[] moved, int from, int to, int shift) {
    for (int i = from; i < to; i++) {
      moved[i] = i + shift;
    }
  }

  private static int[] lines(SourceText source, int[] moved, String text) {
    int count = (int) source.text().chars().filter(c -> c == '\n').count() + 1;
    List<Integer> lines = new ArrayList<>();
    int at = 0;
    int shown = 1;
    for (int line = 1; line <= count; line++) {
      int offset = Math.min(moved[source.lineStart(line)], text.length());
      for (; at < offset; at++) {
        shown += text.charAt(at) == '\n' ? 1 : 0;
      }
      lines.add(shown);
    }
    return lines.stream().mapToInt(Integer::intValue).toArray();
  }

  /** In the order of the expanded program. */
  public List<Change> changes() {
    return changes;
  }

  /** Where a line of the user's own file stands in the expanded program. */
  public int shownLine(int line) {
    return shown[Math.max(0, Math.min(line, shown.length) - 1)];
  }

  /** The same for a line of any of its files; 0 for one that is no part of the program. */
  public int shownLine(String file, int line) {
    for (int at = all.length; at > 0; at--) {
      if (source.origin(at).equals(new SourceText.Origin(file, line))) {
        return all[at - 1];
      }
    }
    return 0;
  }

  /** The line of any of the user's files that a line of the expanded program belongs to. */
  public Place ownPlace(int line) {
    int at = 0;
    while (at < all.length && all[at] <= line) {
      at++;
    }
    SourceText.Origin origin = source.origin(Math.max(1, at));
    return Place.point(origin.file(), origin.line(), 1);
  }

  /** The line of the user's own file that a line of the expanded program belongs to. */
  public int ownLine(int line) {
    int found = Arrays.binarySearch(shown, line);
    int at = found >= 0 ? found : -found - 2;
    // of several that were drawn together into one line the last is the one that is seen
    while (at + 1 < shown.length && at >= 0 && shown[at + 1] <= line) {
      at++;
    }
    return Math.max(1, at + 1);
  }
}
