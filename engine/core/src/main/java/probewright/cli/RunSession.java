package probewright.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.probes.ProbeKind;
import probewright.target.AttachOptions;
import probewright.target.Run;
import probewright.target.Workloads;
import probewright.target.Workloads.Workload;

/** One {@code run} from start to end: the program, its workloads, its prints, its farewell. */
final class RunSession {
  /** What the main thread waits for. */
  private sealed interface Happening {
    record Interrupted() implements Happening {}

    record OutputClosed() implements Happening {}

    record WorkloadEnded(String command, int status, String output) implements Happening {}

    record TargetGone(Problem why) implements Happening {}
  }

  /** The shell's own words for a command that it could not run. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;

  private final Surroundings surroundings;
  private final Schedule schedule;
  private final AttachOptions options;
  private final List<String> commands;
  private final RunPrinter printer;
  private final CostPrinter costs;
  private final LinkedBlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
  private int notRun;
  private boolean interrupted;

  RunSession(
      Surroundings surroundings,
      Schedule schedule,
      AttachOptions options,
      List<String> commands,
      Format format) {
    this.surroundings = surroundings;
    this.schedule = schedule;
    this.options = options;
    this.commands = commands;
    this.printer =
        new RunPrinter(
            format,
            surroundings,
            why -> happenings.add(new Happening.TargetGone(why)),
            () -> happenings.add(new Happening.OutputClosed()));
    this.costs = new CostPrinter(printer::cost);
  }

  /** Asks for the end, from any thread and at any time: maps are printed as at every end. */
  void interrupt() {
    happenings.add(new Happening.Interrupted());
  }

  /**
   * Runs to the end; the exit status. A workload that fails is told of but is no failure of the
   * run, unless none of them could be run at all.
   */
  int run(Workshop workshop, Program program) throws ProblemException, InterruptedException {
    Outcome<Run> started =
        Run.start(
            program, workshop.toolchain(), workshop.target(), options, printer, System::nanoTime);
    if (!(started instanceof Outcome.Done<Run> done)) {
      surroundings.report().problems(program.file(), started.problems());
      return 1;
    }
    Problem lostTarget = null;
    List<Workload> running = new ArrayList<>();
    try (Run run = done.value()) {
      if (run.expanded().attachments().isEmpty()) {
        Problem nowhere = Problem.error(Stage.ATTACH, "cli.attached-nowhere");
        surroundings.report().problems(program.file(), List.of(nowhere));
        return 1;
      }
      printer.attached();
      if (schedule.cost()) {
        surroundings.report().problems(program.file(), costs.begin(run));
      }
      startWorkloads(workshop, running);
      lostTarget = onlyIterates(run) ? null : follow(run, running.size());
      if (lostTarget == null) {
        // an iterator is read while it is attached
        if (schedule.interval() == null || interrupted) {
          printer.iterators(run);
        }
        run.detach();
        // Ctrl-C comes between two prints, and what came since the last is not to be lost
        if (schedule.interval() == null || interrupted) {
          printer.maps(run);
        }
        if (schedule.cost()) {
          costs.all(run);
        }
        printer.pinned(run.expanded());
      }
    } finally {
      running.forEach(Workload::close);
    }
    printer.farewell();
    if (lostTarget != null) {
      surroundings.report().problems(program.file(), List.of(lostTarget));
      return 1;
    }
    return !commands.isEmpty() && notRun == commands.size() ? 1 : 0;
  }

  /**
   * Nothing happens by itself in a program that only iterates: it is read once, and that was it.
   */
  private boolean onlyIterates(Run run) {
    return schedule.length() == null
        && schedule.interval() == null
        && commands.isEmpty()
        && run.expanded().attachments().stream()
            .allMatch(attachment -> attachment.probe().kind() == ProbeKind.ITER);
  }

  private void startWorkloads(Workshop workshop, List<Workload> running) throws ProblemException {
    if (commands.isEmpty()) {
      return;
    }
    Workloads workloads =
        workshop
            .target()
            .workloads()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.error(Stage.STREAM, "cli.no-workloads", workshop.target().id())));
    for (String command : commands) {
      BoundedOutput output = new BoundedOutput();
      Workload workload = workloads.start(command, output, output);
      running.add(workload);
      Thread waiter = new Thread(() -> awaitEnd(workload, command, output), "workload");
      waiter.setDaemon(true);
      waiter.start();
    }
  }

  private void awaitEnd(Workload workload, String command, BoundedOutput output) {
    try {
      int status = workload.waitFor();
      happenings.add(new Happening.WorkloadEnded(command, status, output.lastWords()));
    } catch (ProblemException gone) {
      happenings.add(new Happening.TargetGone(gone.problem()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the run is to end; the problem when it is the target that ended it. */
  private @Nullable Problem follow(Run run, int workloads)
      throws ProblemException, InterruptedException {
    long began = System.nanoTime();
    Duration length = schedule.length();
    Duration interval = schedule.interval();
    long end = length == null ? Long.MAX_VALUE : length.toNanos();
    int prints = 0;
    int waitingFor = workloads;
    while (true) {
      long now = System.nanoTime() - began;
      long next = interval == null ? Long.MAX_VALUE : interval.toNanos() * (prints + 1L);
      if (now >= next) {
        printer.iterators(run);
        printer.maps(run);
        if (schedule.cost()) {
          costs.lately(run);
        }
        if (schedule.clear()) {
          printer.clear(run);
        }
        prints++;
        if (prints >= schedule.count()) {
          return null;
        }
        continue;
      }
      if (now >= end) {
        return null;
      }
      Happening happening = happenings.poll(Math.min(end, next) - now, TimeUnit.NANOSECONDS);
      if (happening instanceof Happening.Interrupted
          || happening instanceof Happening.OutputClosed) {
        interrupted = true;
        return null;
      }
      if (happening instanceof Happening.TargetGone gone) {
        return gone.why();
      }
      if (happening instanceof Happening.WorkloadEnded ended) {
        printer.workloadEnded(ended.command(), ended.status(), ended.output());
        waitingFor--;
        if (ended.status() == NOT_EXECUTABLE || ended.status() == NOT_FOUND) {
          notRun++;
        }
        if (waitingFor == 0 && length == null && interval == null) {
          return null;
        }
      }
    }
  }
}
