package probewright.target;

import java.util.List;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.verifier.Knowledge;

/**
 * A program that the verifier took, and what it knew of it.
 *
 * @param knowledge of each of its functions that the kernel runs, also of those attached nowhere
 */
public record Verified(ExpandedProgram expanded, BpfObject object, List<Knowledge> knowledge) {
  public Verified {
    knowledge = List.copyOf(knowledge);
  }

  /**
   * Takes a program as far as the verifier and no further: Translate, Compile, Load. Blocks on
   * child processes and the wire; never call it on the JavaFX thread.
   *
   * @return refused by the first stage that refuses it
   * @throws ProblemException {@code agent.not-offered} by an agent that is older than this
   */
  public static Outcome<Verified> of(Program program, Toolchain toolchain, Target target)
      throws ProblemException {
    Outcome<ExpandedProgram> translated = toolchain.translate(program, target.kernel());
    if (!(translated instanceof Outcome.Done<ExpandedProgram> expanded)) {
      return new Outcome.Refused<>(translated.problems());
    }
    Outcome<BpfObject> compiled = toolchain.compile(expanded.value(), target.kernel());
    if (!(compiled instanceof Outcome.Done<BpfObject> object)) {
      return new Outcome.Refused<>(compiled.problems());
    }
    Outcome<List<Knowledge>> verified =
        target.verify(object.value(), AttachOptions.withAll(expanded.value()));
    if (!(verified instanceof Outcome.Done<List<Knowledge>> known)) {
      return new Outcome.Refused<>(verified.problems());
    }
    return Outcome.done(new Verified(expanded.value(), object.value(), known.value()));
  }
}
