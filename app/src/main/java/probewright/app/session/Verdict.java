package probewright.app.session;

import java.util.List;
import java.util.Optional;
import probewright.app.session.Engine.RunRequest;
import probewright.language.Listing;
import probewright.verifier.Knowledge;

/**
 * What the verifier knew of a program that it took.
 *
 * @param request the program, and the target whose verifier it was
 * @param listing its instructions
 * @param knowledge function by function
 */
public record Verdict(RunRequest request, Listing listing, List<Knowledge> knowledge) {
  public Verdict {
    knowledge = List.copyOf(knowledge);
  }

  /** What was known of one of its functions; empty for one that the kernel does not run. */
  public Optional<Knowledge> of(String program) {
    return knowledge.stream().filter(one -> one.program().equals(program)).findFirst();
  }
}
