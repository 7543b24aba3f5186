package probewright.compiler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import probewright.btf.Btf;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.Translator;

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

  private static final Pattern MEMBER =
      Pattern.compile("no member named '(\\w+)' in '(?:const )?(struct|union) (\\w+)'.*");

  private static final Pattern MEANT =
      Pattern.compile(".*; did you mean '(?:[a-z]+ )?(\\w+)'\\?.*");

  private static final Pattern HELPER = Pattern.compile("\\*(?:const )?(bpf_\\w+)\\)\\(");

  private final Btf types;
  private final String unread;

  /**
   * @param types the kernel's
   * @param headers those that the program includes and nobody reads
   */
  MissingNames(Btf types, List<String> headers) {
    this.types = types;
    this.unread = String.join(", ", headers);
  }

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

  /** The problems in our words. */
  List<Problem> explain(List<Problem> problems) {
    return problems.stream().map(this::explain).toList();
  }

  private Problem explain(Problem problem) {
    String raw = problem.raw();
    Place place = problem.place();
    if (raw == null || place == null) {
      return problem;
    }
    if (problem.code().equals("translate.unknown-function")) {
      String name = problem.arguments().get(0);
      List<String> near = likeFunction(name);
      return withNames(
          retold(problem, place, problem.code(), name, String.join(", ", near)), name, near);
    }
    if (!problem.code().equals("compile.clang")) {
      return problem;
    }
    Matcher member = MEMBER.matcher(raw);
    if (member.matches()) {
      String struct = member.group(2) + " " + member.group(3);
      String name = member.group(1);
      List<String> where = new MovedMembers(types).of(member.group(3), name);
      return withNames(
          retold(
              problem, place, "translate.unknown-member", name, struct, String.join(", ", where)),
          name,
          where);
    }
    Matcher value = VALUE.matcher(raw);
    if (value.matches()) {
      // inside a function clang takes the name of a type for that of a variable
      return value.group(1).endsWith("_t")
          ? unknownType(problem, place, value.group(1), types.typedefNames(), "")
          : unknownName(problem, place, value.group(1));
    }
    Matcher type = TYPE.matcher(raw);
    if (type.matches()) {
      return unknownType(problem, place, type.group(1), types.typedefNames(), "");
    }
    Matcher incomplete = INCOMPLETE.matcher(raw);
    if (!incomplete.matches()) {
      return problem;
    }
    Optional<String> module = KnownModules.of(incomplete.group(2));
    return module.isPresent()
        ? retold(problem, place, "translate.module-absent", incomplete.group(1), module.get())
        : unknownType(
            problem, place, incomplete.group(2), types.tags(), kindOf(incomplete.group(1)));
  }

  private Problem unknownName(Problem problem, Place place, String name) {
    Set<String> there = new TreeSet<>(Translator.offeredNames());
    there.addAll(types.enumeratorNames());
    List<String> near = near(problem, name, there);
    return near.isEmpty()
        ? retold(problem, place, "translate.unknown-name", name, unread)
        : withNames(
            retold(problem, place, "translate.unknown-name-near", name, String.join(", ", near)),
            name,
            near);
  }

  /**
   * @param before what C writes before the name, such as {@code struct}, with a blank
   */
  private Problem unknownType(
      Problem problem, Place place, String name, Set<String> there, String before) {
    List<String> near = near(problem, name, there);
    return near.isEmpty()
        ? retold(problem, place, "translate.unknown-type", before + name, unread)
        : withNames(
            retold(
                problem,
                place,
                "translate.unknown-type-near",
                before + name,
                near.stream().map(other -> before + other).collect(Collectors.joining(", "))),
            name,
            near);
  }

  private static String kindOf(String type) {
    return type.substring(0, type.indexOf(' ') + 1);
  }

  /** Clang's own guess first, where it is a fix: it knows what the text declares, maps among it. */
  private static List<String> near(Problem problem, String name, Set<String> there) {
    Matcher meant = MEANT.matcher(String.valueOf(problem.raw()));
    Set<String> near = new LinkedHashSet<>();
    if (meant.matches() && !problem.fixes().isEmpty()) {
      near.add(meant.group(1));
    }
    near.addAll(NearNames.of(name, there));
    return List.copyOf(near);
  }

  private static List<String> likeFunction(String name) {
    Set<String> there = new TreeSet<>(Translator.offeredNames());
    Matcher helper = HELPER.matcher(Toolchain.helperDeclarations());
    while (helper.find()) {
      there.add(helper.group(1));
    }
    there.removeIf(other -> !other.matches(".*[a-z].*"));
    return NearNames.of(name, there);
  }

  /** The problem with a fix for each name, where the place is that of the wrong one alone. */
  private static Problem withNames(Problem problem, String wrong, List<String> names) {
    Place place = problem.place();
    if (place == null
        || place.line() != place.endLine()
        || place.endColumn() - place.column() != wrong.length()) {
      return problem;
    }
    List<Fix> fixes = new ArrayList<>(problem.fixes());
    names.stream()
        .map(name -> new Fix(place, name))
        // clang may have told the same
        .filter(fix -> !fixes.contains(fix))
        .forEach(fixes::add);
    return problem.withFixes(fixes);
  }

  private static Problem retold(Problem problem, Place place, String code, Object... arguments) {
    Problem ours = Problem.errorAt(problem.stage(), place, code, arguments);
    return (problem.isError() ? ours : ours.asWarning())
        .withRaw(problem.raw())
        .withNotes(problem.notes())
        .withFixes(problem.fixes());
  }
}
