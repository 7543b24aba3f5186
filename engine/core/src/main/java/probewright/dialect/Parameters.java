package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** The named parameters of a program: those it declares, and the C texts of their values. */
final class Parameters {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern DECLARATION =
      Pattern.compile("(\\w+)[ \\t]+(\\w+)(?:[ \\t]*(=)(.*)|([ \\t].*)?)");
  private static final Pattern QUOTED = Pattern.compile("[ \\t]*\"((?:[^\"\\\\]|\\\\.)*)\"(.*)");
  private static final Pattern WORD = Pattern.compile("[ \\t]*(\\S*)(.*)");

  /** An expression holds blanks, so two of them end it. */
  private static final Pattern TEXT = Pattern.compile("[ \\t]?(.*?)(?:[ \\t]{2,}(.*)|[ \\t]*)");

  private final List<Parameter> declared = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Reads what stands behind {@code // param:}. */
  void declare(String words, Place place) {
    Matcher matcher = DECLARATION.matcher(words);
    Optional<ParameterType> type =
        matcher.matches() ? ParameterType.of(matcher.group(2)) : Optional.empty();
    if (type.isEmpty() || !NAME.matcher(matcher.group(1)).matches()) {
      problems.add(Problem.errorAt(Stage.TRANSLATE, place, "translate.parameter-malformed", words));
      return;
    }
    String name = matcher.group(1);
    if (declared.stream().anyMatch(parameter -> parameter.name().equals(name))) {
      problems.add(Problem.errorAt(Stage.TRANSLATE, place, "translate.parameter-twice", name));
      return;
    }
    if (matcher.group(3) == null) {
      String description = matcher.group(5) == null ? "" : matcher.group(5).strip();
      declared.add(new Parameter(name, type.get(), null, description, place));
    } else {
      declared.add(withInitial(name, type.get(), matcher.group(4), place));
    }
  }

  private static Parameter withInitial(String name, ParameterType type, String rest, Place place) {
    Matcher quoted = QUOTED.matcher(rest);
    if (type == ParameterType.TEXT && quoted.matches()) {
      String value = quoted.group(1).replaceAll("\\\\(.)", "$1");
      return new Parameter(name, type, value, quoted.group(2).strip(), place);
    }
    Matcher value = (type == ParameterType.EXPR ? TEXT : WORD).matcher(rest);
    return value.matches()
        ? new Parameter(
            name, type, value.group(1), value.group(2) == null ? "" : value.group(2).strip(), place)
        : new Parameter(name, type, rest.strip(), "", place);
  }

  List<Parameter> declared() {
    return List.copyOf(declared);
  }

  /** What is wrong with the declarations, and with the values given, for a text of these words. */
  List<Problem> problems(Map<String, String> given, Set<String> words, String file) {
    List<Problem> all = new ArrayList<>(problems);
    for (Parameter parameter : declared) {
      String value = given.getOrDefault(parameter.name(), parameter.initial());
      if (value == null) {
        all.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                parameter.place(),
                "translate.parameter-missing",
                parameter.name(),
                parameter.type().example()));
      } else if (parameter.type().toC(value).isEmpty()) {
        all.add(
            Problem.errorAt(
                Stage.TRANSLATE,
                parameter.place(),
                "translate.parameter-value",
                parameter.name(),
                value,
                parameter.type().word(),
                parameter.type().example()));
      }
    }
    for (String name : given.keySet()) {
      if (!NAME.matcher(name).matches()) {
        all.add(Problem.error(Stage.TRANSLATE, "translate.parameter-name", name));
      } else if (find(name) == null && !words.contains(name)) {
        all.add(
            Problem.error(Stage.TRANSLATE, "translate.parameter-unknown", name, names())
                .at(Place.point(file, 1, 1)));
      }
    }
    return all;
  }

  private String names() {
    String names = declared.stream().map(Parameter::name).collect(Collectors.joining(", "));
    return names.isEmpty() ? "-" : names;
  }

  private @Nullable Parameter find(String name) {
    return declared.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /** The C texts of the values: of those declared in their order, then of the others by name. */
  Map<String, String> values(Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      String value = given.getOrDefault(parameter.name(), parameter.initial());
      if (value != null) {
        parameter.type().toC(value).ifPresent(text -> values.put(parameter.name(), text));
      }
    }
    given.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> !values.containsKey(entry.getKey()))
        .forEach(
            entry ->
                values.put(entry.getKey(), ParameterType.EXPR.toC(entry.getValue()).orElseThrow()));
    return values;
  }
}
