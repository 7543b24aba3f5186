package probewright.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.dialect.MapWords;
import probewright.dialect.SourceText;

/**
 * Reads clang's messages, printed with {@code -fdiagnostics-print-source-range-info} and {@code
 * -fdiagnostics-parseable-fixits}. Columns there count bytes.
 */
final class ClangMessages {
  private static final Pattern FIX =
      Pattern.compile(
          "fix-it:\"(?:[^\"\\\\]|\\\\.)*\":\\{(\\d+):(\\d+)-(\\d+):(\\d+)\\}:\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern RANGE = Pattern.compile("\\{(\\d+):(\\d+)-(\\d+):(\\d+)\\}");
  private static final Pattern ANY =
      Pattern.compile("\\S.*?:\\d+:\\d+:.*? (?:fatal error|error|warning|note): ");

  /** A line of the text as newer versions of clang quote it, or what stands below such a line. */
  private static final Pattern QUOTED = Pattern.compile(" +\\d* \\| ");

  private static final Pattern GENERAL = Pattern.compile("(?:.*?: )?(fatal error|error): (.*)");

  private static final Pattern METHOD =
      Pattern.compile("no member named '(\\w+)' in 'struct pw_map_(\\w+)'.*");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:call to undeclared function|implicit declaration of function) '(\\w+)'.*");
  private static final Pattern TWICE =
      Pattern.compile("redefinition of '(?:struct |union |enum )?(\\w+)'.*");
  private static final Pattern MAP = Pattern.compile("'struct pw_map_(\\w+)'");
  private static final Pattern DIVISION =
      Pattern.compile("Cannot select: .*= s(?:div|rem) .*?:(\\d+):(\\d+)$");

  /** What is wrong again wherever the name is met. */
  private static final String UNKNOWN =
      "use of undeclared identifier .*|unknown type name .*|call to undeclared function .*";

  /** The kernel's struct and the program's own of that name, which are told apart only here. */
  private static final Pattern SAME =
      Pattern.compile("incompatible pointer types .*'(.+)'.*'\\1'.*");

  /** All of the text behind it is taken for its arguments. */
  private static final String UNCLOSED = "unterminated function-like macro invocation";

  private static final Pattern FLAG = Pattern.compile(" \\[-W[^\\]]*\\]$");

  private final Stage stage;
  private final SourceText source;
  private final Pattern line;
  private final Locator locator;

  /** Finds the user's offset of a line and a column in bytes; negative when there is none. */
  interface Locator {
    int offset(int line, int byteColumn);
  }

  /**
   * Of clang's words about the user's own text.
   *
   * @param file the name under which clang knows it
   */
  ClangMessages(Stage stage, SourceText source, String file) {
    this(stage, source, file, source::ofByteColumn);
  }

  /** Of clang's words about a text that was made of the user's. */
  ClangMessages(Stage stage, SourceText source, String file, Locator locator) {
    this.stage = stage;
    this.source = source;
    this.locator = locator;
    this.line =
        Pattern.compile(
            "(?:.*/)?"
                + Pattern.quote(file)
                + ":(\\d+):(\\d+):((?:\\{\\d+:\\d+-\\d+:\\d+\\})*):? "
                + "(fatal error|error|warning|note): (.*)");
  }

  /** The problems in clang's order, each once, with the notes that stand in the user's text. */
  List<Problem> read(String words) {
    List<Problem> problems = new ArrayList<>();
    Set<List<Object>> said = new HashSet<>();
    Set<Integer> broken = new HashSet<>();
    for (Problem problem : SoundFixes.only(all(words))) {
      Place place = problem.place();
      int line = place == null ? 0 : place.line();
      // an unknown name is told where it is first met, a line that cannot be read once
      boolean unknown = String.valueOf(problem.raw()).matches(UNKNOWN);
      boolean once = unknown || problem.code().equals("compile.stack");
      List<Object> key = List.of(problem.code(), problem.arguments(), once ? 0 : line);
      if (said.add(key) && !broken.contains(line)) {
        problems.add(problem);
      }
      if (line > 0 && problem.isError() && String.valueOf(problem.raw()).startsWith("expected ")) {
        broken.add(line);
      }
      if (problem.code().equals("translate.unclosed")) {
        break;
      }
    }
    return problems;
  }

  private List<Problem> all(String words) {
    List<Problem> problems = new ArrayList<>();
    boolean passed = false;
    boolean goesOn = false;
    boolean quotes = false;
    for (String row : words.lines().toList()) {
      boolean quoted = quotes || QUOTED.matcher(row).lookingAt();
      quotes = ANY.matcher(row).lookingAt();
      if (quoted && !quotes && !row.startsWith("fix-it:")) {
        continue;
      }
      Matcher matcher = line.matcher(row);
      Matcher fix = FIX.matcher(row);
      Matcher general = GENERAL.matcher(row);
      Matcher division = DIVISION.matcher(row);
      if (matcher.matches() && matcher.group(4).equals("note")) {
        if (!passed) {
          note(matcher, problems);
        }
      } else if (matcher.matches()) {
        passed = SAME.matcher(matcher.group(5)).matches();
        if (!passed) {
          problems.add(problem(matcher));
        }
      } else if (division.find()) {
        int at = offset(division.group(1), division.group(2));
        problems.add(Problem.errorAt(stage, place(at, ""), "compile.signed-division").withRaw(row));
      } else if (fix.matches() && !problems.isEmpty()) {
        if (!passed) {
          int last = problems.size() - 1;
          problems.set(last, withFix(problems.get(last), fix, goesOn));
        }
      } else if (general.matches() && !row.startsWith("fix-it:") && !redundant(row)) {
        problems.add(
            Problem.error(
                    stage,
                    row.contains("No space left") ? "compile.disk-full" : "compile.clang",
                    rephrase(general.group(2)))
                .withRaw(row));
      }
      goesOn = fix.matches();
    }
    return problems;
  }

  private Problem problem(Matcher matcher) {
    int at = offset(matcher.group(1), matcher.group(2));
    Place place = place(at, matcher.group(3));
    String words = matcher.group(5);
    Problem problem =
        words.startsWith(UNCLOSED)
            ? Problem.errorAt(
                stage, place, "translate.unclosed", source.text().substring(at, wordEnd(at)))
            : named(words, place);
    problem = problem.withRaw(words);
    return matcher.group(4).equals("warning") ? problem.asWarning() : problem;
  }

  /** What went wrong has been said. */
  private static boolean redundant(String row) {
    return row.contains("too many errors emitted")
        || row.contains("clang frontend command failed")
        || row.contains("unable to execute command");
  }

  private void note(Matcher matcher, List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    Place place = place(offset(matcher.group(1), matcher.group(2)), matcher.group(3));
    Problem last = problems.remove(problems.size() - 1);
    List<Note> notes = new ArrayList<>(last.notes());
    notes.add(Note.at(place, "compile.note", rephrase(matcher.group(5))));
    problems.add(last.withNotes(notes));
  }

  private int offset(String line, String column) {
    return Math.max(0, locator.offset(number(line), number(column)));
  }

  private Problem named(String words, Place place) {
    if (words.startsWith("Looks like the BPF stack limit")
        || words.startsWith("stack frame size")) {
      return StackRoom.fix(place.file(), source.text(), place)
          .map(Problem.errorAt(stage, place, "compile.stack")::withFix)
          .orElseGet(() -> Problem.errorAt(stage, place, "compile.stack"));
    }
    if (words.startsWith("unsupported signed division")) {
      return Problem.errorAt(stage, place, "compile.signed-division");
    }
    Matcher method = METHOD.matcher(words);
    if (method.matches()) {
      return Problem.errorAt(
          stage,
          place,
          "translate.unknown-method",
          method.group(1),
          method.group(2),
          MapWords.methods(source, method.group(2)));
    }
    Matcher function = FUNCTION.matcher(words);
    if (function.matches()) {
      return Problem.errorAt(stage, place, "translate.unknown-function", function.group(1));
    }
    Matcher twice = TWICE.matcher(words);
    if (twice.matches()) {
      return Problem.errorAt(stage, place, "translate.redefinition", twice.group(1));
    }
    return Problem.errorAt(stage, place, "compile.clang", rephrase(words));
  }

  /** Takes out what only we know: the structs that stand for maps, clang's flags. */
  private static String rephrase(String words) {
    return FLAG.matcher(MAP.matcher(words).replaceAll("map '$1'")).replaceFirst("");
  }

  /** The range that clang marks, when it begins at the point; else the word that stands there. */
  private Place place(int at, String ranges) {
    Matcher range = RANGE.matcher(ranges);
    while (range.find()) {
      int start = offset(range.group(1), range.group(2));
      int end = offset(range.group(3), range.group(4));
      if (start == at && end > start) {
        return source.place(start, end);
      }
    }
    return source.place(at, wordEnd(at));
  }

  private int wordEnd(int at) {
    int end = at;
    while (end < source.text().length()
        && Character.isJavaIdentifierPart(source.text().charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * @param goesOn whether the row before was an edit of the same fix; what stands behind a note is
   *     another way to mend it
   */
  private Problem withFix(Problem problem, Matcher fix, boolean goesOn) {
    int start = source.ofByteColumn(number(fix.group(1)), number(fix.group(2)));
    int end = source.ofByteColumn(number(fix.group(3)), number(fix.group(4)));
    String replacement = EscapedText.read(fix.group(5));
    Place place = source.place(start, end);
    List<Fix> fixes = new ArrayList<>(problem.fixes());
    if (goesOn && !fixes.isEmpty()) {
      Fix begun = fixes.remove(fixes.size() - 1);
      List<Fix.Edit> edits = new ArrayList<>(begun.edits());
      edits.add(new Fix.Edit(place, replacement));
      fixes.add(new Fix(begun.code(), begun.arguments(), edits));
    } else {
      fixes.add(new Fix(place, replacement));
    }
    return problem.withFixes(fixes);
  }

  private static int number(String digits) {
    // clang's lines and columns fit; a longer number is not one of them
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /** Whether one of them stops the stage. */
  static boolean stops(List<Problem> problems) {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
