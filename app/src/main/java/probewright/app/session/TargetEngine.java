package probewright.app.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * The real engine behind the window. What blocks happens on one thread of its own, one thing after
 * the other; the target stays open between two runs, so that the second begins at once.
 */
public final class TargetEngine implements Engine {
  private static final long CLOSE_SECONDS = 5;

  private final Installation installation;
  private final LongSupplier nanoClock;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "probewright-engine");
            thread.setDaemon(true);
            return thread;
          });
  private final Object lock = new Object();
  private @Nullable Target open;
  private boolean closed;

  public TargetEngine(Installation installation, LongSupplier nanoClock) {
    this.installation = installation;
    this.nanoClock = nanoClock;
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

  Outcome<Toolchain> toolchain() {
    return installation.toolchain();
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
    Target fresh = installation.open(parsed.value());
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
    work.shutdownNow();
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
      if (!work.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(TargetEngine.class.getName())
            .log(System.Logger.Level.WARNING, "the engine's thread is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
