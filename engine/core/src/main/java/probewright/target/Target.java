package probewright.target;

import java.util.Optional;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;

/**
 * The kernel that is traced, with its agent. Methods block on the wire: never call them on the
 * JavaFX thread. Closing it takes everything down that was loaded through it.
 */
public interface Target extends AutoCloseable {
  /** As the command line spells it: {@code vm:6.12}. */
  String id();

  /** What is known of the kernel. Asked of the agent once, kept in the user's cache. */
  Kernel kernel() throws ProblemException;

  /** What the clocks of the target's machine say now; empty where it has none that can be asked. */
  default Optional<Clocks> clocks() throws ProblemException {
    return Optional.empty();
  }

  /**
   * Two clocks at one moment.
   *
   * @param monotonic nanoseconds of the clock that {@code bpf_ktime_get_ns} reads
   * @param wall nanoseconds since 1970, as that machine believes
   */
  record Clocks(long monotonic, long wall) {}

  /** Loads the object: maps made, programs past the verifier, nothing attached yet. */
  default Outcome<Loaded> load(BpfObject object) throws ProblemException {
    return load(object, AttachOptions.none());
  }

  /** The same with the functions that are to be attached later. */
  Outcome<Loaded> load(BpfObject object, AttachOptions options) throws ProblemException;

  /** What can be probed there; made once, and reading nothing until it is asked. */
  ProbeCatalogue catalogue() throws ProblemException;

  /** Runs shell commands on the target; only the practice VM has it. */
  Optional<Workloads> workloads();

  @Override
  void close();
}
