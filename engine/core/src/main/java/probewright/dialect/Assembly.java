package probewright.dialect;

import java.util.List;

/** Puts the user's text and the edits together. */
final class Assembly {
  private final SourceText source;
  private final List<Edit> edits;
  private final StringBuilder out = new StringBuilder();
  private final boolean lines;
  private final String file;

  /** The line that clang takes the current line of the output for. */
  private int presumed = -1;

  private Assembly(SourceText source, List<Edit> edits, boolean lines, String file) {
    this.source = source;
    this.edits = edits;
    this.lines = lines;
    this.file = file;
  }

  /** The text that is shown. */
  static String shown(SourceText source, List<Edit> edits, String rest) {
    return new Assembly(source, edits, false, "").build() + rest;
  }

  /**
   * The text that is compiled: {@code #line} where the user's own text begins again after something
   * else, so that clang takes every line of it for what it is.
   */
  static String compiled(SourceText source, List<Edit> edits, String rest, String file) {
    return new Assembly(source, edits, true, file).build() + rest;
  }

  private String build() {
    int at = 0;
    for (Edit edit : edits) {
      copy(at, edit.offset());
      add(edit.replacement());
      at = edit.offset() + edit.length();
    }
    copy(at, source.text().length());
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
    return out.toString();
  }

  private void copy(int start, int end) {
    String words = source.text().substring(start, end);
    int line = source.lineOf(start);
    if (lines && line != presumed && !firstLine(words).isBlank()) {
      boolean fresh = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
      out.append(fresh ? "" : "\n");
      out.append("#line ").append(line).append(" \"").append(file).append("\"\n");
      presumed = line;
    } else if (lines && line != presumed && words.contains("\n")) {
      // a line that is empty here: say where the next one stands
      int next = source.lineStart(line + 1);
      out.append(words, 0, Math.min(next, end) - start);
      presumed++;
      if (next < end) {
        copy(next, end);
      }
      return;
    }
    add(words);
  }

  private void add(String words) {
    out.append(words);
    presumed += (int) words.chars().filter(c -> c == '\n').count();
  }

  private static String firstLine(String words) {
    int newline = words.indexOf('\n');
    return newline < 0 ? words : words.substring(0, newline);
  }
}
