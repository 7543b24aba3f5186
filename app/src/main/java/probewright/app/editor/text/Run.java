package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A run of letters of one look.
 *
 * @param length in UTF-16 code units
 * @param styles its style classes
 */
public record Run(int length, List<String> styles) {
  /**
   * Colours and what lies over them.
   *
   * @param colours cover the line without gaps
   * @param over may overlap one another and reach beyond the line
   * @return cover the line without gaps; no two neighbours look the same
   */
  public static List<Run> over(List<Span> colours, List<Piece> over) {
    if (over.isEmpty()) {
      List<Run> runs = new ArrayList<>(colours.size());
      for (Span span : colours) {
        runs.add(
            new Run(span.length(), span.style().isEmpty() ? List.of() : List.of(span.style())));
      }
      return runs;
    }
    int length = colours.stream().mapToInt(Span::length).sum();
    TreeSet<Integer> bounds = new TreeSet<>();
    int at = 0;
    for (Span span : colours) {
      bounds.add(at);
      at += span.length();
    }
    for (Piece piece : over) {
      if (piece.from() < piece.to()) {
        bounds.add(Math.max(0, Math.min(piece.from(), length)));
        bounds.add(Math.max(0, Math.min(piece.to(), length)));
      }
    }
    bounds.remove(length);
    return runs(colours, over, length, List.copyOf(bounds));
  }

  private static List<Run> runs(
      List<Span> colours, List<Piece> over, int length, List<Integer> bounds) {
    List<Run> runs = new ArrayList<>();
    int span = 0;
    int spanEnd = colours.isEmpty() ? 0 : colours.get(0).length();
    for (int i = 0; i < bounds.size(); i++) {
      int from = bounds.get(i);
      int to = i + 1 < bounds.size() ? bounds.get(i + 1) : length;
      while (from >= spanEnd) {
        span++;
        spanEnd += colours.get(span).length();
      }
      List<String> styles = new ArrayList<>();
      if (!colours.get(span).style().isEmpty()) {
        styles.add(colours.get(span).style());
      }
      for (Piece piece : over) {
        if (piece.from() <= from && piece.to() >= to && !styles.contains(piece.style())) {
          styles.add(piece.style());
        }
      }
      add(runs, new Run(to - from, List.copyOf(styles)));
    }
    return runs;
  }

  private static void add(List<Run> runs, Run run) {
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).styles().equals(run.styles())) {
      runs.set(last, new Run(runs.get(last).length() + run.length(), run.styles()));
    } else {
      runs.add(run);
    }
  }
}
