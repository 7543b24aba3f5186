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

  /** This machine's own kernel, by an agent that runs as root. */
  record Local() implements TargetSpec {
    @Override
    public String toString() {
      return "local";
    }
  }

  /**
   * Another machine.
   *
   * @param host as ssh takes it
   */
  record Ssh(String host) implements TargetSpec {
    @Override
    public String toString() {
      return "ssh:" + host;
    }
  }

  /** Reads {@code vm}, {@code vm:KERNEL}, {@code local} or {@code ssh:HOST}. */
  static Outcome<TargetSpec> parse(String spelling) {
    if (spelling.equals("vm")) {
      return Outcome.done(new Practice(PRACTICE_KERNELS.get(0)));
    }
    if (spelling.startsWith("vm:") && PRACTICE_KERNELS.contains(spelling.substring(3))) {
      return Outcome.done(new Practice(spelling.substring(3)));
    }
    if (spelling.equals("local")) {
      return Outcome.done(new Local());
    }
    // what begins with a dash would be an option of ssh's
    if (spelling.matches("ssh:[^-\\s][^\\s]*")) {
      return Outcome.done(new Ssh(spelling.substring(4)));
    }
    return Outcome.refused(Problem.error(Stage.LOAD, "target.unknown", spelling));
  }
}
