package probewright.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.ProbeSite;
import probewright.target.AttachOptions;
import probewright.target.FireRates;
import probewright.target.RunListener;
import probewright.target.Samples;
import probewright.target.Workloads;
import probewright.target.Workloads.Workload;

/**
 * Places watched for a while: how often they are passed, or the first passings in words. For one
 * thread, whose target ends with it: that takes all probes off at once, when to take off one after
 * the other may take the kernel a quarter of a second each.
 */
final class ProbeActivity {
  private final Surroundings surroundings;
  private final AttachOptions options;
  private final List<String> commands;
  private final Duration length;
  private final boolean json;
  private final Words words;
  private boolean interrupted;

  /** What is under way until there is something to stop. */
  private @Nullable Thread starting = Thread.currentThread();

  private @Nullable Runnable stop;

  ProbeActivity(
      Surroundings surroundings,
      AttachOptions options,
      List<String> commands,
      Duration length,
      boolean json) {
    this.surroundings = surroundings;
    this.options = options;
    this.commands = List.copyOf(commands);
    this.length = length;
    this.json = json;
    this.words = new Words(surroundings.locale());
  }

  /** Asks for the end, from any thread and at any time; what came until then is printed. */
  synchronized void interrupt() {
    interrupted = true;
    if (stop != null) {
      stop.run();
    } else if (starting != null) {
      starting.interrupt();
    }
  }

  private synchronized void stoppedBy(Runnable how) {
    started();
    stop = how;
    if (interrupted) {
      how.run();
    }
  }

  /** Nothing is broken off from here on; what was, ends like anything else. */
  synchronized void started() {
    starting = null;
    if (interrupted) {
      var unused = Thread.interrupted();
    }
  }

  int rates(Workshop workshop, List<ProbeSite> sites)
      throws ProblemException, InterruptedException {
    Outcome<FireRates> started =
        FireRates.start(
            workshop.target(), workshop.toolchain(), sites, options, RunListener.none());
    if (!(started instanceof Outcome.Done<FireRates> done)) {
      surroundings.report().problems("probewright", started.problems());
      return 1;
    }
    List<Workload> running = new ArrayList<>();
    FireRates rates = done.value();
    stoppedBy(rates::stop);
    try {
      startWorkloads(workshop, running);
      FireRates.Counts counts = rates.count(length);
      surroundings.report().problems("probewright", counts.notes());
      if (json) {
        counts.rates().forEach(rate -> surroundings.out().println(ProbeJson.rate(rate)));
        surroundings.out().println(ProbeJson.cost(counts));
      } else {
        new ProbeText(words).rates(counts).forEach(surroundings.out()::println);
      }
      surroundings.out().flush();
      surroundings.err().println(new ProbeText(words).cost(counts));
    } finally {
      running.forEach(Workload::close);
    }
    return 0;
  }

  int samples(Workshop workshop, List<ProbeSite> sites, int most)
      throws ProblemException, InterruptedException {
    Outcome<Samples> started =
        Samples.start(workshop.target(), workshop.toolchain(), sites, options, most);
    if (!(started instanceof Outcome.Done<Samples> done)) {
      surroundings.report().problems("probewright", started.problems());
      return 1;
    }
    List<Workload> running = new ArrayList<>();
    Samples samples = done.value();
    stoppedBy(samples::stop);
    try {
      samples
          .unknown()
          .forEach(
              (probe, what) ->
                  surroundings.err().println(probe + ": " + words.say("format.unknown", what)));
      startWorkloads(workshop, running);
      long end = System.nanoTime() + length.toNanos();
      int shown = 0;
      Optional<Samples.Sample> next = samples.next(length);
      while (next.isPresent()) {
        surroundings.out().println(json ? ProbeJson.sample(next.get()) : next.get().toString());
        surroundings.out().flush();
        shown++;
        next = samples.next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      surroundings.err().println(words.say("samples.shown", shown));
    } finally {
      running.forEach(Workload::close);
    }
    return 0;
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
      running.add(workloads.start(command, output, output));
    }
  }
}
