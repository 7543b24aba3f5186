package probewright.app.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import probewright.app.editor.text.Lines;
import probewright.app.editor.text.Piece;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;

/**
 * Where problems stand in a text that goes on being edited: marks move with their text. JavaFX
 * thread.
 */
final class Marks {
  private List<Mark> marks = List.of();

  /**
   * A problem's range.
   *
   * @param start offset in UTF-16 code units
   * @param end exclusive; equal to start at the end of a line, where there is no letter to mark
   */
  record Mark(int start, int end, Problem problem) {
    Severity severity() {
      return problem.severity();
    }

    /**
     * What of a line is marked; the letter before a place behind the line's last, such as that of a
     * semicolon that is missing.
     *
     * @param lineStart the offset the line begins at
     * @param length of its text
     */
    Optional<Piece> on(int lineStart, int length) {
      boolean behindLast = start == end && start == lineStart + length && length > 0;
      int from = behindLast ? start - 1 : start;
      return from < lineStart + length && end > lineStart
          ? Optional.of(
              new Piece(
                  from - lineStart,
                  end - lineStart,
                  "squiggle-" + severity().name().toLowerCase(Locale.ROOT)))
          : Optional.empty();
    }
  }

  /** Replaces all of them by those of problems that have a place in the text. */
  void set(Lines lines, List<Problem> problems) {
    List<Mark> found = new ArrayList<>();
    for (Problem problem : problems) {
      Place place = problem.place();
      if (place != null) {
        int start = lines.offset(place.line(), place.column());
        int end = Math.max(start, lines.offset(place.endLine(), place.endColumn()));
        found.add(new Mark(start, end > start ? end : endOfWord(lines, start), problem));
      }
    }
    marks = List.copyOf(found);
  }

  void clear() {
    marks = List.of();
  }

  List<Mark> all() {
    return marks;
  }

  /** The text changed at {@code at}: what stands behind moves, what was cut shrinks. */
  void edited(int at, int removed, int inserted) {
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

  private static int endOfWord(Lines lines, int start) {
    int line = lines.of(start);
    String text = lines.line(line);
    int from = start - lines.start(line);
    int end = from;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return start + (end == from && end < text.length() ? 1 : end - from);
  }

  static int shift(int offset, int at, int removed, int inserted) {
    if (offset <= at) {
      return offset;
    }
    return offset >= at + removed ? offset - removed + inserted : at + inserted;
  }
}
