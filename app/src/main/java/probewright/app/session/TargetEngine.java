package probewright.app.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.btf.Kernel;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.language.Language;
import probewright.language.LanguageService;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.TargetSpec;
import probewright.target.Verified;

/**
 * The real engine behind the window. Runs begin and end on one thread of its own, one thing after
 * the other; the target stays open between two runs, so that the second begins at once. Questions
 * to a target wait on other threads, so that no Stop waits for their answers.
 */
public final class TargetEngine implements Engine {
  private static final long CLOSE_SECONDS = 5;

  private final Installation installation;
  private final Opener opener;
  private final LongSupplier nanoClock;
  private final ExecutorService work = thread("probewright-engine");
  private final ExecutorService verdicts = thread("probewright-verdicts");
  private final Object lock = new Object();
  private final TargetKernels kernels;
  private @Nullable Outcome<Toolchain> toolchain;
  private @Nullable Target used;
  private @Nullable Target open;
  private boolean closed;

  public TargetEngine(Installation installation, LongSupplier nanoClock) {
    this(installation, installation::open, nanoClock);
  }

  TargetEngine(Installation installation, Opener opener, LongSupplier nanoClock) {
    this.installation = installation;
    this.opener = opener;
    this.nanoClock = nanoClock;
    this.kernels = new TargetKernels(this, installation);
  }

  /** What opens a target; blocks. */
  interface Opener {
    Target open(TargetSpec spec) throws ProblemException;
  }

  static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public RunHandle start(RunRequest request, RunWatcher watcher) {
    TargetRun run = new TargetRun(this, request, watcher, nanoClock);
    later(run::begin);
    return run;
  }

  /** Runs a task on the engine's thread; a closed engine takes no more. */
  void later(Runnable task) {
    try {
      work.execute(task);
    } catch (RejectedExecutionException afterClose) {
      if (!work.isShutdown()) {
        throw afterClose;
      }
    }
  }

  @Override
  public CompletableFuture<Kernel> kernel(String target) {
    return kernels.of(target);
  }

  @Override
  public CompletableFuture<Outcome<Verdict>> verify(RunRequest request) {
    CompletableFuture<Outcome<Verdict>> verdict = new CompletableFuture<>();
    try {
      verdicts.execute(
          () -> {
            try {
              verdict.complete(verifyNow(request));
            } catch (ProblemException | RuntimeException e) {
              verdict.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException afterClose) {
      verdict.completeExceptionally(stopped(afterClose));
    }
    return verdict;
  }

  private Outcome<Verdict> verifyNow(RunRequest request) throws ProblemException {
    Outcome<Toolchain> found = toolchain();
    if (!(found instanceof Outcome.Done<Toolchain> tools)) {
      return new Outcome.Refused<>(found.problems());
    }
    Outcome<Program> program = request.source().read();
    if (!(program instanceof Outcome.Done<Program> read)) {
      return new Outcome.Refused<>(program.problems());
    }
    return ask(
        request.target(),
        target ->
            Verified.of(read.value(), tools.value(), target)
                .then(
                    verified ->
                        new LanguageService(tools.value())
                            .listing(verified.object())
                            .then(
                                listing ->
                                    Outcome.done(
                                        new Verdict(request, listing, verified.knowledge())))));
  }

  @Override
  public CompletableFuture<Language> language() {
    return kernels.ask(
        () -> {
          Outcome<Toolchain> found = toolchain();
          if (found instanceof Outcome.Done<Toolchain> there) {
            return new LanguageService(there.value());
          }
          throw new ProblemException(found.problems().get(0));
        });
  }

  /** One for all: the clang that it keeps loaded serves the editor and the runs. */
  synchronized Outcome<Toolchain> toolchain() {
    if (toolchain == null) {
      Outcome<Toolchain> found = installation.toolchain();
      if (!(found instanceof Outcome.Done)) {
        return found;
      }
      toolchain = found;
    }
    return toolchain;
  }

  /** A run that is under way needs this target; null when it is over. The engine's thread. */
  void use(@Nullable Target target) {
    used = target;
  }

  /** A question to a target. */
  interface Question<T> {
    T of(Target target) throws ProblemException;
  }

  /**
   * Asks a target, which is opened where it is not, and then stays open for the next run. While a
   * run uses another one, it is opened for this question only. Blocks, not for the engine's thread.
   *
   * @throws ProblemException also when the target is closed meanwhile, for a run on another one
   */
  <T> T ask(String spelling, Question<T> question) throws ProblemException {
    Optional<Target> shared = shared(spelling);
    if (shared.isEmpty()) {
      try (Target passing = opener.open(spec(spelling))) {
        return question.of(passing);
      }
    }
    Target target = shared.get();
    try {
      return question.of(target);
    } catch (ProblemException failure) {
      // it may be gone; a run that uses it hears of that itself
      later(
          () -> {
            if (used != target) {
              forget(target);
            }
          });
      throw failure;
    }
  }

  /** The target that stays open; empty when a run uses another one. */
  private Optional<Target> shared(String spelling) throws ProblemException {
    try {
      return work.submit(
              () -> {
                if (used != null && !isOpen(spelling)) {
                  return Optional.<Target>empty();
                }
                Outcome<Target> opened = target(spelling);
                if (opened instanceof Outcome.Done<Target> there) {
                  return Optional.of(there.value());
                }
                throw new ProblemException(opened.problems().get(0));
              })
          .get();
    } catch (RejectedExecutionException | CancellationException afterClose) {
      throw stopped(afterClose);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(e);
    }
  }

  private static ProblemException stopped(Exception why) {
    return new ProblemException(Problem.error(Stage.TRANSLATE, "compile.stopped"), why);
  }

  private static TargetSpec spec(String spelling) throws ProblemException {
    Outcome<TargetSpec> spec = TargetSpec.parse(spelling);
    if (spec instanceof Outcome.Done<TargetSpec> parsed) {
      return parsed.value();
    }
    throw new ProblemException(spec.problems().get(0));
  }

  /** The target of a spelling: the one that is open, or a fresh one in its place. Blocks. */
  Outcome<Target> target(String spelling) throws ProblemException {
    Outcome<TargetSpec> spec = TargetSpec.parse(spelling);
    if (!(spec instanceof Outcome.Done<TargetSpec> parsed)) {
      return new Outcome.Refused<>(spec.problems());
    }
    Target before;
    synchronized (lock) {
      before = open;
    }
    if (before != null && before.id().equals(parsed.value().toString())) {
      return Outcome.done(before);
    }
    forget(before);
    Target fresh = opener.open(parsed.value());
    boolean late;
    synchronized (lock) {
      late = closed;
      open = late ? null : fresh;
    }
    if (late) {
      fresh.close();
    }
    return Outcome.done(fresh);
  }

  /** Whether the next run on that target finds it open from the run before. */
  boolean isOpen(String spelling) {
    Outcome<TargetSpec> spec = TargetSpec.parse(spelling);
    synchronized (lock) {
      return open != null
          && spec instanceof Outcome.Done<TargetSpec> parsed
          && open.id().equals(parsed.value().toString());
    }
  }

  /** Closes a target that is not to be used again. */
  void forget(@Nullable Target target) {
    if (target == null) {
      return;
    }
    synchronized (lock) {
      if (open == target) {
        open = null;
      }
    }
    target.close();
  }

  @Override
  public void close() {
    kernels.close();
    verdicts.shutdownNow();
    for (Runnable unbegun : work.shutdownNow()) {
      // somebody may wait for its answer
      if (unbegun instanceof Future<?> question) {
        question.cancel(false);
      }
    }
    Target last;
    synchronized (lock) {
      closed = true;
      last = open;
      open = null;
    }
    if (last != null) {
      last.close();
    }
    // what was being opened is interrupted, and closes its machine and deletes its folder itself
    try {
      for (ExecutorService thread : List.of(work, verdicts, kernels.work())) {
        if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          System.getLogger(TargetEngine.class.getName())
              .log(System.Logger.Level.WARNING, "one of the engine's threads is still at work");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
