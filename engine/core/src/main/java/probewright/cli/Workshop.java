package probewright.cli;

import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.Target;
import probewright.target.TargetSpec;

/** What every command that meets a kernel needs: a compiler and an open target. */
record Workshop(Toolchain toolchain, Target target) implements AutoCloseable {
  static Outcome<Workshop> open(Surroundings surroundings, String spelling)
      throws ProblemException {
    Outcome<TargetSpec> spec = TargetSpec.parse(spelling);
    if (!(spec instanceof Outcome.Done<TargetSpec> parsed)) {
      return new Outcome.Refused<>(spec.problems());
    }
    Outcome<Toolchain> found = surroundings.installation().toolchain();
    if (!(found instanceof Outcome.Done<Toolchain> toolchain)) {
      return new Outcome.Refused<>(found.problems());
    }
    Target target = surroundings.installation().open(parsed.value());
    return Outcome.done(new Workshop(toolchain.value(), target));
  }

  @Override
  public void close() {
    target.close();
  }
}
