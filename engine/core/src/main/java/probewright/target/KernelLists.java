package probewright.target;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;

/**
 * What the kernel says of its functions and tracepoints, fetched when it is first asked for: under
 * emulation that takes a second or two. For one thread.
 */
final class KernelLists {
  private final AgentFiles files;
  private @Nullable KernelSymbols symbols;
  private @Nullable List<String> events;

  KernelLists(AgentFiles files) {
    this.files = files;
  }

  KernelSymbols symbols() throws AgentException, ProblemException {
    if (symbols == null) {
      symbols = new KernelSymbols(files.lines("kallsyms"), files.lines("functions"), blacklist());
    }
    return symbols;
  }

  /** As {@code CATEGORY:EVENT}. */
  List<String> events() throws AgentException, ProblemException {
    if (events == null) {
      events = files.lines("events");
    }
    return events;
  }

  /** debugfs may not be mounted; then the other lists decide. */
  private List<String> blacklist() throws ProblemException {
    try {
      return files.lines("blacklist");
    } catch (AgentException e) {
      return List.of();
    }
  }
}
