package probewright.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.VmOptions;

/**
 * Where the parts of the engine are on this machine, and the way to open a target with them.
 *
 * @param agent the folder of the agent's bundle, as the build of {@code engine/agent} leaves it
 * @param accelerator QEMU's word for how the practice VM runs: {@code tcg}, or {@code kvm} when a
 *     person asked for it
 */
public record Installation(Path agent, Path cache, String path, String accelerator) {
  private static final Duration AGENT_PATIENCE = Duration.ofSeconds(20);

  /** {@code -Dprobewright.agent}, {@code $PROBEWRIGHT_ACCEL}, the user's cache folder. */
  public static Installation ofEnvironment(Map<String, String> environment, Properties properties) {
    return new Installation(
        Path.of(properties.getProperty("probewright.agent", "engine/agent/target/bundle")),
        VmOptions.of(TargetSpec.PRACTICE_KERNELS.get(0)).cache(),
        environment.getOrDefault("PATH", ""),
        environment.getOrDefault("PROBEWRIGHT_ACCEL", "tcg"));
  }

  /** The same with another accelerator. */
  public Installation withAccelerator(String word) {
    return new Installation(agent, cache, path, word);
  }

  /** The compiler on the user's PATH. */
  public Outcome<Toolchain> toolchain() {
    return Toolchain.find(cache.resolve("types"), path, null);
  }

  /** Opens a target: a fresh practice VM with its agent answering. Blocks. */
  public Target open(TargetSpec spec) throws ProblemException {
    return open(spec, false);
  }

  /**
   * Opens a target.
   *
   * @param owned whether the caller sees to it that the target is closed also when the JVM is asked
   *     to end; without that, a shutdown hook closes a practice VM at once
   */
  public Target open(TargetSpec spec, boolean owned) throws ProblemException {
    if (spec instanceof TargetSpec.Practice practice) {
      PracticeVm vm = PracticeVm.open(options(practice.kernel()));
      if (owned) {
        vm.leaveEndToOwner();
      }
      return over(vm, vm, spec.toString());
    }
    throw new AssertionError(spec);
  }

  /**
   * The target behind a running practice VM.
   *
   * @param beneath closed with the target
   */
  Target over(PracticeVm vm, AutoCloseable beneath, String id) throws ProblemException {
    return AgentTarget.connect(
        id,
        vm.agentInput(),
        vm.agentOutput(),
        Optional.of(vm.workloads()),
        beneath,
        cache.resolve("btf"),
        AGENT_PATIENCE);
  }

  /** What is there and what is missing on this machine. */
  public List<Checkup.Finding> checkup() {
    return new Checkup(this).findings();
  }

  VmOptions options(String kernel) {
    return VmOptions.of(kernel).withAgent(agent).withAccelerator(accelerator);
  }
}
