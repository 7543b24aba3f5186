package probewright.app.problems;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;

/**
 * All that is wrong with one program, each problem by the stage that found it, from two sources:
 * what the engine makes of the text while it is typed (Translate, Compile, and a target that does
 * not answer), and the last run. Each source replaces the stages it has looked at. JavaFX thread.
 */
public final class ProblemsModel {
  /** The stages that the text alone passes through. */
  public static final Set<Stage> OF_THE_TEXT = Set.of(Stage.TRANSLATE, Stage.COMPILE);

  private final Comparator<FoundProblem> inOrder =
      Comparator.<FoundProblem, Boolean>comparing(found -> found.place() == null)
          .thenComparing(this::rank)
          .thenComparingInt(ProblemsModel::line)
          .thenComparingInt(ProblemsModel::column)
          .thenComparing(found -> found.problem().severity())
          .thenComparing(found -> found.problem().stage());

  /** The program's own text comes before its headers. */
  private String rank(FoundProblem found) {
    Place place = found.place();
    return place == null || isIn(file.get(), found) ? "" : place.file();
  }

  private static int line(FoundProblem found) {
    Place place = found.place();
    return place == null ? 0 : place.line();
  }

  private static int column(FoundProblem found) {
    Place place = found.place();
    return place == null ? 0 : place.column();
  }

  private final Supplier<String> file;
  private final ObservableList<FoundProblem> all = FXCollections.observableArrayList();
  private final FilteredList<FoundProblem> shown = new FilteredList<>(all);
  private final ObjectProperty<@Nullable Stage> filter = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable FoundProblem> chosen =
      new ReadOnlyObjectWrapper<>();

  /** What a run found of the text as it still is: an analysis does not go as far as a run. */
  private List<Problem> ranOnThisText = List.of();

  /** What the last look at the text found by itself. */
  private List<Problem> lookedAt = List.of();

  /**
   * @param file gives the name that places in the program's own text carry
   */
  public ProblemsModel(Supplier<String> file) {
    this.file = file;
    filter.addListener(
        (o, was, now) ->
            shown.setPredicate(found -> now == null || found.problem().stage() == now));
  }

  /**
   * Every problem, in the order of the text, headers behind it; those without a place come last.
   */
  public ObservableList<FoundProblem> all() {
    return all;
  }

  /** Those that the filter lets through. */
  public ObservableList<FoundProblem> shown() {
    return shown;
  }

  /** The stage whose problems alone are shown; null for all. */
  public ObjectProperty<@Nullable Stage> filterProperty() {
    return filter;
  }

  /** The stages that have found something, in their order. */
  public List<Stage> stages() {
    return all.stream().map(found -> found.problem().stage()).distinct().sorted().toList();
  }

  /** The problem that was gone to last; null when it is gone itself. */
  public ReadOnlyObjectProperty<@Nullable FoundProblem> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  public void choose(@Nullable FoundProblem found) {
    chosen.set(found);
  }

  /**
   * A new look at the text: what Translate and Compile found of an earlier one is gone, and so is
   * what was in the way of looking.
   */
  public void analysed(List<Problem> found) {
    List<Problem> before = lookedAt;
    lookedAt = List.copyOf(found);
    Stream<FoundProblem> others =
        all.stream()
            .filter(old -> !OF_THE_TEXT.contains(old.problem().stage()))
            .filter(old -> !before.contains(old.problem()));
    Stream<Problem> now = Stream.concat(found.stream(), ranOnThisText.stream());
    put(once(Stream.concat(others, now.map(FoundProblem::of))));
  }

  /** Of those that both sources tell, the first. */
  private static List<FoundProblem> once(Stream<FoundProblem> problems) {
    Set<Problem> told = new HashSet<>();
    return problems.filter(found -> told.add(found.problem())).toList();
  }

  /** A new run: what the run before found is gone, and what the text was found to be stays. */
  public void runStarted() {
    Set<Problem> ofTheRun = new HashSet<>(ranOnThisText);
    lookedAt.forEach(ofTheRun::remove);
    ranOnThisText = List.of();
    put(
        all.stream()
            .filter(old -> OF_THE_TEXT.contains(old.problem().stage()) || hinders(old))
            .filter(old -> !ofTheRun.contains(old.problem()))
            .toList());
  }

  /** What a run found, in place of all that the same stages had found. */
  public void ran(List<Problem> found) {
    Set<Stage> stages = EnumSet.complementOf(EnumSet.copyOf(OF_THE_TEXT));
    found.forEach(problem -> stages.add(problem.stage()));
    ranOnThisText =
        found.stream().filter(problem -> OF_THE_TEXT.contains(problem.stage())).toList();
    Stream<FoundProblem> others =
        all.stream().filter(old -> !stages.contains(old.problem().stage()) || hinders(old));
    put(once(Stream.concat(others, found.stream().map(FoundProblem::of))));
  }

  /** Whether it was in the way of the last look at the text: a run does not look at the text. */
  private boolean hinders(FoundProblem found) {
    return !OF_THE_TEXT.contains(found.problem().stage()) && lookedAt.contains(found.problem());
  }

  /** A text was edited: problems move with it, and those of a run on its line are stale. */
  public void edited(String text, TextEdit edit) {
    ranOnThisText = List.of();
    if (all.stream().allMatch(found -> found.place() == null)) {
      return;
    }
    put(
        all.stream()
            .map(found -> found.after(text, edit, !OF_THE_TEXT.contains(found.problem().stage())))
            .toList());
  }

  private void put(List<FoundProblem> problems) {
    List<FoundProblem> sorted = problems.stream().sorted(inOrder).toList();
    if (sorted.equals(all)) {
      return;
    }
    FoundProblem before = chosen.get();
    all.setAll(sorted);
    Stage only = filter.get();
    if (only != null && !stages().contains(only)) {
      filter.set(null);
    }
    chosen.set(
        before == null
            ? null
            : sorted.stream()
                .filter(found -> found.problem().equals(before.problem()))
                .findFirst()
                .orElse(null));
  }

  private static boolean isIn(String text, FoundProblem found) {
    Place place = found.place();
    return place != null && place.file().equals(text);
  }

  /** Those to be marked in a text: they hold, and stand in it. */
  public List<Problem> in(String text) {
    return all.stream()
        .filter(found -> isIn(text, found) && !found.stale())
        .map(FoundProblem::here)
        .toList();
  }

  /** Those on a line of a text, counted from 1. */
  public List<FoundProblem> onLine(String text, int line) {
    return all.stream()
        .filter(found -> isIn(text, found))
        .filter(
            found -> {
              Place place = Objects.requireNonNull(found.place());
              return place.line() <= line && line <= Math.max(place.line(), place.endLine());
            })
        .toList();
  }

  /**
   * The next problem with a place behind a position, or the one before; around the end, through all
   * of the program's texts.
   */
  public @Nullable FoundProblem step(String text, int line, int column, boolean forward) {
    List<FoundProblem> placed = all.stream().filter(found -> found.place() != null).toList();
    if (placed.isEmpty()) {
      return null;
    }
    FoundProblem here =
        FoundProblem.of(
            Problem.errorAt(Stage.TRANSLATE, Place.point(text, line, column), "compile.clang"));
    Comparator<FoundProblem> byPlace =
        Comparator.comparing(this::rank)
            .thenComparingInt(ProblemsModel::line)
            .thenComparingInt(ProblemsModel::column);
    if (forward) {
      return placed.stream()
          .filter(found -> byPlace.compare(found, here) > 0)
          .findFirst()
          .orElse(placed.get(0));
    }
    return placed.stream()
        .filter(found -> byPlace.compare(found, here) < 0)
        .reduce((one, other) -> other)
        .orElse(placed.get(placed.size() - 1));
  }

  /** Where a problem stands as a person reads it: with its file's name unless that is plain. */
  public String where(@Nullable Place place) {
    if (place == null) {
      return "";
    }
    String at = place.line() + ":" + place.column();
    return place.file().equals(file.get()) ? at : place.file() + ":" + at;
  }

  public long count(Severity severity) {
    return all.stream().filter(found -> found.problem().severity() == severity).count();
  }

  /** The list as text, a line each, such as compilers write. */
  public String text(Messages messages) {
    return shown.stream()
        .map(
            found -> {
              Place place = found.place();
              String where = place == null ? file.get() : place.toString();
              Problem problem = found.problem();
              String what = where + ": " + words(problem) + ": " + messages.sentence(problem);
              String help = messages.help(problem);
              return help.isEmpty() ? what : what + "\n    " + help;
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String words(Problem problem) {
    return problem.severity().name().toLowerCase(java.util.Locale.ROOT)
        + " ("
        + problem.stage().name().toLowerCase(java.util.Locale.ROOT)
        + ")";
  }
}
