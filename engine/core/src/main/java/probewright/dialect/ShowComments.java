package probewright.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import probewright.btf.Show;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * The lines that say how members are to be shown. What is wrong with one is a warning, for the
 * program runs without it.
 */
final class ShowComments {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)\\.(\\w+(?:\\.\\w+)*)\\s+as\\s+(\\w+)(?::(\\w+))?");

  private final List<ShowComment> all = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  void declare(String words, Place place) {
    Matcher line = LINE.matcher(words);
    Optional<Show.Format> format =
        line.matches() ? Show.Format.of(line.group(3)) : Optional.empty();
    if (!line.matches()) {
      warn(place, "translate.show-form", words);
    } else if (format.isEmpty() || format.get().isStack() != (line.group(4) != null)) {
      warn(place, "translate.show-format", line.group(3), Show.Format.words());
    } else {
      String stacks = line.group(4) == null ? "" : line.group(4);
      List<String> path = Arrays.asList(line.group(2).split("\\."));
      all.add(new ShowComment(new Show(line.group(1), path, format.get(), stacks), place));
    }
  }

  /** Those that speak of maps that there are, and what is wrong with the others. */
  List<ShowComment> among(List<MapDeclaration> maps, List<Problem> found) {
    found.addAll(problems);
    List<ShowComment> good = new ArrayList<>();
    for (ShowComment comment : all) {
      Show show = comment.show();
      Predicate<MapDeclaration> shown = map -> map.kind().isStream() || map.kind().isReadable();
      Predicate<MapDeclaration> holdsStacks = map -> map.kind() == MapKind.STACK_TRACE;
      if (!has(maps, shown, show.output())) {
        found.add(absent(comment, "translate.show-map", show.output(), maps, shown));
      } else if (show.format().isStack() && !has(maps, holdsStacks, show.stacks())) {
        found.add(absent(comment, "translate.show-stacks", show.stacks(), maps, holdsStacks));
      } else {
        good.add(comment);
      }
    }
    return good;
  }

  private static boolean has(
      List<MapDeclaration> maps, Predicate<MapDeclaration> kind, String name) {
    return maps.stream().anyMatch(map -> kind.test(map) && map.name().equals(name));
  }

  private static Problem absent(
      ShowComment comment,
      String code,
      String name,
      List<MapDeclaration> maps,
      Predicate<MapDeclaration> kind) {
    String there =
        maps.stream().filter(kind).map(MapDeclaration::name).collect(Collectors.joining(", "));
    return Problem.errorAt(Stage.TRANSLATE, comment.place(), code, name, there).asWarning();
  }

  private void warn(Place place, String code, Object... arguments) {
    problems.add(Problem.errorAt(Stage.TRANSLATE, place, code, arguments).asWarning());
  }
}
