package probewright.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import probewright.capture.Recorder;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;
import probewright.target.AttachOptions;
import probewright.target.Output;
import probewright.target.Run;
import probewright.target.RunListener;
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

  /** Between two reads of the maps for a capture, where they are not printed at an interval. */
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Schedule schedule;
  private final AttachOptions options;
  private final List<String> commands;
  private final @Nullable Path capture;
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
      @Nullable Path capture,
      Format format) {
    this.surroundings = surroundings;
    this.schedule = schedule;
    this.options = options;
    this.commands = commands;
    this.capture = capture;
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
    if (!commands.isEmpty() && workshop.target().workloads().isEmpty()) {
      surroundings
          .report()
          .problems(
              "probewright",
              List.of(Problem.error(Stage.STREAM, "cli.no-workloads", workshop.target().id())));
      return 1;
    }
    if (capture == null) {
      return run(workshop, program, null);
    }
    Outcome<Recorder> opened = Recorder.open(capture, workshop.target(), printer);
    if (!(opened instanceof Outcome.Done<Recorder> done)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    int status;
    try (Recorder recorder = done.value()) {
      status = run(workshop, program, recorder);
    }
    printer.captured(capture, done.value());
    return done.value().trouble().isPresent() ? 1 : status;
  }

  private int run(Workshop workshop, Program program, @Nullable Recorder recorder)
      throws ProblemException, InterruptedException {
    RunListener listener = recorder == null ? printer : recorder;
    Outcome<Run> started =
        Run.start(
            program, workshop.toolchain(), workshop.target(), options, listener, System::nanoTime);
    if (!(started instanceof Outcome.Done<Run> done)) {
      return refused(program, started.problems(), recorder);
    }
    Problem lostTarget = null;
    List<Workload> running = new ArrayList<>();
    try (Run run = done.value()) {
      if (run.expanded().attachments().isEmpty()) {
        Problem nowhere = Problem.error(Stage.ATTACH, "cli.attached-nowhere");
        return refused(program, List.of(nowhere), recorder);
      }
      if (recorder != null) {
        recorder.follow(run, schedule.interval() == null ? BETWEEN_SAMPLES : null);
      }
      printer.attached();
      if (schedule.cost()) {
        surroundings.report().problems(program.file(), costs.begin(run));
      }
      startWorkloads(workshop, running);
      lostTarget = onlyIterates(run) ? null : follow(run, listener, running.size());
      if (lostTarget == null) {
        // an iterator is read while it is attached
        if (schedule.interval() == null || interrupted) {
          iterators(run, listener);
        }
        run.detach();
        // Ctrl-C comes between two prints, and what came since the last is not to be lost
        if (schedule.interval() == null || interrupted) {
          maps(run, listener);
        }
        if (recorder != null) {
          recorder.finish();
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

  private int refused(Program program, List<Problem> problems, @Nullable Recorder recorder) {
    if (recorder != null) {
      recorder.discard();
    }
    surroundings.report().problems(program.file(), problems);
    return 1;
  }

  /** Tells what the iterators write now. */
  private static void iterators(Run run, RunListener listener) throws ProblemException {
    for (Attachment attachment : run.expanded().attachments()) {
      if (attachment.probe().kind() == ProbeKind.ITER) {
        listener.iterated(attachment.function(), run.iterate(attachment.function()));
      }
    }
  }

  /** Tells what all maps hold now. */
  private static void maps(Run run, RunListener listener) throws ProblemException {
    for (Output output : run.outputs()) {
      if (output instanceof Output.Entries map) {
        listener.snapshot(map.name(), run.read(map.name()));
      }
    }
  }

  /** Clears all maps that hold values of the program's own by key, as bcc does. */
  private static void clear(Run run) throws ProblemException {
    for (Output output : run.outputs()) {
      if (output instanceof Output.Entries map && map.kind().isTable()) {
        run.clear(map.name());
      }
    }
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
    Workloads workloads = workshop.target().workloads().orElseThrow();
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
  private @Nullable Problem follow(Run run, RunListener listener, int workloads)
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
        iterators(run, listener);
        maps(run, listener);
        if (schedule.cost()) {
          costs.lately(run);
        }
        if (schedule.clear()) {
          clear(run);
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
