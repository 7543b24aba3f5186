package probewright.tracing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Problem;

/**
 * A program that was not let through a stage, or a use of its output that does not fit. The message
 * says it in English, a line for each problem; {@link #problems} is the same as data.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RefusedException(List<Problem> problems) {
    super(words(problems));
    this.problems = List.copyOf(problems);
  }

  RefusedException(Problem problem) {
    this(List.of(problem));
  }

  /** What stood against it; at least one is an error. */
  public List<Problem> problems() {
    return problems;
  }

  private static String words(List<Problem> problems) {
    Messages messages = new Messages(Locale.ROOT);
    return problems.stream()
        .map(
            problem ->
                (problem.place() == null ? "" : problem.place() + ": ")
                    + (messages.sentence(problem) + " " + messages.help(problem)).strip())
        .collect(Collectors.joining("\n"));
  }
}
