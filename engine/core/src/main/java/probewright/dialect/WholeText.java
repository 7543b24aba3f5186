package probewright.dialect;

import java.util.Map;
import probewright.diagnostics.Place;

/**
 * A program with the headers beside it as the one text that its {@link Outline} counts in, and the
 * way between offsets there and in a file. Immutable.
 */
public final class WholeText {
  private final Program program;
  private final SourceText source;

  private WholeText(Program program, SourceText source) {
    this.program = program;
    this.source = source;
  }

  /** Puts a program's files together. */
  public static WholeText of(Program program) {
    SourceText source = Composition.of(program);
    Program whole =
        new Program(
            program.file(), source.text(), Map.of(), program.parameters(), program.attachments());
    return new WholeText(whole, source);
  }

  /** The same program in one file. */
  public Program program() {
    return program;
  }

  /**
   * Where an offset of a file stands in the whole; -1 for a file that is no part of it.
   *
   * @param file its name as places carry it
   * @param text what it holds
   */
  public int into(String file, String text, int offset) {
    Place at = new SourceText(file, text).place(offset, offset);
    SourceText.Origin wanted = new SourceText.Origin(file, at.line());
    for (int line = source.lineOf(source.text().length()); line > 0; line--) {
      if (source.origin(line).equals(wanted)) {
        return Math.min(source.lineStart(line) + at.column() - 1, source.lineEnd(line));
      }
    }
    return -1;
  }

  /** The place of a range of the whole. */
  public Place place(int start, int end) {
    return source.place(start, end);
  }
}
