package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/**
 * Where problems stand in a text that goes on being edited: marks move with their text. JavaFX
 * thread.
 */
public final class Marks {
  private List<Mark> marks = List.of();

  /**
   * A problem's range.
   *
   * @param start offset in UTF-16 code units
   * @param end exclusive; equal to start only in an empty text
   */
  public record Mark(int start, int end, Problem problem) {
    public Severity severity() {
      return problem.severity();
    }
  }

  /** Replaces all of them by those of problems that have a place in the text. */
  public void set(String text, List<Problem> problems) {
    List<Mark> found = new ArrayList<>();
    for (Problem problem : problems) {
      Place place = problem.place();
      if (place != null) {
        int start = offset(text, place.line(), place.column());
        int end = Math.max(start, offset(text, place.endLine(), place.endColumn()));
        found.add(new Mark(start, end > start ? end : endOfWord(text, start), problem));
      }
    }
    marks = List.copyOf(found);
  }

  public void clear() {
    marks = List.of();
  }

  public List<Mark> all() {
    return marks;
  }

  /** The text changed at {@code at}: what stands behind moves, what was cut shrinks. */
  public void edited(int at, int removed, int inserted) {
    marks =
        marks.stream()
            .map(
                mark ->
                    new Mark(
                        shift(mark.start(), at, removed, inserted),
                        Math.max(
                            shift(mark.start(), at, removed, inserted),
                            shift(mark.end(), at, removed, inserted)),
                        mark.problem()))
            .toList();
  }

  /** The offset of a line and column, both from 1, held inside the text. */
  public static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return text.length();
      }
      start = next + 1;
    }
    int end = text.indexOf('\n', start);
    int last = end < 0 ? text.length() : end;
    return Math.min(last, start + Math.max(0, column - 1));
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    if (end == start && end < text.length() && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  static int shift(int offset, int at, int removed, int inserted) {
    if (offset <= at) {
      return offset;
    }
    return offset >= at + removed ? offset - removed + inserted : at + inserted;
  }
}
