package probewright.target;

import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;

/**
 * What the kernel says of its functions and tracepoints, fetched when it is first asked for and
 * kept: under emulation that takes a second or two. Safe for many threads.
 */
final class KernelLists {
  private final AgentFiles files;
  private @Nullable KernelSymbols symbols;
  private @Nullable KernelAddresses addresses;

  KernelLists(AgentFiles files) {
    this.files = files;
  }

  synchronized KernelSymbols symbols() throws AgentException, ProblemException {
    if (symbols == null) {
      List<String> kallsyms = files.lines("kallsyms");
      addresses = new KernelAddresses(kallsyms);
      symbols = new KernelSymbols(kallsyms, files.lines("functions"), blacklist());
    }
    return symbols;
  }

  synchronized KernelAddresses addresses() throws AgentException, ProblemException {
    return addresses == null ? addressesAnew() : addresses;
  }

  /** The same read anew: what was loaded since has its functions too. */
  synchronized KernelAddresses addressesAnew() throws AgentException, ProblemException {
    KernelAddresses read = new KernelAddresses(files.lines("kallsyms"));
    addresses = read;
    return read;
  }

  /** The same, read anew where it has no function of the name: a module may have brought it. */
  synchronized KernelSymbols symbolsWith(String name) throws AgentException, ProblemException {
    boolean kept = symbols != null;
    KernelSymbols known = symbols();
    if (kept && !known.exists(name) && known.otherNames(name).isEmpty()) {
      symbols = null;
      known = symbols();
    }
    return known;
  }

  /** As {@code CATEGORY:EVENT}; modules bring more while the kernel runs. */
  List<String> events() throws AgentException, ProblemException {
    return files.lines("events");
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
