package probewright.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
import probewright.target.Run;
import probewright.target.Workloads;
import probewright.target.Workloads.Workload;

/** One {@code run} from start to end: the program, its workloads, its prints, its farewell. */
final class RunSession {
  /** What the main thread waits for. */
  private sealed interface Happening {
    record Interrupted() implements Happening {}

    record WorkloadEnded(String command, int status, String output) implements Happening {}

    record TargetGone(Problem why) implements Happening {}
  }

  private final Surroundings surroundings;
  private final Workshop workshop;
  private final Schedule schedule;
  private final List<String> commands;
  private final RunPrinter printer;
  private final LinkedBlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

  RunSession(
      Surroundings surroundings,
      Workshop workshop,
      Schedule schedule,
      List<String> commands,
      boolean json) {
    this.surroundings = surroundings;
    this.workshop = workshop;
    this.schedule = schedule;
    this.commands = commands;
    this.printer =
        new RunPrinter(
            json ? new JsonFormat() : new TextFormat(),
            surroundings,
            why -> happenings.add(new Happening.TargetGone(why)));
  }

  /** Runs to the end; the exit status. */
  int run(Program program) throws ProblemException, InterruptedException {
    Thread main = Thread.currentThread();
    Thread onInterrupt =
        new Thread(
            () -> {
              happenings.add(new Happening.Interrupted());
              try {
                // the farewell (maps, losses) is printed by the main thread
                main.join(TimeUnit.SECONDS.toMillis(10));
              } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
              }
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      return attachAndFollow(program);
    } finally {
      forget(onInterrupt);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyGoingDown) {
      // the hook is what brought us here
      Thread.currentThread().setName("farewell");
    }
  }

  private int attachAndFollow(Program program) throws ProblemException, InterruptedException {
    Outcome<Run> started =
        Run.start(program, workshop.toolchain(), workshop.target(), printer, System::nanoTime);
    if (!(started instanceof Outcome.Done<Run> done)) {
      surroundings.report().problems(program.file(), started.problems());
      return 1;
    }
    Problem lostTarget = null;
    List<Workload> running = new ArrayList<>();
    try (Run run = done.value()) {
      printer.attached();
      startWorkloads(running);
      lostTarget = follow(run, running.size());
      if (lostTarget == null) {
        run.detach();
        if (schedule.interval() == null) {
          printer.maps(run);
        }
      }
    } finally {
      running.forEach(Workload::close);
    }
    printer.farewell();
    if (lostTarget != null) {
      surroundings.report().problems(program.file(), List.of(lostTarget));
      return 1;
    }
    return 0;
  }

  private void startWorkloads(List<Workload> running) throws ProblemException {
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
      ByteArrayOutputStream output = new BoundedOutput();
      Workload workload = workloads.start(command, output, output);
      running.add(workload);
      Thread waiter = new Thread(() -> awaitEnd(workload, command, output), "workload");
      waiter.setDaemon(true);
      waiter.start();
    }
  }

  private void awaitEnd(Workload workload, String command, ByteArrayOutputStream output) {
    try {
      int status = workload.waitFor();
      happenings.add(
          new Happening.WorkloadEnded(command, status, output.toString(StandardCharsets.UTF_8)));
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
        printer.maps(run);
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
      if (happening instanceof Happening.Interrupted) {
        return null;
      }
      if (happening instanceof Happening.TargetGone gone) {
        return gone.why();
      }
      if (happening instanceof Happening.WorkloadEnded ended) {
        printer.workloadEnded(ended.command(), ended.status(), ended.output());
        waitingFor--;
        if (waitingFor == 0 && length == null && interval == null) {
          return null;
        }
      }
    }
  }
}
