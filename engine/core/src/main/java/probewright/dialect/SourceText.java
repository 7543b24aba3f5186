package probewright.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * A text with its lines, between the three ways of counting: UTF-16 offsets (ours), UTF-8 byte
 * offsets (clang's dump) and lines with columns (people, clang's messages). Immutable.
 */
public final class SourceText {
  private final String file;
  private final String text;
  private final int[] lineStarts;

  /** For each UTF-8 byte the UTF-16 offset of its character; one more entry for the end. */
  private final int[] charOfByte;

  /** Where the lines come from when they are of several files; else empty. */
  private final List<Origin> origins;

  /** How the text came from the user's own; null when it is that. */
  private final @Nullable Splices splices;

  /** The file of a line and its number there, from 1. */
  record Origin(String file, int line) {}

  /** A text; {@code file} is the name that places carry. */
  public SourceText(String file, String text) {
    this(file, text, List.of(), null);
  }

  /**
   * A text put together of several files, a line at a time.
   *
   * @param origins for each line where it comes from
   */
  SourceText(String file, String text, List<Origin> origins) {
    this(file, text, origins, null);
  }

  private SourceText(String file, String text, List<Origin> origins, @Nullable Splices splices) {
    this.file = file;
    this.splices = splices;
    this.text = text;
    this.origins = List.copyOf(origins);
    this.lineStarts = lineStarts(text);
    this.charOfByte = charsOfBytes(text);
  }

  /** This with uses of macros replaced; places stay those of the user's own text. */
  SourceText with(Collection<Splice> expansions) {
    Splices made = new Splices(this, expansions);
    return new SourceText(file, made.text(), origins, made);
  }

  /** Edits of this text as edits of the user's own. */
  List<Edit> ownEdits(List<Edit> edits) {
    return splices == null ? edits : splices.before().ownEdits(splices.compose(edits));
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The UTF-16 offset of a UTF-8 byte offset; one past the end is the end. */
  int ofByte(int byteOffset) {
    return charOfByte[Math.max(0, Math.min(byteOffset, charOfByte.length - 1))];
  }

  /** The UTF-16 offset of a line (from 1) and a column in UTF-8 bytes (from 1), as clang prints. */
  public int ofByteColumn(int line, int byteColumn) {
    int start = lineStart(line);
    int end = lineEnd(line);
    int bytes = byteColumn - 1;
    int at = start;
    while (at < end && bytes > 0) {
      int codePoint = text.codePointAt(at);
      bytes -= utf8Length(codePoint);
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /** The line of an offset, from 1. */
  int lineOf(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  /** The offset at which a line begins; lines outside the text are taken to its ends. */
  int lineStart(int line) {
    return line > lineStarts.length
        ? text.length()
        : lineStarts[Math.max(0, Math.min(line, lineStarts.length) - 1)];
  }

  /** The offset of a line's newline, or the text's end. */
  int lineEnd(int line) {
    int newline = text.indexOf('\n', lineStart(line));
    return newline < 0 ? text.length() : newline;
  }

  /** The place of a range; the end is exclusive. A range over two files ends with the first. */
  public Place place(int start, int end) {
    if (splices != null) {
      return splices.before().place(splices.back(start, false), splices.back(end, true));
    }
    int line = lineOf(start);
    Origin from = origin(line);
    int column = start - lineStart(line) + 1;
    int endLine = lineOf(end);
    Origin to = origin(endLine);
    return to.file.equals(from.file)
        ? new Place(from.file, from.line, column, to.line, end - lineStart(endLine) + 1)
        : new Place(from.file, from.line, column, from.line, lineEnd(line) - lineStart(line) + 1);
  }

  /** Where a line comes from. */
  Origin origin(int line) {
    if (origins.isEmpty()) {
      return new Origin(file, line);
    }
    Origin known = origins.get(Math.max(0, Math.min(line, origins.size()) - 1));
    // behind the last newline there is one more line, with nothing in it
    return line > origins.size()
        ? new Origin(known.file, known.line + line - origins.size())
        : known;
  }

  /** Whether a line is of the file that includes the others. */
  boolean isOwn(int line) {
    return origin(line).file.equals(file);
  }

  /** Whether a line does not follow in its file on the line before. */
  boolean isSeam(int line) {
    if (origins.isEmpty() || line < 2) {
      return false;
    }
    Origin before = origin(line - 1);
    return !origin(line).equals(new Origin(before.file, before.line + 1));
  }

  private static int utf8Length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[text.length() + 1];
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts[lines++] = end + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  private static int[] charsOfBytes(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    int[] chars = new int[bytes + 1];
    if (bytes == text.length()) {
      Arrays.setAll(chars, i -> i);
      return chars;
    }
    int at = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      // an unpaired surrogate leaves Java as one '?'
      boolean lone = Character.isSurrogate(text.charAt(i)) && Character.charCount(codePoint) == 1;
      int length = lone ? 1 : utf8Length(codePoint);
      for (int k = 0; k < length; k++) {
        chars[at++] = i;
      }
      i += Character.charCount(codePoint);
    }
    chars[at] = text.length();
    return chars;
  }
}
