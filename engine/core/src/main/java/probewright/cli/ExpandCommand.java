package probewright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.target.TargetSpec;

/** {@code expand FILE.c}: prints what the translator makes of a program. */
@Command(name = "expand", mixinStandardHelpOptions = true)
final class ExpandCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "file", paramLabel = "FILE.c")
  private Path file;

  @Option(names = "--target", paramLabel = "TARGET", defaultValue = "vm")
  private String target;

  @Mixin private final ParameterOptions parameters = new ParameterOptions();

  ExpandCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    TargetSpec asked = Workshop.target(spec.commandLine(), target);
    Outcome<Program> program =
        ProgramFile.program(file, parameters.values(spec.commandLine()), List.of());
    if (!(program instanceof Outcome.Done<Program> read)) {
      surroundings.report().problems(file.toString(), program.problems());
      return 1;
    }
    Outcome<Workshop> opened = Workshop.open(surroundings, asked, false);
    if (!(opened instanceof Outcome.Done<Workshop> done)) {
      surroundings.report().problems("probewright", opened.problems());
      return 1;
    }
    try (Workshop workshop = done.value()) {
      Outcome<ExpandedProgram> expanded =
          workshop.toolchain().translate(read.value(), workshop.target().kernel());
      surroundings.report().problems(file.toString(), expanded.problems());
      if (!(expanded instanceof Outcome.Done<ExpandedProgram> translated)) {
        return 1;
      }
      surroundings.out().print(translated.value().text());
      surroundings.out().flush();
      return 0;
    }
  }
}
