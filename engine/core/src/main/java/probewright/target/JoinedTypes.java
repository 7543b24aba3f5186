package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfSplit;
import probewright.btf.Kernel;
import probewright.diagnostics.ProblemException;

/**
 * A kernel's types with those of its modules behind them, once some are asked for: all modules' at
 * once, since each joining takes as long as reading the kernel's own. For one thread at a time.
 */
final class JoinedTypes {
  private final Kernel kernel;
  private @Nullable Btf joined;
  private Set<String> modules = Set.of();

  JoinedTypes(Kernel kernel) {
    this.kernel = kernel;
  }

  /** With those of all modules that are loaded now. */
  Btf all() throws ProblemException {
    return with(Set.copyOf(kernel.files().modulesWithTypes()));
  }

  /** With those of some modules at least; what has no types of its own adds none. */
  Btf with(Set<String> wanted) throws ProblemException {
    if (wanted.isEmpty()) {
      return kernel.btf();
    }
    if (joined == null || !modules.containsAll(wanted)) {
      List<BtfSplit> splits = new ArrayList<>();
      Set<String> known = new java.util.TreeSet<>(kernel.files().modulesWithTypes());
      for (String module : known) {
        Optional<byte[]> raw = kernel.files().moduleBtf(module);
        if (raw.isPresent()) {
          splits.add(BtfSplit.parse(raw.get(), kernel.btf()));
        }
      }
      joined = BtfSplit.join(kernel.btf(), splits);
      known.addAll(wanted);
      modules = known;
    }
    return joined;
  }
}
