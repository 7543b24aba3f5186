package probewright.app.session;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** Why an answer of the engine did not come, as a problem that can be told. Any thread. */
public final class Failures {
  private Failures() {}

  /**
   * The problem of a future that failed: its own, or that nobody foresaw it; then the log has how
   * it came about.
   *
   * @param stage of what nobody foresaw
   */
  public static Problem problem(Stage stage, @Nullable Throwable failure) {
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    if (why instanceof ProblemException known) {
      return known.problem();
    }
    System.getLogger(Failures.class.getName())
        .log(System.Logger.Level.WARNING, "an answer did not come", why);
    return Problem.error(stage, "cli.unexpected", String.valueOf(why));
  }
}
