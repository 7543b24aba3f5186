package probewright.cli;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.output.Health;
import probewright.target.Run;

/** {@code --cost}: asks what the run costs when it is to be printed. For one thread. */
final class CostPrinter {
  private final BiConsumer<Health, List<Health.Cost>> printed;
  private @Nullable Health first;
  private @Nullable Health before;
  private boolean counting;

  /**
   * @param printed takes the figures and the costs since the print before
   */
  CostPrinter(BiConsumer<Health, List<Health.Cost>> printed) {
    this.printed = printed;
  }

  /** Has the kernel count from here on; where it does not, the warning that says so. */
  List<Problem> begin(Run run) throws ProblemException {
    List<Problem> why = run.countCosts(true).stream().toList();
    counting = why.isEmpty();
    first = run.health();
    return why;
  }

  /** Prints what was spent since the print before. */
  void lately(Run run) throws ProblemException {
    print(run, before == null ? first : before);
  }

  /** Prints what was spent in all, once the run is detached. */
  void all(Run run) throws ProblemException {
    print(run, first);
  }

  private void print(Run run, @Nullable Health since) throws ProblemException {
    Health now = run.health();
    printed.accept(now, counting && since != null ? now.since(since) : List.of());
    before = now;
  }
}
