package probewright.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.Snapshots;

/**
 * Set-up's way to the practice VMs' snapshots. Each is taken with an agent that has been through a
 * whole run, and leaves the kernel's types, precompiled, in the user's cache.
 */
public final class PracticeSetUp {
  private static final Duration ROUNDS = Duration.ofSeconds(5);

  private final Installation installation;

  PracticeSetUp(Installation installation) {
    this.installation = installation;
  }

  /**
   * {@code --has-snapshots} ends with 0 when all are there, {@code --make-snapshots} makes them.
   */
  public static void main(String[] arguments) {
    PracticeSetUp setUp =
        new PracticeSetUp(Installation.ofEnvironment(System.getenv(), System.getProperties()));
    try {
      boolean make = Stream.of(arguments).anyMatch("--make-snapshots"::equals);
      if (make) {
        setUp.makeSnapshots();
      }
      System.exit(make || setUp.hasSnapshots() ? 0 : 1);
    } catch (ProblemException failed) {
      Messages messages = new Messages(Locale.getDefault());
      System.err.println(messages.sentence(failed.problem()));
      System.err.println(messages.help(failed.problem()));
      System.exit(1);
    }
  }

  private boolean hasSnapshots() throws ProblemException {
    for (String kernel : TargetSpec.PRACTICE_KERNELS) {
      if (!Snapshots.exists(installation.options(kernel))) {
        return false;
      }
    }
    return true;
  }

  private void makeSnapshots() throws ProblemException {
    for (String kernel : TargetSpec.PRACTICE_KERNELS) {
      Snapshots.make(installation.options(kernel), this::warmUp);
    }
  }

  private void warmUp(PracticeVm vm) throws IOException, InterruptedException {
    AgentWarmUp.run(vm.agentInput(), vm.agentOutput(), ROUNDS);
    Outcome<Toolchain> toolchain = installation.toolchain();
    if (!(toolchain instanceof Outcome.Done<Toolchain> found)) {
      throw new ProblemException(toolchain.problems().get(0));
    }
    // the machine is not the target's to close: it is about to be saved
    Target target = installation.over(vm, () -> {}, "warm-up");
    Outcome<Run> started =
        Run.start(program(), found.value(), target, RunListener.none(), System::nanoTime);
    if (!(started instanceof Outcome.Done<Run> done)) {
      throw new ProblemException(started.problems().get(0));
    }
    try (Run run = done.value();
        Workloads.Workload workload =
            vm.workloads()
                .start(
                    "ls /proc/self >/dev/null; bash -c 'echo $$'",
                    new ByteArrayOutputStream(),
                    new ByteArrayOutputStream())) {
      workload.waitFor();
      run.detach();
      run.read("calls");
      run.read("pids");
    }
    target.close();
  }

  private static Program program() throws IOException {
    try (InputStream text = PracticeSetUp.class.getResourceAsStream("warm_up.c")) {
      if (text == null) {
        throw new IllegalStateException("missing resource warm_up.c");
      }
      return Program.of("warm_up.c", new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
