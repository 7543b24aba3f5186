package probewright.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.VmOptions;

/**
 * Practice guests with the agent that was built, one of each kernel, opened when first asked for.
 */
final class PracticeTargets implements AutoCloseable {
  private static final Path BUNDLE =
      Path.of(System.getProperty("probewright.agent", "../agent/target/bundle"));

  private final Path folder;
  private final Map<String, AgentTarget> targets = new HashMap<>();

  /**
   * @param folder for what is kept of the kernels while the tests run
   */
  PracticeTargets(Path folder) {
    this.folder = folder;
  }

  synchronized AgentTarget get(String kernel) throws Exception {
    AgentTarget target = targets.get(kernel);
    if (target == null) {
      target =
          open(
              VmOptions.of(kernel).withLimits(Duration.ofMinutes(5), Duration.ofMinutes(2)),
              folder);
      targets.put(kernel, target);
    }
    return target;
  }

  /** A guest of its own, which nobody else has changed. */
  static AgentTarget open(VmOptions options, Path folder) throws Exception {
    PracticeVm vm = PracticeVm.open(options.withAgent(BUNDLE.toAbsolutePath().normalize()));
    return AgentTarget.connect(
        "vm:" + options.kernel(),
        vm.agentInput(),
        vm.agentOutput(),
        Optional.of(vm.workloads()),
        vm,
        folder,
        Duration.ofSeconds(60));
  }

  @Override
  public synchronized void close() {
    targets.values().forEach(AgentTarget::close);
    targets.clear();
  }
}
