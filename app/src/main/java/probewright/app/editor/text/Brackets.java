package probewright.app.editor.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a bracket's partner; brackets in comments and strings are none. Any thread. */
public final class Brackets {
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  /** A pair, as offsets of its two letters. */
  public record Pair(int open, int close) {}

  private final Lines lines;
  private final Highlighting states;

  /**
   * @param states of the same lines
   */
  public Brackets(Lines lines, Highlighting states) {
    this.lines = lines;
    this.states = states;
  }

  /** The pair of the bracket before a caret, or else of the one behind it. */
  public Optional<Pair> at(int caret) {
    int line = lines.of(caret);
    int column = caret - lines.start(line);
    Optional<Pair> before = column > 0 ? pair(line, column - 1) : Optional.empty();
    return before.isPresent() ? before : pair(line, column);
  }

  private Optional<Pair> pair(int line, int column) {
    String text = lines.line(line);
    if (column >= text.length() || !bracket(text.charAt(column)) || !code(line, column)) {
      return Optional.empty();
    }
    char here = text.charAt(column);
    int at = lines.start(line) + column;
    int open = OPENING.indexOf(here);
    if (open >= 0) {
      int close = forward(line, column, here, CLOSING.charAt(open));
      return close < 0 ? Optional.empty() : Optional.of(new Pair(at, close));
    }
    int from = backward(line, column, here, OPENING.charAt(CLOSING.indexOf(here)));
    return from < 0 ? Optional.empty() : Optional.of(new Pair(from, at));
  }

  private int forward(int fromLine, int fromColumn, char open, char close) {
    int depth = 0;
    for (int line = fromLine; line < lines.count(); line++) {
      String text = lines.line(line);
      int column = line == fromLine ? fromColumn : 0;
      if (text.indexOf(open, column) < 0 && text.indexOf(close, column) < 0) {
        continue;
      }
      boolean[] code = code(line, text);
      for (; column < text.length(); column++) {
        char c = text.charAt(column);
        if ((c == open || c == close) && code[column]) {
          depth += c == open ? 1 : -1;
          if (depth == 0) {
            return lines.start(line) + column;
          }
        }
      }
    }
    return -1;
  }

  private int backward(int fromLine, int fromColumn, char close, char open) {
    int depth = 0;
    for (int line = fromLine; line >= 0; line--) {
      String text = lines.line(line);
      int column = line == fromLine ? fromColumn : text.length() - 1;
      if (text.lastIndexOf(open, column) < 0 && text.lastIndexOf(close, column) < 0) {
        continue;
      }
      boolean[] code = code(line, text);
      for (; column >= 0; column--) {
        char c = text.charAt(column);
        if ((c == open || c == close) && code[column]) {
          depth += c == close ? 1 : -1;
          if (depth == 0) {
            return lines.start(line) + column;
          }
        }
      }
    }
    return -1;
  }

  /** Whether a letter is code, and neither comment nor string. */
  public boolean code(int line, int column) {
    boolean[] code = code(line, lines.line(line));
    return column < 0 || column >= code.length || code[column];
  }

  /** Whether what is typed at a caret is code. */
  public boolean typesCode(int caret) {
    int line = lines.of(caret);
    int column = caret - lines.start(line);
    String text = lines.line(line);
    List<Span> spans = states.spans(text, line);
    int at = 0;
    for (Span span : spans) {
      boolean inside = at < column && column < at + span.length();
      boolean atEnd = at < column && column == at + span.length() && column == text.length();
      if (inside || (atEnd && span.style().equals("comment"))) {
        return !quiet(span.style());
      }
      at += span.length();
    }
    LineState.Mode mode = states.state(line).mode();
    return column > 0 || mode == LineState.Mode.CODE || mode == LineState.Mode.DIRECTIVE;
  }

  private boolean[] code(int line, String text) {
    return code(text, states.state(line));
  }

  static boolean[] code(String text, LineState state) {
    boolean[] code = new boolean[text.length()];
    int[] at = {0};
    LineScanner.scan(
        text,
        state,
        Set.of(),
        (end, style) -> {
          boolean plain = !quiet(style);
          while (at[0] < end) {
            code[at[0]++] = plain;
          }
        },
        name -> {});
    return code;
  }

  static boolean quiet(String style) {
    return style.equals("comment") || style.equals("string");
  }

  static boolean bracket(char c) {
    return OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
  }
}
