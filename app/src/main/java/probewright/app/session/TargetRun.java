package probewright.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;
import probewright.app.session.Engine.RunHandle;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.Engine.WorkloadWatcher;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.MapKind;
import probewright.dialect.Program;
import probewright.target.Output;
import probewright.target.Run;
import probewright.target.Target;
import probewright.target.Workloads.Workload;

/** One run on a target. All but the constructor and the handle's methods is the engine thread's. */
final class TargetRun implements RunHandle {
  private final TargetEngine engine;
  private final RunRequest request;
  private final RunWatcher watcher;
  private final LongSupplier nanoClock;
  private final List<Workload> workloads = new ArrayList<>();
  private volatile boolean stopping;
  private @Nullable Thread beginning;
  private @Nullable Target target;
  private @Nullable Run run;
  private boolean over;

  TargetRun(TargetEngine engine, RunRequest request, RunWatcher watcher, LongSupplier nanoClock) {
    this.engine = engine;
    this.request = request;
    this.watcher = watcher;
    this.nanoClock = nanoClock;
  }

  void begin() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      beginning = Thread.currentThread();
    }
    try {
      watcher.preparing();
      Outcome<Toolchain> found = engine.toolchain();
      if (found instanceof Outcome.Done<Toolchain> toolchain) {
        begin(toolchain.value());
      } else {
        refused(found.problems());
      }
    } catch (RuntimeException fault) {
      // nobody foresaw it: the window is told that nothing came of the run, the log how it came
      // about
      engine.forget(target);
      refused(List.of(Problem.error(Stage.LOAD, "cli.unexpected", fault)));
      throw fault;
    } finally {
      synchronized (this) {
        beginning = null;
        // a Stop that came at the last moment is not about what this thread does next
        stopping |= Thread.interrupted();
      }
    }
  }

  private void begin(Toolchain toolchain) {
    boolean reused = engine.isOpen(request.target());
    try {
      attach(toolchain);
    } catch (ProblemException e) {
      // a machine or agent in an unknown state is not used again
      engine.forget(target);
      if (reused && !stopping) {
        // it may have died since the last run, when nobody was listening
        begin(toolchain);
      } else {
        refused(List.of(e.problem()));
      }
    }
  }

  private void attach(Toolchain toolchain) throws ProblemException {
    Outcome<Target> opened = engine.target(request.target());
    if (!(opened instanceof Outcome.Done<Target> there)) {
      refused(opened.problems());
      return;
    }
    target = there.value();
    engine.use(target);
    if (stopping) {
      return;
    }
    Outcome<Program> program = request.source().read();
    if (!(program instanceof Outcome.Done<Program> read)) {
      refused(program.problems());
      return;
    }
    Outcome<Run> started =
        Run.start(
            read.value(),
            toolchain,
            there.value(),
            new RunEvents(watcher, this::targetGone),
            nanoClock);
    if (started instanceof Outcome.Done<Run> done) {
      run = done.value();
    } else {
      refused(started.problems());
    }
  }

  /** What a stage says that was interrupted by Stop is no refusal: the end follows. */
  private void refused(List<Problem> problems) {
    if (!stopping) {
      over = true;
      engine.use(null);
      watcher.refused(problems);
    }
  }

  /** Ends what is under way at once, even a machine that is only half booted. */
  @Override
  public void stop() {
    synchronized (this) {
      stopping = true;
      if (beginning != null) {
        beginning.interrupt();
      }
    }
    engine.later(() -> end(null));
  }

  /** The wire's thread says that nothing comes any more. */
  private void targetGone(Problem why) {
    engine.later(() -> end(why));
  }

  private void end(@Nullable Problem why) {
    if (over) {
      return;
    }
    over = true;
    engine.use(null);
    @Nullable Problem trouble = why;
    Run attached = run;
    try (attached) {
      workloads.forEach(Workload::close);
      if (attached != null) {
        if (why == null) {
          attached.detach();
          for (Output output : attached.outputs()) {
            if (output instanceof Output.Entries map && map.kind() == MapKind.HISTOGRAM) {
              watcher.counts(map.name(), Distributions.of(map, attached.read(map.name())));
            }
          }
        }
      }
    } catch (ProblemException | RuntimeException e) {
      // whatever it is, who waits for the end hears of it
      Problem met = Failures.problem(Stage.STREAM, e);
      trouble = why == null ? met : why;
    }
    if (trouble != null) {
      engine.forget(target);
    }
    watcher.ended(trouble);
  }

  @Override
  public CompletableFuture<Distribution> read(String histogram) {
    CompletableFuture<Distribution> counts = new CompletableFuture<>();
    engine.later(
        () -> {
          Run attached = run;
          try {
            if (attached == null || over) {
              throw new IllegalStateException("the run is over");
            }
            for (Output output : attached.outputs()) {
              if (output instanceof Output.Entries map && map.name().equals(histogram)) {
                counts.complete(Distributions.of(map, attached.read(histogram)));
              }
            }
          } catch (ProblemException | RuntimeException e) {
            counts.completeExceptionally(new CompletionException(e));
          }
        });
    return counts;
  }

  @Override
  public void startWorkload(String command, WorkloadWatcher follower) {
    engine.later(
        () -> {
          Target there = target;
          if (over || there == null) {
            return;
          }
          try {
            var runner = there.workloads();
            if (runner.isEmpty()) {
              follower.failed(Problem.error(Stage.STREAM, "cli.no-workloads", there.id()));
              return;
            }
            LineStream out = new LineStream(follower::line);
            LineStream err = new LineStream(follower::line);
            Workload workload = runner.get().start(command, out, err);
            workloads.add(workload);
            Thread waiter =
                new Thread(() -> await(workload, out, err, follower), "probewright-workload");
            waiter.setDaemon(true);
            waiter.start();
          } catch (ProblemException | RuntimeException e) {
            follower.failed(Failures.problem(Stage.STREAM, e));
          }
        });
  }

  private static void await(
      Workload workload, LineStream out, LineStream err, WorkloadWatcher follower) {
    try {
      int status = workload.waitFor();
      out.close();
      err.close();
      follower.exited(status);
    } catch (ProblemException | RuntimeException e) {
      follower.failed(Failures.problem(Stage.STREAM, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
