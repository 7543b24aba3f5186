package probewright.cli;

import picocli.CommandLine;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.Target;
import probewright.target.TargetSpec;

/** What every command that meets a kernel needs: a compiler and an open target. */
record Workshop(Toolchain toolchain, Target target) implements AutoCloseable {
  /**
   * Reads the value of {@code --target}.
   *
   * @throws UsageException when it names none, or one that is not there yet
   */
  static TargetSpec target(CommandLine line, String spelling) {
    Outcome<TargetSpec> spec = TargetSpec.parse(spelling);
    if (!(spec instanceof Outcome.Done<TargetSpec> parsed)) {
      throw new UsageException(line, spec.problems());
    }
    return parsed.value();
  }

  static Outcome<Workshop> open(Surroundings surroundings, TargetSpec spec)
      throws ProblemException {
    Outcome<Toolchain> found = surroundings.installation().toolchain();
    if (!(found instanceof Outcome.Done<Toolchain> toolchain)) {
      return new Outcome.Refused<>(found.problems());
    }
    Target target = surroundings.installation().open(spec);
    return Outcome.done(new Workshop(toolchain.value(), target));
  }

  @Override
  public void close() {
    target.close();
  }
}
