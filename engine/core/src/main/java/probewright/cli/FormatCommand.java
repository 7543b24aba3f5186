package probewright.cli;

import java.util.List;
import java.util.Optional;
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
import probewright.probes.format.TracepointFormat;
import probewright.target.ProbeCatalogue;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * {@code format CAT:EVENT}: the record of a tracepoint; {@code format kprobe:NAME}: a function's
 * declaration.
 */
@Command(name = "format", mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "format.probe", paramLabel = "PROBE")
  private String probe;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Option(names = "--json")
  private boolean json;

  FormatCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    TargetSpec asked = Workshop.target(spec.commandLine(), target);
    Outcome<ProbeQuery> parsed = ProbeQuery.parse(probe, "", -1);
    if (!(parsed instanceof Outcome.Done<ProbeQuery> query)) {
      throw new UsageException(spec.commandLine(), parsed.problems());
    }
    if (query.value().isUser()) {
      throw new UsageException(spec.commandLine(), "probe.no-format", probe);
    }
    try (Target opened = surroundings.installation().open(asked, false)) {
      ProbeCatalogue catalogue = opened.catalogue();
      List<ProbeSite> found =
          catalogue.find(query.value()).stream().filter(site -> hasFormat(site.family())).toList();
      if (found.isEmpty()) {
        Problem problem =
            Problem.error(
                Stage.ATTACH,
                "probe.none-named",
                probe,
                String.join(", ", catalogue.near(query.value())));
        surroundings.report().problems("probewright", List.of(problem));
        return 1;
      }
      for (ProbeSite site : found) {
        lines(catalogue, site).forEach(surroundings.out()::println);
      }
      surroundings.out().flush();
      return 0;
    }
  }

  private static boolean hasFormat(ProbeSite.@Nullable Family family) {
    return family == ProbeSite.Family.TRACEPOINT
        || family == ProbeSite.Family.FUNCTION
        || family == ProbeSite.Family.SYSTEM_CALL
        || family == ProbeSite.Family.HOOK;
  }

  private List<String> lines(ProbeCatalogue catalogue, ProbeSite site) throws ProblemException {
    ProbeText text = new ProbeText(new Words(surroundings.locale()));
    if (site.family() == ProbeSite.Family.TRACEPOINT) {
      int colon = site.name().indexOf(':');
      Optional<TracepointFormat> format =
          catalogue.format(site.name().substring(0, colon), site.name().substring(colon + 1));
      if (format.isEmpty()) {
        return List.of();
      }
      Optional<String> unknown = catalogue.printFormat(format.get()).unknown();
      return json
          ? List.of(ProbeJson.format(site.name(), format.get(), unknown))
          : text.format(site.name(), format.get(), unknown);
    }
    if (json) {
      return List.of(ProbeJson.function(site, catalogue.signature(site.name())));
    }
    return java.util.stream.Stream.concat(
            text.places(List.of(site)).stream(),
            text.obstacles(site).stream().map(line -> "  " + line))
        .toList();
  }
}
