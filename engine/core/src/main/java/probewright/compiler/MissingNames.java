package probewright.compiler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;

/**
 * Clang's words for a name that it does not know, made ours: in bcc a header would have declared
 * it, and here no header is read.
 */
final class MissingNames {
  private static final Pattern VALUE = Pattern.compile("use of undeclared identifier '(\\w+)'.*");
  private static final Pattern TYPE = Pattern.compile("unknown type name '(\\w+)'.*");
  private static final Pattern INCOMPLETE =
      Pattern.compile(
          "(?:.*\\bincomplete (?:definition of )?(?:element )?type|tentative definition has type)"
              + " '(?:const )?((?:struct|union|enum) (\\w+)).*");

  private MissingNames() {}

  /** The names that clang misses. */
  static Set<String> in(List<Problem> problems) {
    Set<String> names = new LinkedHashSet<>();
    for (Problem problem : problems) {
      String raw = problem.raw() == null ? "" : problem.raw();
      for (Pattern pattern : List.of(VALUE, TYPE, INCOMPLETE)) {
        Matcher matcher = pattern.matcher(raw);
        if (matcher.matches()) {
          names.add(matcher.group(matcher.groupCount()));
        }
      }
    }
    return names;
  }

  /**
   * The problems in our words.
   *
   * @param headers those that the program includes and nobody reads
   */
  static List<Problem> explain(List<Problem> problems, List<String> headers) {
    String unread = String.join(", ", headers);
    return problems.stream().map(problem -> explain(problem, unread)).toList();
  }

  private static Problem explain(Problem problem, String unread) {
    String raw = problem.raw();
    Place place = problem.place();
    if (raw == null || place == null || !problem.code().equals("compile.clang")) {
      return problem;
    }
    Matcher value = VALUE.matcher(raw);
    if (value.matches()) {
      // inside a function clang takes the name of a type for that of a variable
      boolean type = value.group(1).endsWith("_t");
      return type
          ? retold(problem, place, "translate.unknown-type", value.group(1), unread)
          : retold(problem, place, "translate.unknown-name", value.group(1), unread);
    }
    Matcher type = TYPE.matcher(raw);
    if (type.matches()) {
      return retold(problem, place, "translate.unknown-type", type.group(1), unread);
    }
    Matcher incomplete = INCOMPLETE.matcher(raw);
    if (!incomplete.matches()) {
      return problem;
    }
    Optional<String> module = KnownModules.of(incomplete.group(2));
    return module.isPresent()
        ? retold(problem, place, "translate.module-absent", incomplete.group(1), module.get())
        : retold(problem, place, "translate.unknown-type", incomplete.group(1), unread);
  }

  private static Problem retold(Problem problem, Place place, String code, Object... arguments) {
    Problem ours = Problem.errorAt(problem.stage(), place, code, arguments);
    return (problem.isError() ? ours : ours.asWarning())
        .withRaw(problem.raw())
        .withNotes(problem.notes())
        .withFix(problem.fix());
  }
}
