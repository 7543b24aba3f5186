package probewright.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * Says in the user's language what is wrong with a command line, where to read more, and nothing
 * else; picocli's own sentences are English.
 */
final class UsageErrors {
  private final Surroundings surroundings;

  UsageErrors(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Exit status 2. */
  int handle(ParameterException e) {
    CommandLine line = e.getCommandLine();
    if (line.getParent() == null && line.getParseResult().originalArgs().isEmpty()) {
      line.usage(surroundings.err());
      return 2;
    }
    surroundings.report().problems("probewright", problems(e));
    String help = line.getCommandSpec().qualifiedName() + " --help";
    surroundings.err().println("  " + new Words(surroundings.locale()).say("usage.see", help));
    return 2;
  }

  private static List<Problem> problems(ParameterException e) {
    return e instanceof UsageException ours ? ours.problems() : List.of(problem(e));
  }

  private static Problem problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        return problem("usage.unknown-option", word);
      }
      boolean command = e.getCommandLine().getParent() == null;
      return problem(command ? "usage.unknown-command" : "usage.too-many", word);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec what = missing.getMissing().get(0);
      return what instanceof OptionSpec option
          ? problem("usage.missing-value", option.longestName(), what.paramLabel())
          : problem("usage.missing", what.paramLabel());
    }
    if (e instanceof OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      return problem("usage.twice", option.longestName());
    }
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      return problem("usage.value", option.longestName(), e.getValue());
    }
    if (e.getArgSpec() != null && "".equals(e.getValue())) {
      return problem("usage.missing", e.getArgSpec().paramLabel());
    }
    return e.getCommandLine().getParent() == null
        ? problem("usage.no-command")
        : problem("usage.other", String.valueOf(e.getMessage()));
  }

  private static Problem problem(String code, Object... arguments) {
    return Problem.error(Stage.TRANSLATE, code, arguments);
  }
}
