package probewright.app.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** The marks of all owners, by line; they move with their lines. JavaFX thread. */
final class GutterMarks {
  /** A mark at the offset its line began at. */
  private record Placed(int offset, GutterMark mark) {}

  private final Map<Object, List<Placed>> byOwner = new LinkedHashMap<>();

  /**
   * Replaces an owner's marks.
   *
   * @param lineStart the offset of a line counted from 0
   * @param lineOf the line of an offset
   * @return the lines, from 0, that look another way now
   */
  Set<Integer> set(
      Object owner, List<GutterMark> marks, IntUnaryOperator lineStart, IntUnaryOperator lineOf) {
    List<Placed> placed =
        marks.stream()
            .map(mark -> new Placed(lineStart.applyAsInt(mark.line() - 1), mark))
            .toList();
    List<Placed> before = byOwner.getOrDefault(owner, List.of());
    byOwner.put(owner, placed);
    Set<Integer> changed = new TreeSet<>();
    before.stream()
        .filter(mark -> !placed.contains(mark))
        .forEach(mark -> changed.add(lineOf.applyAsInt(mark.offset)));
    placed.stream()
        .filter(mark -> !before.contains(mark))
        .forEach(mark -> changed.add(lineOf.applyAsInt(mark.offset)));
    return changed;
  }

  /** The marks of the line that begins at {@code start} and ends at {@code end}. */
  List<GutterMark> between(int start, int end) {
    List<GutterMark> found = new ArrayList<>();
    byOwner
        .values()
        .forEach(
            marks -> {
              for (Placed placed : marks) {
                if (placed.offset >= start && placed.offset <= end) {
                  found.add(placed.mark);
                }
              }
            });
    return found;
  }

  /** The text changed: what stands behind moves. */
  void edited(int at, int removed, int inserted) {
    byOwner.replaceAll(
        (owner, marks) ->
            marks.stream()
                .map(
                    placed ->
                        new Placed(Marks.shift(placed.offset, at, removed, inserted), placed.mark))
                .toList());
  }
}
