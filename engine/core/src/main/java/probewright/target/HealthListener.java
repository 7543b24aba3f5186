package probewright.target;

import java.util.List;
import probewright.diagnostics.Problem;
import probewright.output.Health;

/** Follows what a run costs. Called on a thread of the {@link HealthStream}'s own. */
public interface HealthListener {
  /**
   * The figures of a moment.
   *
   * @param lately what the programs have cost since the moment before; nothing when the kernel does
   *     not count
   */
  void health(Health now, List<Health.Cost> lately);

  /** The kernel does not count what programs cost, and why; the other figures come all the same. */
  default void noted(Problem problem) {}
}
