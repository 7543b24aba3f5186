package probewright.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;

/** Edits of a program that put a function which is there in the place of one that cannot be had. */
final class AttachFixes {
  private static final int MOST = 3;
  private static final Set<String> OF_NAMES =
      Set.of(
          "attach.renamed",
          "attach.absent",
          "attach.not-traceable",
          "attach.blacklisted",
          "attach.found-renamed");
  private static final Pattern MACRO = Pattern.compile(".*_(?:PROBE|RET)\\(\\s*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private AttachFixes() {}

  /** The problem with a fix for each name that its help tells, where the text names the other. */
  static Problem add(Problem problem, Program program) {
    Place place = problem.place();
    if (!OF_NAMES.contains(problem.code())
        || place == null
        || !place.file().equals(program.file())
        || problem.arguments().size() < 2) {
      return problem;
    }
    String[] probe = problem.arguments().get(0).split(":", -1);
    String[] there = problem.arguments().get(1).split(", ", -1);
    List<Fix> fixes = new ArrayList<>();
    Arrays.stream(there)
        .filter(name -> !name.isEmpty())
        .limit(MOST)
        .forEach(name -> fix(program.text(), place, probe, name, fixes));
    return problem.withFixes(fixes);
  }

  private static void fix(String text, Place place, String[] probe, String name, List<Fix> into) {
    String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    String old = probe[probe.length - 1];
    String whole = String.join(":", Arrays.copyOfRange(probe, 1, probe.length));
    Matcher spelled = word(whole, line, "(?<!\\w)");
    if (spelled.find()) {
      // as the argument of a macro only a name of C can stand
      if (MACRO.matcher(line.substring(0, spelled.start())).matches()
          && !NAME.matcher(name).matches()) {
        return;
      }
      into.add(use(place, spelled.start(), whole.length(), called(whole, name), name));
      return;
    }
    String last = name.substring(name.lastIndexOf(':') + 1);
    Matcher function = word(old, line, "(?<=__)");
    if (!function.find()) {
      return;
    }
    if (NAME.matcher(last).matches()) {
      into.add(use(place, function.start(), old.length(), last, name));
    } else {
      into.add(outOfTheName(place, line, function.start(), probe[0], old, name));
    }
  }

  /** What takes a spelling's place: another function with the same offset. */
  private static String called(String spelling, String name) {
    int plus = spelling.indexOf('+');
    return plus < 0 ? name : name + spelling.substring(plus);
  }

  private static Matcher word(String word, String line, String before) {
    return Pattern.compile(before + Pattern.quote(word) + "(?!\\w)").matcher(line);
  }

  private static Fix use(Place at, int start, int length, String words, String name) {
    return Fix.of("fix.attach", on(at, start, start + length), words, name);
  }

  /** No function of C can bear the name: the comment at the head does. */
  private static Fix outOfTheName(
      Place at, String line, int end, String kind, String old, String name) {
    int start = end;
    while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
      start--;
    }
    String function = "on_" + old;
    return new Fix(
        "fix.attach",
        List.of(name),
        List.of(
            new Fix.Edit(
                Place.point(at.file(), 1, 1),
                "// attach: " + kind + ":" + name + "=" + function + "\n"),
            new Fix.Edit(on(at, start, end + old.length()), function)));
  }

  private static Place on(Place at, int start, int end) {
    return new Place(at.file(), at.line(), start + 1, at.line(), end + 1);
  }
}
