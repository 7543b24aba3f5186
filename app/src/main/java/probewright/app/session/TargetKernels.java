package probewright.app.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.Installation;
import probewright.target.KnownKernels;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * The kernels of targets, for who writes a program. A practice VM's kernel is remembered, so that
 * no machine has to be started for it; any other is asked.
 */
final class TargetKernels {
  private final TargetEngine engine;
  private final Installation installation;
  private final KnownKernels known;
  private final Map<String, Kernel> remembered = new ConcurrentHashMap<>();
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "probewright-kernel");
            thread.setDaemon(true);
            return thread;
          });

  TargetKernels(TargetEngine engine, Installation installation) {
    this.engine = engine;
    this.installation = installation;
    this.known = installation.knownKernels();
  }

  CompletableFuture<Kernel> of(String spelling) {
    CompletableFuture<Kernel> kernel = new CompletableFuture<>();
    work.execute(
        () -> {
          try {
            kernel.complete(find(spelling));
          } catch (ProblemException | RuntimeException e) {
            kernel.completeExceptionally(e);
          }
        });
    return kernel;
  }

  /** Runs a task behind the questions for kernels. */
  void later(Runnable task) {
    work.execute(task);
  }

  void close() {
    work.shutdownNow();
  }

  private Kernel find(String spelling) throws ProblemException {
    Outcome<TargetSpec> parsed = TargetSpec.parse(spelling);
    if (!(parsed instanceof Outcome.Done<TargetSpec> spec)) {
      throw new ProblemException(parsed.problems().get(0));
    }
    Optional<String> name = installation.kernelName(spec.value());
    if (name.isEmpty()) {
      return engine.ask(spelling, Target::kernel);
    }
    Kernel before = remembered.get(name.get());
    Kernel found = before == null ? recall(name.get(), spelling) : before;
    remembered.put(name.get(), found);
    return found;
  }

  private Kernel recall(String name, String spelling) throws ProblemException {
    KnownKernels.Behind behind = () -> engine.ask(spelling, target -> target.kernel().files());
    Optional<Kernel> recalled = known.recall(name, behind);
    if (recalled.isPresent()) {
      return recalled.get();
    }
    Kernel running = engine.ask(spelling, Target::kernel);
    known.remember(name, running);
    Kernel fresh = known.recall(name, behind).orElse(running);
    later(() -> readAhead(fresh));
    return fresh;
  }

  /** While the target is open for the first time: what a person will complete by. */
  private static void readAhead(Kernel kernel) {
    try {
      kernel.files().tracepoints();
      kernel.files().traceableFunctions();
    } catch (ProblemException gone) {
      // they are asked for again when they are needed
      System.getLogger(TargetKernels.class.getName())
          .log(System.Logger.Level.DEBUG, "not read ahead", gone);
    }
  }
}
