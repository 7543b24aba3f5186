package probewright.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a run prints its maps and when it ends.
 *
 * @param length how long it runs; null: until the workloads are through, or Ctrl-C
 * @param interval the time between two prints; null: only at the end
 * @param count after how many prints it ends
 * @param clear whether maps are cleared after each print
 * @param cost whether each print, and the end, tells what the run costs
 */
record Schedule(
    @Nullable Duration length,
    @Nullable Duration interval,
    int count,
    boolean clear,
    boolean cost) {}
