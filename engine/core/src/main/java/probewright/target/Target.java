package probewright.target;

import java.util.List;
import java.util.Optional;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.verifier.Knowledge;

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

  /**
   * Has the verifier go through the object's programs once more and tell what it knows of registers
   * at each instruction. Nothing is attached, nothing stays loaded, maps that are pinned are not
   * touched, and no program is refused because the verifier has much to say. Of functions that are
   * neither attached nor named in {@code options.later()} nothing is told. It may take seconds;
   * what other threads ask of the target meanwhile, such as the end of a run, does not wait for it.
   *
   * @return refused as by {@link #load}
   */
  default Outcome<List<Knowledge>> verify(BpfObject object, AttachOptions options)
      throws ProblemException {
    throw new ProblemException(Problem.error(Stage.LOAD, "agent.not-offered", "verify"));
  }

  /** What can be probed there; made once, and reading nothing until it is asked. */
  ProbeCatalogue catalogue() throws ProblemException;

  /** Runs shell commands on the target; only the practice VM has it. */
  Optional<Workloads> workloads();

  @Override
  void close();
}
