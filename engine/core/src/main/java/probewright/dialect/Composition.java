package probewright.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program with the files of its own folder that it includes, as one text: each stands, once, in
 * the place of the line that names it. Every line keeps its file and number.
 */
public final class Composition {
  private final Map<String, String> headers;
  private final Set<String> read = new HashSet<>();
  private final StringBuilder text = new StringBuilder();
  private final List<SourceText.Origin> origins = new ArrayList<>();

  private Composition(Map<String, String> headers) {
    this.headers = headers;
  }

  /** The text that a program's edits are about, whose places are those of its files. */
  public static SourceText of(Program program) {
    if (Includes.own(program.text()).stream().noneMatch(program.headers()::containsKey)) {
      return new SourceText(program.file(), program.text());
    }
    Composition composition = new Composition(program.headers());
    composition.add(program.file(), program.text());
    return new SourceText(program.file(), composition.text.toString(), composition.origins);
  }

  private void add(String file, String words) {
    SourceText source = new SourceText(file, words);
    int at = 0;
    for (Includes.Include include : Includes.find(words)) {
      String header = include.isOwn() ? headers.get(include.name()) : null;
      if (header != null) {
        copy(source, at, include.start());
        if (read.add(include.name())) {
          add(Headers.file(file, include.name()), header);
          endLine();
        }
        // what stands behind the directive keeps its column
        beginLine(file, source.lineOf(include.start()));
        text.append(" ".repeat(include.end() - include.start()));
        at = include.end();
      }
    }
    copy(source, at, words.length());
  }

  private void copy(SourceText source, int start, int end) {
    int at = start;
    while (at < end) {
      int line = source.lineOf(at);
      int next = Math.min(end, source.lineEnd(line) + 1);
      beginLine(source.origin(line).file(), line);
      text.append(source.text(), at, next);
      at = next;
    }
  }

  private void beginLine(String file, int line) {
    if (text.isEmpty() || text.charAt(text.length() - 1) == '\n') {
      origins.add(new SourceText.Origin(file, line));
    }
  }

  private void endLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
