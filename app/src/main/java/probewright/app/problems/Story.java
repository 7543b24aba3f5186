package probewright.app.problems;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.language.Listing;
import probewright.verifier.Known;
import probewright.verifier.Proof;

/**
 * How a problem came about, told at the lines of the user's texts: where the value came from, what
 * became of it, where it ended, and what the verifier knew on the way.
 *
 * @param program the function that was refused; empty where nobody knows
 * @param checked how many instructions the verifier went through on its last way
 * @param steps in the order of the program; the last one is where it was refused
 * @param lines what was known of registers, line by line
 */
public record Story(String program, int checked, List<Step> steps, Registers lines) {
  private static final Pattern REGISTER = Pattern.compile("\\bR(\\d)\\b");
  private static final int MOST_LINES = 10;
  private static final int MOST_REGISTERS = 4;

  /**
   * A line of one of the program's texts, from 1; {@link #NOWHERE} where nothing is about a text.
   *
   * @param elsewhere whether the problem itself is in another text
   */
  public record Line(String file, int number, boolean elsewhere) {
    static final Line NOWHERE = new Line("", 0, false);

    public boolean isThere() {
      return number > 0;
    }
  }

  /**
   * One step.
   *
   * @param text of that line
   * @param pills what was known of the registers that matter
   * @param instruction the verifier's own, such as {@code 17: r7 = r0}; empty where none is known
   * @param refused whether it is the last one
   */
  public record Step(
      Line line,
      String text,
      String sentence,
      List<Pill> pills,
      String instruction,
      boolean refused) {}

  /** A register and what was known of it. */
  public record Pill(String register, Known known) {}

  /** A table: a row for each line that the way went through, a column for each register. */
  public record Registers(List<String> names, List<Row> rows) {}

  /**
   * A line of the text with what was known there.
   *
   * @param cells as many as registers; null where nothing new was known
   */
  public record Row(Line line, List<@Nullable Known> cells) {}

  /**
   * Tells a problem.
   *
   * @param texts the program's and those of its headers, by the names places carry
   * @param listing the instructions of the same program; null while they are not known
   */
  public static Story of(
      Problem problem,
      Function<String, String> texts,
      @Nullable Listing listing,
      Messages messages,
      String stops) {
    Proof proof = Proof.read(String.valueOf(problem.raw()));
    Place place = problem.place();
    Map<Integer, Line> lineOf = Map.of();
    String program = "";
    if (listing != null && place != null && !proof.steps().isEmpty()) {
      Optional<Listing.Program> refused = refused(listing, place, proof);
      program = refused.map(Listing.Program::name).orElse("");
      lineOf = refused.map(found -> lines(found, place.file())).orElse(Map.of());
    }
    String own = place == null ? "" : place.file();
    List<Step> steps = new ArrayList<>();
    String subject = lastRegister(problem);
    for (Note note : problem.notes()) {
      Line line = line(note.place(), own);
      steps.add(step(line, texts, messages.sentence(note), proof, lineOf, "", false));
    }
    if (place != null) {
      steps.add(step(line(place, own), texts, stops, proof, lineOf, subject, true));
    }
    return new Story(program, proof.steps().size(), steps, registers(proof, lineOf, steps));
  }

  private static Line line(@Nullable Place place, String own) {
    return place == null
        ? Line.NOWHERE
        : new Line(place.file(), place.line(), !own.isEmpty() && !place.file().equals(own));
  }

  /** The program that has an instruction of the way at the refused line. */
  private static Optional<Listing.Program> refused(Listing listing, Place place, Proof proof) {
    int last = proof.steps().get(proof.steps().size() - 1).instruction();
    List<Listing.Program> fitting =
        listing.programs().stream()
            .filter(
                program ->
                    program.instructions().stream().anyMatch(one -> one.index() == last)
                        && program.instructions().stream()
                            .anyMatch(one -> onLineOf(place, one.place())))
            .toList();
    return fitting.stream()
        .filter(program -> same(program, proof.steps().get(proof.steps().size() - 1)))
        .findFirst()
        .or(() -> fitting.stream().findFirst());
  }

  private static boolean onLineOf(Place place, @Nullable Place other) {
    return other != null && other.line() == place.line() && other.file().equals(place.file());
  }

  private static boolean same(Listing.Program program, Proof.Step step) {
    return program.instructions().stream()
        .anyMatch(one -> one.index() == step.instruction() && one.text().equals(step.text()));
  }

  private static Map<Integer, Line> lines(Listing.Program program, String own) {
    Map<Integer, Line> lines = new LinkedHashMap<>();
    for (Listing.Instruction one : program.instructions()) {
      if (one.place() != null) {
        lines.put(one.index(), line(one.place(), own));
      }
    }
    return lines;
  }

  private static String lastRegister(Problem problem) {
    String raw = String.valueOf(problem.raw());
    String verdict =
        raw.lines().filter(line -> line.startsWith("R")).reduce("", (before, line) -> line);
    Matcher register = REGISTER.matcher(verdict);
    return register.lookingAt() ? "R" + register.group(1) : "";
  }

  private static Step step(
      Line line,
      Function<String, String> texts,
      String sentence,
      Proof proof,
      Map<Integer, Line> lineOf,
      String subject,
      boolean refused) {
    String text =
        line.isThere()
            ? texts.apply(line.file()).lines().skip(line.number() - 1L).findFirst().orElse("")
            : "";
    Proof.@Nullable Step told = null;
    Map<String, Known> known = new LinkedHashMap<>();
    for (Proof.Step step : proof.steps()) {
      boolean here = line.isThere() && line.equals(lineOf.get(step.instruction()));
      if (refused) {
        told = step;
        note(step, known);
      } else if (here) {
        // the line's last word on a pointer is what the next lines build on
        told = told == null || maybeNull(step) || !maybeNull(told) ? step : told;
        note(step, known);
      }
    }
    List<Pill> pills = new ArrayList<>();
    if (refused) {
      if (known.containsKey(subject)) {
        pills.add(new Pill(subject, known.get(subject)));
      }
    } else {
      known.forEach(
          (register, what) -> {
            if (what.sure() == Known.Sure.MAYBE_NULL) {
              pills.add(new Pill(register, what));
            }
          });
    }
    // the result of a call that was kept elsewhere is told where it is kept
    if (pills.size() > 1) {
      pills.removeIf(pill -> pill.register().equals("R0"));
    }
    String instruction = told == null ? "" : told.instruction() + ": " + told.text();
    return new Step(line, text.strip(), sentence, List.copyOf(pills), instruction, refused);
  }

  private static boolean maybeNull(Proof.Step step) {
    return step.known().values().stream().anyMatch(words -> words.contains("_or_null"));
  }

  private static void note(Proof.Step step, Map<String, Known> known) {
    step.known()
        .forEach(
            (register, words) -> {
              if (register.startsWith("R") && !register.equals("R10")) {
                known.put(register, Known.of(words));
              }
            });
  }

  private static Registers registers(Proof proof, Map<Integer, Line> lineOf, List<Step> steps) {
    Map<Line, Map<String, Known>> byLine = new LinkedHashMap<>();
    for (Proof.Step step : proof.steps()) {
      Line line = lineOf.get(step.instruction());
      if (line != null) {
        // a line that is come to again is told where it was last
        Map<String, Known> row = byLine.remove(line);
        Map<String, Known> now = row == null ? new LinkedHashMap<>() : row;
        note(step, now);
        byLine.put(line, now);
      }
    }
    List<Line> lines = new ArrayList<>(byLine.keySet());
    List<Line> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    Set<String> names = new LinkedHashSet<>();
    steps.forEach(step -> step.pills().forEach(pill -> names.add(pill.register())));
    last.forEach(line -> names.addAll(byLine.getOrDefault(line, Map.of()).keySet()));
    List<String> columns = names.stream().limit(MOST_REGISTERS).sorted().toList();
    List<Row> rows = new ArrayList<>();
    for (Line line : last) {
      List<@Nullable Known> cells = new ArrayList<>();
      columns.forEach(name -> cells.add(byLine.getOrDefault(line, Map.of()).get(name)));
      rows.add(new Row(line, cells));
    }
    return new Registers(columns, columns.isEmpty() ? List.of() : rows);
  }
}
