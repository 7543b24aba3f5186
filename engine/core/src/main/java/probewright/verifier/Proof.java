package probewright.verifier;

import java.util.List;
import java.util.Map;

/**
 * What the verifier knew on the way that it went last: of a program that was refused, the one to
 * the refusal. Ways that it found good before are not in it.
 */
public record Proof(List<Step> steps) {
  /**
   * An instruction that it went through.
   *
   * @param instruction as the verifier counts, from the program's first one
   * @param text as it spells it
   * @param known what it said of registers ({@code R1}) and slots of the stack ({@code fp-8}) after
   *     it, in its own words; only those that it said anything of
   */
  public record Step(int instruction, String text, Map<String, String> known) {
    public Step {
      known = Map.copyOf(known);
    }
  }

  public Proof {
    steps = List.copyOf(steps);
  }

  /** Reads a log of level 1 or 2; of any other text nothing is read. */
  public static Proof read(String log) {
    return new Proof(
        VerifierLog.read(log).way().stream()
            .map(one -> new Step(one.index(), one.text(), one.state()))
            .toList());
  }
}
