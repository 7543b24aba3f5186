package probewright.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * Leaves out the fixes of clang that do not mend: it reads on as though a fix of its own had been
 * made, so that what it still finds wrong there is wrong with the fix.
 */
final class SoundFixes {
  /** Words that ask for more than themselves. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "else",
          "for",
          "while",
          "do",
          "switch",
          "case",
          "default",
          "return",
          "goto",
          "break",
          "continue");

  private SoundFixes() {}

  /**
   * The same problems, some without their fixes.
   *
   * @param all in clang's order, also those that are not told
   */
  static List<Problem> only(List<Problem> all) {
    List<Problem> errors = all.stream().filter(Problem::isError).toList();
    List<Problem> sound = new ArrayList<>();
    int error = 0;
    for (Problem problem : all) {
      if (!problem.isError()) {
        sound.add(problem);
        continue;
      }
      error++;
      Problem next = error < errors.size() ? errors.get(error) : null;
      boolean mends = !ofForm(problem) || (alone(problem, errors) && !goesOn(problem, next));
      sound.add(mends ? problem : problem.withFixes(List.of()));
    }
    return sound;
  }

  /** Whether a fix changes how the line is read, and not only a name in it. */
  private static boolean ofForm(Problem problem) {
    return String.valueOf(problem.raw()).startsWith("expected ")
        || problem.fixes().stream().anyMatch(fix -> KEYWORDS.contains(fix.replacement()));
  }

  /** Whether no other error stands in its line. */
  private static boolean alone(Problem problem, List<Problem> errors) {
    return errors.stream().filter(other -> sameLine(problem.place(), other.place())).count() <= 1;
  }

  private static boolean sameLine(@Nullable Place one, @Nullable Place other) {
    return one != null
        && other != null
        && one.line() == other.line()
        && Objects.equals(one.file(), other.file());
  }

  /**
   * Whether the next error is about what a fix has put there: {@code expected '(' after 'while'}.
   */
  private static boolean goesOn(Problem problem, @Nullable Problem next) {
    return next != null
        && problem.fixes().stream()
            .anyMatch(
                fix -> String.valueOf(next.raw()).contains(" after '" + fix.replacement() + "'"));
  }
}
