package probewright.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;

/**
 * The BPF instructions of a program, in the verifier's spelling, each with the user's place that
 * clang made it of.
 *
 * @param programs in the order of the object
 */
public record Listing(List<Program> programs) {
  public Listing {
    programs = List.copyOf(programs);
  }

  /**
   * One program with the functions that it calls, as the kernel gets it.
   *
   * @param name of its function
   */
  public record Program(String name, List<Instruction> instructions) {
    public Program {
      instructions = List.copyOf(instructions);
    }
  }

  /**
   * An instruction.
   *
   * @param index as the verifier counts
   * @param function in whose code it stands
   * @param place null for what the compiler added of its own
   */
  public record Instruction(int index, String text, String function, @Nullable Place place) {}

  /** The instructions of a line of a file, program by program; of none where the line has none. */
  public List<Program> ofLine(String file, int line) {
    return programs.stream()
        .map(
            program ->
                new Program(
                    program.name(),
                    program.instructions().stream()
                        .filter(one -> isOn(one.place(), file, line))
                        .toList()))
        .filter(program -> !program.instructions().isEmpty())
        .toList();
  }

  /** The nearest lines of a file before and behind one that have instructions; those there are. */
  public List<Integer> linesNear(String file, int line) {
    TreeSet<Integer> lines = new TreeSet<>();
    for (Program program : programs) {
      for (Instruction one : program.instructions()) {
        Place place = one.place();
        if (place != null && place.file().equals(file)) {
          lines.add(place.line());
        }
      }
    }
    return Stream.of(lines.lower(line), lines.higher(line)).filter(Objects::nonNull).toList();
  }

  /** A program by its function's name. */
  public Optional<Program> program(String name) {
    return programs.stream().filter(program -> program.name().equals(name)).findFirst();
  }

  private static boolean isOn(@Nullable Place place, String file, int line) {
    return place != null && place.line() == line && place.file().equals(file);
  }
}
