package probewright.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.dialect.Composition;
import probewright.dialect.Edit;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.SourceText;
import probewright.dialect.Translator;

/**
 * Where in the user's own text each place of the compiled text comes from, by the edits between the
 * two. Immutable.
 */
public final class Origins {
  private static final String DIRECTIVE = "#line ";

  private final SourceText source;
  private final SourceText compiled;

  /** For each line, from 1, what clang takes it for after {@code #line}. */
  private final List<Line> presumed;

  /** For each UTF-16 offset of the compiled text the user's own; -1 where there is none. */
  private final int[] own;

  /** A line of a file that clang was told, which has no folder. */
  private record Line(String file, int number) {}

  private Origins(SourceText source, SourceText compiled, List<Line> presumed, int[] own) {
    this.source = source;
    this.compiled = compiled;
    this.presumed = presumed;
    this.own = own;
  }

  /** Aligns the two texts. */
  public static Origins of(ExpandedProgram expanded) {
    SourceText source = Composition.of(expanded.program());
    String text = source.text();
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
        source, new SourceText(expanded.program().file(), made), presumed(made), own);
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

  private static List<Line> presumed(String made) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("", 0));
    Line next = new Line("", 1);
    for (String line : made.split("\n", -1)) {
      lines.add(next);
      String[] words = line.split(" ", 3);
      boolean directive = line.startsWith(DIRECTIVE) && words.length == 3;
      next =
          directive
              ? new Line(words[2].replace("\"", ""), number(words[1]))
              : new Line(next.file(), next.number() + 1);
    }
    return lines;
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
   *
   * @param file its path, of which only the last part counts
   */
  public @Nullable Place ofPresumed(String file, int line, int byteColumn) {
    Line wanted = new Line(file.substring(file.lastIndexOf('/') + 1), line);
    TreeMap<Integer, Integer> candidates = new TreeMap<>();
    for (int i = 1; i < presumed.size() && byteColumn > 0; i++) {
      if (presumed.get(i).equals(wanted)) {
        int at = compiled.ofByteColumn(i, byteColumn);
        origin(at)
            .filter(offset -> isAt(offset, wanted))
            .ifPresent(offset -> candidates.putIfAbsent(isOwn(at) ? 0 : 1, offset));
      }
    }
    if (!candidates.isEmpty()) {
      return word(candidates.firstEntry().getValue());
    }
    return wholeLine(wanted);
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

  private boolean isAt(int offset, Line line) {
    Place place = source.place(offset, offset);
    return place.line() == line.number() && Translator.baseName(place.file()).equals(line.file());
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
  private @Nullable Place wholeLine(Line line) {
    String text = source.text();
    int start = 0;
    for (String words : text.split("\n", -1)) {
      if (isAt(start, line)) {
        int indent = words.length() - words.stripLeading().length();
        return source.place(start + indent, start + indent + words.strip().length());
      }
      start += words.length() + 1;
    }
    return null;
  }
}
