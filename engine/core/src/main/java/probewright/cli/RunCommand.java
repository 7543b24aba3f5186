package probewright.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.compiler.SourceFiles;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.target.AttachOptions;
import probewright.target.TargetSpec;

/** {@code run FILE.c}: runs a program and prints what it sends, at the end its maps. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** Some thirty years, in seconds: as nanoseconds they are still a number. */
  private static final int LONGEST = 1_000_000_000;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "file", paramLabel = "FILE.c")
  private Path file;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Option(names = "--attach", paramLabel = "PROBE=FUNCTION")
  private List<String> attach = new ArrayList<>();

  @Mixin private final ParameterOptions parameters = new ParameterOptions();

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

  @Option(names = "--cost")
  private boolean cost;

  @Option(names = "--workload", paramLabel = "COMMAND")
  private List<String> workloads = new ArrayList<>();

  @Option(names = "--capture", paramLabel = "CAPTURE")
  private @Nullable Path capture;

  @Option(names = "--raw")
  private boolean raw;

  @Mixin private final FormatOptions formats = new FormatOptions();

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    TargetSpec asked = Workshop.target(spec.commandLine(), target);
    List<Attachment> attachments = attachments();
    Map<String, String> values = parameters.values(spec.commandLine());
    if (pid != null && pid < 1) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--pid");
    }
    AttachOptions options = pid == null ? AttachOptions.none() : new AttachOptions(pid);
    RunSession session =
        new RunSession(
            surroundings.withRaw(raw),
            schedule(),
            options,
            workloads,
            capture,
            formats.format(spec.commandLine(), surroundings.locale()));
    Outcome<Program> program = SourceFiles.program(file, values, attachments);
    if (!(program instanceof Outcome.Done<Program> read)) {
      surroundings.report().problems(file.toString(), program.problems());
      return 1;
    }
    Farewell farewell = new Farewell(session::interrupt);
    try {
      return run(session, asked, read.value());
    } finally {
      farewell.said();
    }
  }

  private int run(RunSession session, TargetSpec asked, Program program) throws Exception {
    Outcome<Workshop> opened = Workshop.open(surroundings, asked, true);
    if (!(opened instanceof Outcome.Done<Workshop> workshop)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    try (Workshop open = workshop.value()) {
      return session.run(open, program);
    }
  }

  private List<Attachment> attachments() {
    List<Attachment> asked = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String spelling : attach) {
      Outcome<Attachment> parsed = Attachment.parse(spelling, null);
      problems.addAll(parsed.problems());
      if (parsed instanceof Outcome.Done<Attachment> done) {
        asked.add(done.value());
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(spec.commandLine(), problems);
    }
    return asked;
  }

  private Schedule schedule() {
    Duration every = interval == null ? null : duration("--interval", interval);
    if (every == null && (count != null || clear)) {
      throw new UsageException(
          spec.commandLine(), "usage.needs", count != null ? "--count" : "--clear", "--interval");
    }
    if (count != null && count < 1) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--count");
    }
    return new Schedule(
        seconds == null ? null : duration("--for", seconds),
        every,
        count == null ? Integer.MAX_VALUE : count,
        clear,
        cost);
  }

  private Duration duration(String option, double value) {
    if (!(value > 0)) {
      throw new UsageException(spec.commandLine(), "usage.positive", option);
    }
    if (value > LONGEST) {
      throw new UsageException(spec.commandLine(), "usage.most", option, LONGEST);
    }
    return Duration.ofNanos((long) (value * 1e9));
  }
}
