package probewright.target;

import java.util.List;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** A target as the command line and the target chooser spell it. */
public sealed interface TargetSpec {
  /** The kernels the practice VM can boot; the first is the one meant by plain {@code vm}. */
  List<String> PRACTICE_KERNELS = List.of("6.12", "6.1");

  /** The practice VM with one of {@link #PRACTICE_KERNELS}. */
  record Practice(String kernel) implements TargetSpec {
    @Override
    public String toString() {
      return "vm:" + kernel;
    }
  }

  /** Reads {@code vm}, {@code vm:6.1} or {@code vm:6.12}; others are refused, saying why. */
  static Outcome<TargetSpec> parse(String spelling) {
    if (spelling.equals("vm")) {
      return Outcome.done(new Practice(PRACTICE_KERNELS.get(0)));
    }
    if (spelling.startsWith("vm:") && PRACTICE_KERNELS.contains(spelling.substring(3))) {
      return Outcome.done(new Practice(spelling.substring(3)));
    }
    boolean later = spelling.equals("local") || spelling.startsWith("ssh:");
    return Outcome.refused(
        Problem.error(Stage.LOAD, later ? "target.not-there-yet" : "target.unknown", spelling));
  }
}
