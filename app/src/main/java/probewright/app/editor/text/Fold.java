package probewright.app.editor.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import probewright.app.editor.text.LineState.Mode;

/**
 * Lines that can be folded into their first: a body in braces or a comment.
 *
 * @param first the line that stays in sight, counted from 0
 * @param last the last line that is folded
 */
public record Fold(int first, int last) {
  /**
   * All folds of a text, by their first line; of several that begin in one line the largest. The
   * line that closes a body stays in sight.
   */
  public static List<Fold> of(Lines lines) {
    List<Fold> folds = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    LineState state = LineState.START;
    int comment = -1;
    for (int line = 0; line < lines.count(); line++) {
      String text = lines.line(line);
      boolean begins = state.mode() != Mode.COMMENT;
      boolean alone = begins && text.stripLeading().startsWith("//");
      LineState next = braces(text, state, line, open, folds);
      boolean goesOn = next.mode() == Mode.COMMENT;
      if (alone || (begins && goesOn)) {
        comment = comment < 0 ? line : comment;
      }
      boolean ends =
          alone ? !(line + 1 < lines.count() && comments(lines.line(line + 1))) : !goesOn;
      if (comment >= 0 && ends) {
        add(folds, comment, line);
        comment = -1;
      }
      state = next;
    }
    folds.sort(
        Comparator.comparingInt(Fold::first).thenComparing(Fold::last, Comparator.reverseOrder()));
    return withoutTwins(folds);
  }

  private static LineState braces(
      String text, LineState state, int line, Deque<Integer> open, List<Fold> folds) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      boolean[] code = Brackets.code(text, state);
      for (int column = 0; column < text.length(); column++) {
        if (code[column] && text.charAt(column) == '{') {
          open.push(text.substring(0, column).isBlank() && line > 0 ? line - 1 : line);
        } else if (code[column] && text.charAt(column) == '}' && !open.isEmpty()) {
          add(folds, open.pop(), line - 1);
        }
      }
    }
    return LineScanner.scan(text, state, Set.of(), (end, style) -> {}, name -> {});
  }

  private static boolean comments(String line) {
    return line.stripLeading().startsWith("//");
  }

  private static void add(List<Fold> folds, int first, int last) {
    if (last > first) {
      folds.add(new Fold(first, last));
    }
  }

  private static List<Fold> withoutTwins(List<Fold> sorted) {
    List<Fold> folds = new ArrayList<>();
    for (Fold fold : sorted) {
      if (folds.isEmpty() || folds.get(folds.size() - 1).first() != fold.first()) {
        folds.add(fold);
      }
    }
    return List.copyOf(folds);
  }
}
