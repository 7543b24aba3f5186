package probewright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.compiler.SourceFiles;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.target.Run;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * {@code check FILE.c…}: takes each file as far as attached, on one target, and says how it went.
 */
@Command(name = "check", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "file", paramLabel = "FILE.c", arity = "1..*")
  private List<Path> files;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Option(names = "--raw")
  private boolean raw;

  @Mixin private final ParameterOptions parameters = new ParameterOptions();

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    TargetSpec asked = Workshop.target(spec.commandLine(), target);
    Map<String, String> values = parameters.values(spec.commandLine());
    Report diagnostics = surroundings.withRaw(raw).answer();
    Outcome<Workshop> opened = Workshop.open(surroundings, asked, false);
    if (!(opened instanceof Outcome.Done<Workshop> done)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    try (Workshop workshop = done.value()) {
      boolean failed = false;
      for (Path file : files) {
        List<Problem> problems = check(file, values, workshop.toolchain(), workshop.target());
        diagnostics.problems(file.toString(), problems);
        if (problems.stream().anyMatch(Problem::isError)) {
          failed = true;
        } else {
          surroundings.out().println(file + ": ok");
        }
      }
      return failed ? 1 : 0;
    }
  }

  private static List<Problem> check(
      Path file, Map<String, String> values, Toolchain toolchain, Target target)
      throws ProblemException {
    Outcome<Program> program = SourceFiles.program(file, values, List.of());
    if (!(program instanceof Outcome.Done<Program> read)) {
      return program.problems();
    }
    ProblemCollector collector = new ProblemCollector();
    Outcome<Run> run = Run.check(read.value(), toolchain, target, collector, System::nanoTime);
    if (run instanceof Outcome.Done<Run> started) {
      started.value().close();
      return collector.problems();
    }
    return run.problems();
  }
}
