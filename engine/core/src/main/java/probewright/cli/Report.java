package probewright.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Severity;

/** Prints problems as compilers do: {@code FILE:LINE:COL: error: sentence}. */
final class Report {
  private final PrintStream to;

  /** Up to so many lines of untouched words are shown anyway. */
  private static final int FEW = 3;

  private final Messages messages;
  private final Words words;
  private final boolean raw;

  /**
   * @param raw whether the untouched words of the verifier and of clang are printed, however long
   */
  Report(PrintStream to, Locale locale, boolean raw) {
    this.to = to;
    this.messages = new Messages(locale);
    this.words = new Words(locale);
    this.raw = raw;
  }

  /** Prints all; {@code file} stands before those that are not about a place in the text. */
  void problems(String file, List<Problem> problems) {
    problems.forEach(problem -> problem(file, problem));
  }

  private void problem(String file, Problem problem) {
    to.println(
        where(problem.place(), file)
            + word(problem.severity())
            + ": "
            + messages.sentence(problem));
    for (Note note : problem.notes()) {
      to.println(where(note.place(), file) + "note: " + messages.sentence(note));
    }
    indented(messages.why(problem));
    indented(messages.help(problem));
    untouched(problem);
    to.flush();
  }

  private static String where(@Nullable Place place, String file) {
    return (place == null ? file : place.toString()) + ": ";
  }

  private void indented(String sentences) {
    if (!sentences.isEmpty()) {
      to.println("  " + sentences);
    }
  }

  /** A long log is folded; what the sentence says already is left out. */
  private void untouched(Problem problem) {
    String said = problem.raw() == null ? "" : problem.raw().strip();
    long lines = said.lines().count();
    if (raw || (lines <= FEW && !messages.sentence(problem).contains(said))) {
      said.lines().forEach(line -> to.println("  | " + line));
    } else if (lines > FEW) {
      to.println("  | " + words.say("raw.folded", lines));
    }
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
