package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * The {@code #include} lines of a program. Types come from the kernel's BTF and macros from a
 * header of ours, so no header is ever read: the lines are blanked for the analysis, in place, and
 * left out of the expanded program.
 */
final class Includes {
  private static final Pattern LINE =
      Pattern.compile(
          "^[ \\t]*#[ \\t]*include\\b([ \\t]*(?:<[^>\\n]*>|\"[^\"\\n]*\"))?", Pattern.MULTILINE);

  /** A line's directive; the end is exclusive and leaves a comment behind it alone. */
  record Include(int start, int end) {}

  private final List<Include> found = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Includes(SourceText source) {
    List<Tokens.Comment> comments = new Tokens(source.text()).comments();
    Matcher matcher = LINE.matcher(source.text());
    while (matcher.find()) {
      int start = matcher.start();
      if (comments.stream().anyMatch(c -> c.start() <= start && start < c.end())) {
        continue;
      }
      if (matcher.group(1) == null) {
        problems.add(
            Problem.errorAt(
                Stage.TRANSLATE, source.place(start, matcher.end()), "translate.bare-include"));
      }
      found.add(new Include(start, matcher.end()));
    }
  }

  List<Include> all() {
    return found;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The text with the directives blanked: every line and column stays where it is. */
  String blanked(String text) {
    StringBuilder blank = new StringBuilder(text);
    for (Include include : found) {
      for (int i = include.start; i < include.end; i++) {
        blank.setCharAt(i, ' ');
      }
    }
    return blank.toString();
  }

  /** Leaves the lines out of the expanded program. */
  void remove(Translation work) {
    for (Include include : found) {
      int lineEnd = work.source.lineEnd(work.source.lineOf(include.start));
      String behind = work.words(include.end, lineEnd);
      int end =
          behind.isBlank()
              ? Math.min(lineEnd + 1, work.source.text().length())
              : lineEnd - behind.stripLeading().length();
      work.edits.replace(include.start, end, "");
    }
  }
}
