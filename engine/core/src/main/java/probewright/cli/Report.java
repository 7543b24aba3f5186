package probewright.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Severity;

/** Prints problems as compilers do: {@code FILE:LINE:COL: error: sentence}. */
final class Report {
  private final PrintStream to;
  private final Messages messages;

  Report(PrintStream to, Locale locale) {
    this.to = to;
    this.messages = new Messages(locale);
  }

  /** Prints all; {@code file} stands before those that are not about a place in the text. */
  void problems(String file, List<Problem> problems) {
    problems.forEach(problem -> problem(file, problem));
  }

  private void problem(String file, Problem problem) {
    Place place = problem.place();
    String where = place == null ? file : place.toString();
    to.println(where + ": " + word(problem.severity()) + ": " + messages.sentence(problem));
    String help = messages.help(problem);
    if (!help.isEmpty()) {
      to.println("  " + help);
    }
    String raw = problem.raw();
    if (raw != null && !raw.isBlank()) {
      raw.lines().forEach(line -> to.println("  | " + line));
    }
    to.flush();
  }

  /** A command that ended by an exception; the exit status to give. */
  int failure(Exception failure) {
    Problem problem =
        failure instanceof ProblemException known
            ? known.problem()
            : Problem.error(
                probewright.diagnostics.Stage.CLOSE, "cli.unexpected", String.valueOf(failure));
    problem("probewright", problem);
    return 1;
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}
