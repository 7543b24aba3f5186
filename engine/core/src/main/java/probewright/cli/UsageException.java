package probewright.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/** The command line asks for what cannot be: exit status 2. */
final class UsageException extends ParameterException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  UsageException(CommandLine line, List<Problem> problems) {
    super(line, problems.toString());
    this.problems = List.copyOf(problems);
  }

  UsageException(CommandLine line, String code, Object... arguments) {
    this(line, List.of(Problem.error(Stage.TRANSLATE, code, arguments)));
  }

  List<Problem> problems() {
    return problems;
  }
}
