package probewright.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;
import probewright.probes.Attachment;

/** {@code run FILE.c}: runs a program and prints what it sends, at the end its maps. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.c")
  private Path file;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Option(names = "--attach", paramLabel = "PROBE=FUNCTION")
  private List<String> attach = new ArrayList<>();

  @Option(names = "--param", paramLabel = "NAME=VALUE")
  private List<String> parameters = new ArrayList<>();

  @Option(names = "--pid", paramLabel = "PID")
  private @Nullable Integer pid;

  @Option(names = "--for", paramLabel = "SECONDS")
  private @Nullable Double seconds;

  @Option(names = "--interval", paramLabel = "SECONDS")
  private @Nullable Double interval;

  @Option(names = "--count", paramLabel = "N")
  private @Nullable Integer count;

  @Option(names = "--clear")
  private boolean clear;

  @Option(names = "--workload", paramLabel = "COMMAND")
  private List<String> workloads = new ArrayList<>();

  @Option(names = "--record", paramLabel = "FILE")
  private @Nullable Path record;

  @Option(names = "--json")
  private boolean json;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Outcome<Program> program = program();
    if (!(program instanceof Outcome.Done<Program> read)) {
      surroundings.report().problems(file.toString(), program.problems());
      return 1;
    }
    Outcome<Workshop> opened = Workshop.open(surroundings, target);
    if (!(opened instanceof Outcome.Done<Workshop> workshop)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    try (Workshop open = workshop.value()) {
      return new RunSession(surroundings, open, schedule(), workloads, json).run(read.value());
    }
  }

  private Outcome<Program> program() {
    List<Problem> missing = new ArrayList<>();
    notThereYet(record != null, "--record", missing);
    notThereYet(pid != null, "--pid", missing);
    notThereYet(!parameters.isEmpty(), "--param", missing);
    if (!missing.isEmpty()) {
      return new Outcome.Refused<>(missing);
    }
    return ProgramFile.read(file)
        .then(
            text ->
                attachments()
                    .then(
                        asked ->
                            Outcome.done(new Program(file.toString(), text, Map.of(), asked))));
  }

  private static void notThereYet(boolean given, String option, List<Problem> missing) {
    if (given) {
      missing.add(Problem.error(Stage.TRANSLATE, "cli.option-not-there-yet", option));
    }
  }

  private Outcome<List<Attachment>> attachments() {
    List<Attachment> asked = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String spelling : attach) {
      Outcome<Attachment> parsed = Attachment.parse(spelling, null);
      problems.addAll(parsed.problems());
      if (parsed instanceof Outcome.Done<Attachment> done) {
        asked.add(done.value());
      }
    }
    return problems.isEmpty() ? Outcome.done(asked) : new Outcome.Refused<>(problems);
  }

  private Schedule schedule() {
    Duration every = interval == null ? null : duration("--interval", interval);
    if (every == null && (count != null || clear)) {
      throw new ParameterException(
          spec.commandLine(), (count != null ? "--count" : "--clear") + " needs --interval");
    }
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be 1 or more");
    }
    return new Schedule(
        seconds == null ? null : duration("--for", seconds),
        every,
        count == null ? Integer.MAX_VALUE : count,
        clear);
  }

  private Duration duration(String option, double value) {
    if (!(value > 0) || value > 1e9) {
      throw new ParameterException(spec.commandLine(), option + " must be more than 0");
    }
    return Duration.ofNanos((long) (value * 1e9));
  }
}
