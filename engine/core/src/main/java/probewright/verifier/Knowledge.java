package probewright.verifier;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the verifier knew of registers at each instruction of a program that it took, on all the
 * ways that it went. Immutable.
 *
 * @param program the name of its function
 * @param steps how many instructions the verifier went through, on all ways together
 * @param extent how much of its log there is
 * @param log the verifier's own words, of level 2; empty for {@link Extent#NONE}
 * @param visits by instruction, as the verifier counts; none where it never came
 */
public record Knowledge(
    String program, long steps, Extent extent, String log, Map<Integer, Visits> visits) {
  /** So many ways to one instruction are kept; more are counted. */
  public static final int MOST_WAYS = 6;

  /** {@code R0} to {@code R10}, then the stack from its top down. */
  public static final Comparator<String> ORDER =
      Comparator.comparing((String name) -> name.startsWith("fp"))
          .thenComparing(name -> Math.abs(digits(name)));

  /** How much of a log there is. */
  public enum Extent {
    WHOLE,
    /** The kernel had no room for its end. */
    BEGINNING,
    /** The kernel gave up its beginning for its end. */
    END,
    /** It would have been too long to be asked for. */
    NONE
  }

  public Knowledge {
    visits = Map.copyOf(visits);
  }

  /**
   * How the verifier came to an instruction.
   *
   * @param states that differ in what a person is told of them, in the order they were met
   * @param others how many more times it came with yet another state
   */
  public record Visits(List<State> states, int others) {
    static final Visits NONE = new Visits(List.of(), 0);

    public Visits {
      states = List.copyOf(states);
    }
  }

  /**
   * What was known on one way.
   *
   * @param before the instruction, of each register ({@code R1}) and slot of the stack ({@code
   *     fp-8}) that held anything
   * @param after it, of those that it changed
   */
  public record State(SortedMap<String, Fact> before, SortedMap<String, Fact> after) {
    static State of(Map<String, Fact> before, Map<String, Fact> after) {
      return new State(sorted(before), sorted(after));
    }

    private static SortedMap<String, Fact> sorted(Map<String, Fact> facts) {
      SortedMap<String, Fact> all = new TreeMap<>(ORDER);
      all.putAll(facts);
      return Collections.unmodifiableSortedMap(all);
    }
  }

  /**
   * What was known of one register.
   *
   * @param words the verifier's own
   * @param known the same for people
   */
  public record Fact(String words, Known known) {}

  /** How the verifier came to an instruction; no states where it never did. */
  public Visits at(int instruction) {
    return visits.getOrDefault(instruction, Visits.NONE);
  }

  /**
   * Reads the log of a program that was taken, of level 2.
   *
   * @param maps the names of maps by the instructions that load their addresses; kernels before 6.7
   *     do not say them
   */
  public static Knowledge read(
      String program, long steps, Extent extent, String log, Map<Integer, String> maps) {
    return new Knowledge(
        program, steps, extent, log, new WayReader(maps).read(log, extent == Extent.END));
  }

  private static int digits(String name) {
    String digits = name.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
