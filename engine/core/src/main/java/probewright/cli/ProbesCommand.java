package probewright.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.ProbeQuery;
import probewright.probes.ProbeSite;
import probewright.target.AttachOptions;
import probewright.target.ProbeCatalogue;
import probewright.target.Target;
import probewright.target.TargetSpec;

/** {@code probes [PATTERN]}: what can be probed there, how often it fires, what it comes with. */
@Command(name = "probes", mixinStandardHelpOptions = true)
final class ProbesCommand implements Callable<Integer> {
  /** Seconds: what watches many places costs, and ends within the hour. */
  private static final int LONGEST = 3600;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "pattern", paramLabel = "PATTERN", arity = "0..1", defaultValue = "")
  private String pattern;

  @Option(names = "--kind", paramLabel = "KIND", defaultValue = "")
  private String kind;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Option(names = "--pid", paramLabel = "PID", descriptionKey = "probes.pid")
  private @Nullable Integer pid;

  @Option(names = "--all", descriptionKey = "probes.all")
  private boolean all;

  @Option(names = "--rates", descriptionKey = "probes.rates")
  private boolean rates;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      descriptionKey = "probes.duration",
      defaultValue = "2")
  private double seconds;

  @Option(names = "--samples", paramLabel = "N", descriptionKey = "probes.samples")
  private @Nullable Integer samples;

  @Option(names = "--workload", paramLabel = "COMMAND")
  private List<String> workloads = new ArrayList<>();

  @Option(names = "--json")
  private boolean json;

  ProbesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    TargetSpec asked = Workshop.target(spec.commandLine(), target);
    Outcome<ProbeQuery> parsed = ProbeQuery.parse(pattern, kind, pid == null ? -1 : pid);
    if (!(parsed instanceof Outcome.Done<ProbeQuery> query)) {
      throw new UsageException(spec.commandLine(), parsed.problems());
    }
    refuseMisfits();
    if (!rates && samples == null) {
      try (Target opened = surroundings.installation().open(asked, false)) {
        return list(opened.catalogue(), query.value());
      }
    }
    AttachOptions options = pid == null ? AttachOptions.none() : new AttachOptions(pid);
    ProbeActivity activity =
        new ProbeActivity(
            surroundings, options, workloads, Duration.ofNanos((long) (seconds * 1e9)), json);
    Farewell farewell = new Farewell(activity::interrupt);
    try {
      return watch(asked, query.value(), activity);
    } finally {
      farewell.said();
    }
  }

  private void refuseMisfits() {
    if (pid != null && pid < 1) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--pid");
    }
    if (!(seconds > 0)) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--duration");
    }
    if (seconds > LONGEST) {
      throw new UsageException(spec.commandLine(), "usage.most", "--duration", LONGEST);
    }
    if (samples != null && samples < 1) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--samples");
    }
    if (samples != null && rates) {
      throw new UsageException(spec.commandLine(), "usage.either", "--rates", "--samples");
    }
    if ((samples != null || rates) && pattern.isEmpty()) {
      throw new UsageException(spec.commandLine(), "usage.missing", "PATTERN");
    }
    if (!workloads.isEmpty() && samples == null && !rates) {
      throw new UsageException(spec.commandLine(), "usage.needs", "--workload", "--rates");
    }
  }

  private int list(ProbeCatalogue catalogue, ProbeQuery query) throws ProblemException {
    List<ProbeSite> found = catalogue.find(query);
    if (found.isEmpty()) {
      return none(catalogue, query);
    }
    // who names one thing wants to know why it cannot be; who names many wants those that can
    List<ProbeSite> shown =
        all || query.isName() ? found : found.stream().filter(ProbeSite::isUsable).toList();
    List<String> lines =
        json
            ? shown.stream().map(ProbeJson::place).toList()
            : new ProbeText(new Words(surroundings.locale())).places(shown);
    lines.forEach(surroundings.out()::println);
    surroundings.out().flush();
    if (shown.size() < found.size()) {
      String left = String.valueOf(found.size() - shown.size());
      surroundings.err().println(new Words(surroundings.locale()).say("probes.left-out", left));
    }
    return 0;
  }

  private int none(ProbeCatalogue catalogue, ProbeQuery query) throws ProblemException {
    List<String> near = query.isName() ? catalogue.near(query) : List.of();
    Problem problem =
        Problem.error(
            Stage.ATTACH,
            query.isName() ? "probe.none-named" : "probe.none-like",
            query.name(),
            String.join(", ", near));
    surroundings.report().problems("probewright", List.of(problem));
    return 1;
  }

  private int watch(TargetSpec asked, ProbeQuery query, ProbeActivity activity) throws Exception {
    Outcome<Workshop> opened = Workshop.open(surroundings, asked, true);
    if (!(opened instanceof Outcome.Done<Workshop> workshop)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    try (Workshop open = workshop.value()) {
      return watch(open, query, activity);
    }
  }

  private int watch(Workshop open, ProbeQuery query, ProbeActivity activity) throws Exception {
    try {
      ProbeCatalogue catalogue = open.target().catalogue();
      List<ProbeSite> usable = catalogue.find(query).stream().filter(ProbeSite::isUsable).toList();
      if (usable.isEmpty()) {
        return list(catalogue, query) == 0 ? 1 : none(catalogue, query);
      }
      return samples == null
          ? activity.rates(open, usable)
          : activity.samples(open, usable, samples);
    } finally {
      // what was broken off is closed in peace
      activity.started();
    }
  }
}
