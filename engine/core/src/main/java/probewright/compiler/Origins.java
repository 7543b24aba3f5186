package probewright.compiler;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.dialect.Edit;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.SourceText;

/**
 * Where in the user's own text each place of the compiled text comes from, by the edits between the
 * two. Immutable.
 */
public final class Origins {
  private static final String DIRECTIVE = "#line ";

  private final SourceText source;
  private final SourceText compiled;

  /**
   * For each line, from 1, what clang takes it for after {@code #line}; 0 for none of the user's.
   */
  private final int[] presumed;

  /** For each UTF-16 offset of the compiled text the user's own; -1 where there is none. */
  private final int[] own;

  private Origins(SourceText source, SourceText compiled, int[] presumed, int[] own) {
    this.source = source;
    this.compiled = compiled;
    this.presumed = presumed;
    this.own = own;
  }

  /** Aligns the two texts. */
  public static Origins of(ExpandedProgram expanded) {
    String text = expanded.program().text();
    String made = expanded.compilerText();
    int[] own = new int[made.length() + 1];
    Arrays.fill(own, -1);
    int at = 0;
    int from = 0;
    for (Edit edit : expanded.edits()) {
      at = copy(made, at, text, from, edit.offset(), own, false);
      at = copy(made, at, edit.replacement(), 0, edit.replacement().length(), own, true, edit);
      from = edit.offset() + edit.length();
    }
    copy(made, at, text, from, text.length(), own, false);
    return new Origins(
        new SourceText(expanded.program().file(), text),
        new SourceText(expanded.program().file(), made),
        presumed(made, probewright.dialect.Translator.baseName(expanded.program().file())),
        own);
  }

  private static int copy(
      String made, int start, String words, int from, int to, int[] own, boolean edited) {
    return copy(made, start, words, from, to, own, edited, new Edit(0, 0, ""));
  }

  private static int copy(
      String made,
      int start,
      String words,
      int from,
      int to,
      int[] own,
      boolean edited,
      Edit edit) {
    int at = start;
    for (int i = from; i < to; i++) {
      while (startsDirective(made, at)) {
        at = made.indexOf('\n', at) + 1;
      }
      if (at < made.length()
          && made.charAt(at) == '\n'
          && words.charAt(i) != '\n'
          && startsDirective(made, at + 1)) {
        at = made.indexOf('\n', at + 1) + 1;
      }
      if (at >= made.length() || made.charAt(at) != words.charAt(i)) {
        // not what the edits say; what is left has no origin
        return made.length();
      }
      own[at++] = edited ? edit.offset() : i;
    }
    return at;
  }

  private static boolean startsDirective(String made, int at) {
    return made.startsWith(DIRECTIVE, at) && (at == 0 || made.charAt(at - 1) == '\n');
  }

  private static int[] presumed(String made, String file) {
    String[] lines = made.split("\n", -1);
    int[] numbers = new int[lines.length + 1];
    int next = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith(DIRECTIVE)) {
        String[] words = lines[i].split(" ", 3);
        next = words.length == 3 && words[2].equals('"' + file + '"') ? number(words[1]) : 0;
      } else {
        numbers[i + 1] = next;
        next = next == 0 ? 0 : next + 1;
      }
    }
    return numbers;
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /** The compiled text without its {@code #line} directives; every other line stays where it is. */
  static String physical(String compiled) {
    return compiled.replaceAll("(?m)^#line .*$", "");
  }

  /** The user's offset for a line of the compiled text as it lies there, and a column in bytes. */
  Optional<Integer> ofPhysical(int line, int byteColumn) {
    return origin(compiled.ofByteColumn(line, byteColumn));
  }

  /**
   * The user's place for a line that clang was told by {@code #line} and a column in bytes, or the
   * whole line when the column is no one's.
   */
  public @Nullable Place ofPresumed(int line, int byteColumn) {
    TreeMap<Integer, Integer> candidates = new TreeMap<>();
    for (int i = 1; i < presumed.length && byteColumn > 0; i++) {
      if (presumed[i] == line) {
        int at = compiled.ofByteColumn(i, byteColumn);
        origin(at)
            .filter(offset -> lineOf(offset) == line)
            .ifPresent(offset -> candidates.putIfAbsent(isOwn(at) ? 0 : 1, offset));
      }
    }
    if (!candidates.isEmpty()) {
      return word(candidates.firstEntry().getValue());
    }
    return wholeLine(line);
  }

  private boolean isOwn(int at) {
    return at < compiled.text().length()
        && own[at] >= 0
        && own[at] < source.text().length()
        && compiled.text().charAt(at) == source.text().charAt(own[at]);
  }

  private Optional<Integer> origin(int at) {
    return at < own.length && own[at] >= 0 ? Optional.of(own[at]) : Optional.empty();
  }

  private int lineOf(int offset) {
    return source.place(offset, offset).line();
  }

  /** The place of the word, or else the one character, that begins at an offset. */
  Place word(int offset) {
    String text = source.text();
    int start = offset;
    while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    int end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    if (end == start && end < text.length() && text.charAt(end) != '\n') {
      end++;
    }
    return source.place(start, end);
  }

  /** A line without the blanks around it. */
  public @Nullable Place wholeLine(int line) {
    String[] lines = source.text().split("\n", -1);
    if (line < 1 || line > lines.length) {
      return null;
    }
    String words = lines[line - 1];
    int indent = words.length() - words.stripLeading().length();
    int start = source.ofByteColumn(line, 1) + indent;
    return source.place(start, start + words.strip().length());
  }
}
