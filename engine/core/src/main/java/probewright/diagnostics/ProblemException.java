package probewright.diagnostics;

import java.io.IOException;

/** A problem that ended something other than a stage: a machine that did not boot, a dead agent. */
public final class ProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  public ProblemException(Problem problem, @org.jspecify.annotations.Nullable Throwable cause) {
    super(problem.code() + " " + problem.arguments(), cause);
    this.problem = problem;
  }

  /** What happened, to be put into words by {@link Messages}. */
  public Problem problem() {
    return problem;
  }
}
