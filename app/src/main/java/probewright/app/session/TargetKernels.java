package probewright.app.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
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
  private final ExecutorService work = TargetEngine.thread("probewright-kernel");

  TargetKernels(TargetEngine engine, Installation installation) {
    this.engine = engine;
    this.installation = installation;
    this.known = installation.knownKernels();
  }

  CompletableFuture<Kernel> of(String spelling) {
    return ask(() -> find(spelling));
  }

  /** What may block, behind the questions for kernels. */
  interface Question<T> {
    T ask() throws ProblemException;
  }

  /** Answers there; a closed engine answers nothing, and says so. */
  <T> CompletableFuture<T> ask(Question<? extends T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      work.execute(
          () -> {
            try {
              answer.complete(question.ask());
            } catch (ProblemException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException afterClose) {
      answer.completeExceptionally(
          new ProblemException(Problem.error(Stage.TRANSLATE, "compile.stopped"), afterClose));
    }
    return answer;
  }

  /** The thread that answers. */
  ExecutorService work() {
    return work;
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
    var unused =
        ask(
            () -> {
              readAhead(fresh);
              return fresh;
            });
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
