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
      if (!edit.replacement().isEmpty() && !edit.replacement().contains("\n")) {
        sayLine(edit.offset(), false);
      }
      add(edit.replacement());
      at = edit.offset() + edit.length();
    }
    copy(at, source.text().length());
    if (!out.isEmpty() && !startsLine()) {
      out.append('\n');
    }
    return out.toString();
  }

  private void copy(int start, int end) {
    int at = start;
    while (at < end) {
      int next = Math.min(end, source.lineEnd(source.lineOf(at)) + 1);
      String words = source.text().substring(at, next);
      if (!words.equals("\n")) {
        sayLine(at, !words.isBlank());
      }
      add(words);
      at = next;
    }
  }

  /** Says which line of the user's an offset is on, when clang would take it for another. */
  private void sayLine(int offset, boolean breakLine) {
    int line = source.lineOf(offset);
    if (lines && line != presumed && (breakLine || startsLine())) {
      out.append(startsLine() ? "" : "\n");
      out.append("#line ").append(line).append(" \"").append(file).append("\"\n");
      presumed = line;
    }
  }

  private boolean startsLine() {
    return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
  }

  private void add(String words) {
    out.append(words);
    presumed += (int) words.chars().filter(c -> c == '\n').count();
  }
}
