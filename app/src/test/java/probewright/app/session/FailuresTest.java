package probewright.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

class FailuresTest {
  @Test
  void aFailureTellsItsOwnProblemOrWhatNobodyForesaw() {
    Problem known = Problem.error(Stage.LOAD, "agent.gone");
    ProblemException failure = new ProblemException(known);
    assertThat(Failures.problem(Stage.TRANSLATE, failure)).isEqualTo(known);
    assertThat(Failures.problem(Stage.TRANSLATE, new CompletionException(failure)))
        .isEqualTo(known);
    assertThat(Failures.problem(Stage.TRANSLATE, new IllegalStateException("odd")))
        .extracting(Problem::stage, Problem::code)
        .containsExactly(Stage.TRANSLATE, "cli.unexpected");
  }
}
