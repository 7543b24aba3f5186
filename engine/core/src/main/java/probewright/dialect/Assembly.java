package probewright.dialect;

import java.util.List;
import java.util.Map;

/** Puts the user's text and the edits together. */
final class Assembly {
  private final SourceText source;
  private final List<Edit> edits;
  private final StringBuilder out = new StringBuilder();
  private final boolean lines;
  private final String file;
  private final Map<Integer, Integer> meanings;

  /** No line of the user's, however many are added to it. */
  private static final int NONE = Integer.MIN_VALUE / 2;

  /** The line that clang takes the current line of the output for. */
  private int presumed = NONE;

  /** The line of the text that is shown. */
  private int shownLine = 1;

  private Assembly(
      SourceText source,
      List<Edit> edits,
      boolean lines,
      String file,
      Map<Integer, Integer> meanings) {
    this.source = source;
    this.edits = edits;
    this.lines = lines;
    this.file = file;
    this.meanings = meanings;
  }

  /** The text that is shown. */
  static String shown(SourceText source, List<Edit> edits, String rest) {
    return new Assembly(source, edits, false, "", Map.of()).build() + rest;
  }

  /**
   * The text that is compiled: {@code #line} where the user's own text begins again after something
   * else, so that clang takes every line of it for what it is. Whole paragraphs that were added are
   * called lines of the expanded program.
   *
   * @param meanings for the offset of lines that were added, the offset of what they stand for
   */
  static String compiled(
      SourceText source,
      List<Edit> edits,
      String rest,
      String file,
      Map<Integer, Integer> meanings) {
    return new Assembly(source, edits, true, file, meanings).build() + rest;
  }

  private String build() {
    int at = 0;
    for (Edit edit : edits) {
      copy(at, edit.offset());
      addEdit(edit);
      at = edit.offset() + edit.length();
    }
    copy(at, source.text().length());
    if (!out.isEmpty() && !startsLine()) {
      out.append('\n');
    }
    return out.toString();
  }

  private void addEdit(Edit edit) {
    String words = edit.replacement();
    Integer meaning = meanings.get(edit.offset());
    int first = words.indexOf('\n') + 1;
    if (meaning != null && first > 0) {
      add(words.substring(0, first));
      sayLine(meaning, false);
      add(words.substring(first));
    } else if (lines && startsLine() && words.contains("\n\n")) {
      out.append("#line ").append(shownLine).append(" \"").append(expandedName(file));
      out.append("\"\n");
      add(words);
      presumed = NONE;
    } else {
      if (!words.isEmpty() && first == 0) {
        sayLine(edit.offset(), false);
      }
      add(words);
    }
  }

  /** The name that lines carry which are not in the user's own text. */
  static String expandedName(String file) {
    return file + ".expanded";
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
    boolean seam = source.isSeam(line) && startsLine();
    if (lines && (line != presumed || seam) && (breakLine || startsLine())) {
      SourceText.Origin origin = source.origin(line);
      String name = source.isOwn(line) ? file : Translator.baseName(origin.file());
      out.append(startsLine() ? "" : "\n");
      out.append("#line ").append(origin.line()).append(" \"").append(name).append("\"\n");
      presumed = line;
    }
  }

  private boolean startsLine() {
    return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
  }

  private void add(String words) {
    out.append(words);
    int breaks = (int) words.chars().filter(c -> c == '\n').count();
    presumed += breaks;
    shownLine += breaks;
  }
}
