package probewright.target;

import java.util.Set;
import probewright.dialect.ExpandedProgram;

/**
 * How a program is put to work.
 *
 * @param pid the process whose uprobes, static probes and samples are meant, -1 for all
 * @param perfPages of memory that each perf buffer has for each CPU: a power of two
 * @param later the functions that are loaded, but attached when {@link Attached#attach} is asked to
 */
public record AttachOptions(int pid, int perfPages, Set<String> later) {
  /**
   * Per CPU: 256 KiB hold some thousand events, so a burst is not lost while a batch is written.
   */
  private static final int PERF_PAGES = 64;

  public AttachOptions {
    later = Set.copyOf(later);
  }

  /** Limited to a process. */
  public AttachOptions(int pid) {
    this(pid, PERF_PAGES, Set.of());
  }

  /** No limits. */
  public static AttachOptions none() {
    return new AttachOptions(-1);
  }

  /** No limits, and also what is attached nowhere is loaded. */
  static AttachOptions withAll(ExpandedProgram program) {
    return none().withLater(program.unattached().toArray(String[]::new));
  }

  /** The same for one process. */
  public AttachOptions withPid(int process) {
    return new AttachOptions(process, perfPages, later);
  }

  /** The same with other sizes of perf buffers; a power of two from 1 to 4096. */
  public AttachOptions withPerfPages(int pages) {
    return new AttachOptions(pid, pages, later);
  }

  /** The same with some functions that are to be attached later. */
  public AttachOptions withLater(String... functions) {
    return new AttachOptions(pid, perfPages, Set.of(functions));
  }

  /** Whether one process is meant. */
  public boolean hasPid() {
    return pid >= 0;
  }
}
