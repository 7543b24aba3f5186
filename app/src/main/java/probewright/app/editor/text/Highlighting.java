package probewright.app.editor.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The colours of a text that goes on being edited. It keeps the state at the beginning of each line
 * and, after an edit, scans from the first changed line until the state is again what it was; the
 * pieces of a line are made when they are asked for. One thread at a time.
 */
public final class Highlighting {
  /** What stands further to the right has the colour of what is there, in letters. */
  private static final int COLOURED = 1000;

  /**
   * Lines whose colours may be others now.
   *
   * @param from the first, counted from 0
   * @param to behind the last
   */
  public record Dirty(int from, int to) {}

  private final List<LineState> states = new ArrayList<>(List.of(LineState.START));
  private final List<List<String>> declared = new ArrayList<>(List.of(List.of()));
  private final Map<String, Integer> maps = new HashMap<>();

  /** The names of the maps that the text declares. */
  public Set<String> maps() {
    return Set.copyOf(maps.keySet());
  }

  /** The state at the beginning of a line. */
  public LineState state(int line) {
    return states.get(line);
  }

  /** How many lines it knows of. */
  public int count() {
    return states.size();
  }

  /**
   * Lines were edited.
   *
   * @param lines the text as it is now
   * @param first the first line that differs
   * @param last the last, in the text as it is now; what stands behind is as before
   */
  public Dirty edited(Lines lines, int first, int last) {
    splice(lines.count(), first);
    Set<String> before = maps();
    int line = first;
    boolean same = false;
    while (line < lines.count() && !(same && line > last)) {
      List<String> names = new ArrayList<>(0);
      LineState next =
          LineScanner.scan(
              lines.line(line), states.get(line), Set.of(), (end, style) -> {}, names::add);
      declare(line, names);
      same = line + 1 < states.size() && states.get(line + 1).equals(next);
      if (line + 1 < states.size()) {
        states.set(line + 1, next);
      }
      line++;
    }
    return maps.keySet().equals(before)
        ? new Dirty(first, line)
        : naming(lines, differ(before), new Dirty(first, line));
  }

  /** The names that are a map's now and were not, and the other way round: few. */
  private List<String> differ(Set<String> before) {
    Set<String> differ = new HashSet<>(before);
    for (String name : maps.keySet()) {
      if (!differ.remove(name)) {
        differ.add(name);
      }
    }
    return List.copyOf(differ);
  }

  /** As far as the first and the last line that have one of the names. */
  private static Dirty naming(Lines lines, List<String> names, Dirty edited) {
    int from = edited.from();
    int to = edited.to();
    for (int line = 0; line < lines.count(); line++) {
      if (has(lines.line(line), names)) {
        from = Math.min(from, line);
        to = Math.max(to, line + 1);
      }
    }
    return new Dirty(from, to);
  }

  private static boolean has(String line, List<String> names) {
    for (String name : names) {
      if (!Names.places(line, name).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private void splice(int count, int first) {
    int added = count - states.size();
    if (added > 0) {
      // the scan overwrites them: they lie between first and last
      states.addAll(first + 1, Collections.nCopies(added, LineState.START));
      declared.addAll(first + 1, Collections.nCopies(added, List.of()));
    } else if (added < 0) {
      for (int line = first; line < first - added; line++) {
        declare(line, List.of());
      }
      states.subList(first + 1, first + 1 - added).clear();
      declared.subList(first, first - added).clear();
    }
  }

  private void declare(int line, List<String> names) {
    List<String> before = declared.set(line, names.isEmpty() ? List.of() : names);
    for (String name : before) {
      maps.merge(name, -1, (has, less) -> has + less == 0 ? null : has + less);
    }
    for (String name : names) {
      maps.merge(name, 1, Integer::sum);
    }
  }

  /** The pieces of a line, without gaps; empty for an empty line. */
  public List<Span> spans(String line, int index) {
    return spans(line, states.get(index), maps.keySet());
  }

  /** The same for a line with a known state. Any thread. */
  public static List<Span> spans(String line, LineState state, Set<String> maps) {
    List<Span> spans = new ArrayList<>();
    int[] at = {0};
    LineScanner.scan(
        line,
        state,
        maps,
        (end, style) -> {
          int last = spans.size() - 1;
          int length = end - at[0];
          // each piece is a node: data that somebody put into one line stays readable, and quick
          boolean same = last >= 0 && spans.get(last).style().equals(style);
          if (same || (last >= 0 && at[0] > COLOURED)) {
            spans.set(last, new Span(spans.get(last).length() + length, spans.get(last).style()));
          } else {
            spans.add(new Span(length, style));
          }
          at[0] = end;
        },
        name -> {});
    return spans;
  }
}
