package probewright.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.format.TracepointFormat;

/**
 * The tracepoints that a program speaks of: {@code TRACEPOINT_PROBE(CATEGORY, EVENT)}, {@code
 * struct tracepoint__CATEGORY__EVENT} and functions of such names. What their records hold differs
 * from kernel to kernel, so it is asked of the target's own.
 */
final class Tracepoints {
  static final String MACRO = "TRACEPOINT_PROBE";
  private static final String PREFIX = "tracepoint__";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\w+?__\\w+");
  private static final int NEAR = 5;

  /** A tracepoint of the target, and the struct of its record. */
  record Found(String category, String event, String struct) {}

  /**
   * Words of the text that speak of a tracepoint.
   *
   * @param name {@code tracepoint__CATEGORY__EVENT}
   * @param category empty where the words do not say where it ends
   * @param needed whether the program cannot be read without the tracepoint
   */
  private record Use(String name, String category, boolean needed, int start, int end) {}

  private final SourceText source;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private final Map<String, Found> found = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  Tracepoints(SourceText source, Tokens tokens) {
    this.source = source;
    Macros macros = new Macros(source.text(), tokens, Map.of(), List.of());
    for (int i = 0; i < tokens.all().size(); i++) {
      Tokens.Token token = tokens.at(i);
      if (token.is(MACRO) && tokens.at(i + 1).is("(")) {
        if (!tokens.at(i - 1).is("define") && !macros.isInBody(token.start())) {
          macro(tokens, i);
        }
      } else if (NAME.matcher(token.text()).matches()) {
        boolean struct = tokens.at(i - 1).is("struct");
        if (!struct || !tokens.at(i + 1).is("{")) {
          use(new Use(token.text(), "", struct, token.start(), token.end()));
        }
      }
    }
    for (int i = 0; i < tokens.all().size(); i++) {
      // a struct that the program writes itself is taken as it is
      if (tokens.at(i).is("struct") && tokens.at(i + 2).is("{")) {
        uses.remove(tokens.at(i + 1).text());
      }
    }
  }

  private void macro(Tokens tokens, int at) {
    Tokens.Token category = tokens.at(at + 2);
    Tokens.Token event = tokens.at(at + 4);
    if (tokens.at(at + 3).is(",") && tokens.at(at + 5).is(")")) {
      String name = PREFIX + category.text() + "__" + event.text();
      use(new Use(name, category.text(), true, category.start(), event.end()));
    }
  }

  private void use(Use use) {
    uses.merge(use.name, use, (old, more) -> more.needed && !old.needed ? more : old);
  }

  /** Asks the target for each. */
  void find(KernelFiles files, KernelTypes kernel) throws ProblemException {
    for (Use use : uses.values()) {
      Optional<Found> there = find(use, files, kernel);
      if (there.isPresent()) {
        found.put(use.name, there.get());
      } else if (use.needed) {
        problems.add(unknown(use, files.tracepoints()));
      }
    }
  }

  private static Optional<Found> find(Use use, KernelFiles files, KernelTypes kernel)
      throws ProblemException {
    String words = use.name.substring(PREFIX.length());
    // a category or an event may have two underscores in its own name
    int split = use.category.isEmpty() ? words.indexOf("__", 1) : use.category.length();
    while (split > 0) {
      String category = words.substring(0, split);
      String event = words.substring(split + 2);
      Optional<String> format =
          event.isEmpty() ? Optional.empty() : files.tracepointFormat(category, event);
      if (format.isPresent()) {
        TracepointFormat parsed = TracepointFormat.parse(format.get());
        return Optional.of(
            new Found(category, event, TracepointStruct.write(use.name, parsed, kernel)));
      }
      split = use.category.isEmpty() ? words.indexOf("__", split + 1) : -1;
    }
    return Optional.empty();
  }

  private Problem unknown(Use use, List<String> all) {
    String words = use.name.substring(PREFIX.length());
    String spelled =
        use.category.isEmpty()
            ? words.replaceFirst("__", ":")
            : use.category + ":" + words.substring(use.category.length() + 2);
    List<String> near = near(spelled, all);
    Place place = source.place(use.start, use.end);
    return Problem.errorAt(
            Stage.TRANSLATE,
            place,
            near.isEmpty() ? "translate.tracepoint-unknown" : "translate.tracepoint-near",
            spelled,
            String.join(", ", near))
        .withFixes(near.stream().map(name -> fix(use, place, name)).toList());
  }

  /** Another tracepoint in the same spelling: a macro's arguments, or one name. */
  private static Fix fix(Use use, Place place, String name) {
    String words =
        use.category.isEmpty() ? PREFIX + name.replace(":", "__") : name.replace(":", ", ");
    return Fix.of("fix.attach", place, words, name);
  }

  /** The same event elsewhere, then events of the category whose names share a part. */
  private static List<String> near(String spelled, List<String> all) {
    String category = spelled.substring(0, spelled.indexOf(':') + 1);
    String event = spelled.substring(category.length());
    Stream<String> elsewhere = all.stream().filter(other -> other.endsWith(":" + event));
    List<String> parts = Stream.of(event.split("_")).filter(part -> part.length() > 2).toList();
    Stream<String> alike =
        all.stream()
            .filter(other -> other.startsWith(category) && common(other, parts) > 0)
            .sorted(
                (a, b) -> {
                  int more = common(b, parts) - common(a, parts);
                  return more == 0 ? a.compareTo(b) : more;
                });
    return Stream.concat(elsewhere, alike).distinct().limit(NEAR).toList();
  }

  private static int common(String other, List<String> parts) {
    return (int) parts.stream().filter(other::contains).count();
  }

  List<Problem> problems() {
    return problems;
  }

  /** The tracepoint of a name, where the target has it. */
  Optional<Found> of(String name) {
    return Optional.ofNullable(found.get(name));
  }

  /** The structs of those whose struct the words name, in the order of their first use. */
  List<String> structs() {
    return uses.values().stream()
        .filter(use -> use.needed)
        .flatMap(use -> of(use.name).stream())
        .map(Found::struct)
        .toList();
  }
}
