package probewright.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import probewright.btf.Btf;
import probewright.btf.BtfSplit;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.ProblemException;

/**
 * Types that a kernel's modules add to its own. Read only when a program names one that the kernel
 * lacks; what was read of a kernel is kept as long as the kernel is. Safe for many threads.
 */
final class ModuleTypes {
  /** What is known of one kernel's modules. */
  private record Known(
      Map<String, BtfSplit> modules, Map<String, Set<String>> names, Map<Set<String>, Btf> joined) {
    Known() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  private final Map<KernelFiles, Known> kernels = new WeakHashMap<>();

  private Known known(Kernel kernel) {
    synchronized (kernels) {
      return kernels.computeIfAbsent(kernel.files(), files -> new Known());
    }
  }

  /** The loaded modules that have the types of these names, among those that are there. */
  Set<String> having(Collection<String> names, Kernel kernel) throws ProblemException {
    Set<String> chosen = new TreeSet<>();
    if (names.isEmpty()) {
      return chosen;
    }
    Map<String, Set<String>> there = new java.util.TreeMap<>();
    for (String module : kernel.files().modulesWithTypes()) {
      Optional<Set<String>> added = names(module, kernel);
      added.ifPresent(all -> there.put(module, all));
    }
    for (String name : new LinkedHashSet<>(names)) {
      List<String> candidates =
          there.entrySet().stream()
              .filter(entry -> entry.getValue().contains(name))
              .map(Map.Entry::getKey)
              .toList();
      if (!candidates.isEmpty() && candidates.stream().noneMatch(chosen::contains)) {
        chosen.add(owner(name, candidates));
      }
    }
    return chosen;
  }

  /** Of modules that all have a type, the one whose name the type's goes by. */
  private static String owner(String type, List<String> modules) {
    return modules.stream()
        .filter(module -> type.startsWith(module) || module.startsWith(type))
        .findFirst()
        .orElse(modules.get(0));
  }

  private Optional<Set<String>> names(String module, Kernel kernel) throws ProblemException {
    Map<String, Set<String>> names = known(kernel).names;
    Set<String> there = names.get(module);
    if (there == null) {
      Optional<BtfSplit> split = split(module, kernel);
      if (split.isEmpty()) {
        return Optional.empty();
      }
      there = split.get().names();
      names.put(module, there);
    }
    return Optional.of(there);
  }

  private Optional<BtfSplit> split(String module, Kernel kernel) throws ProblemException {
    Map<String, BtfSplit> modules = known(kernel).modules;
    BtfSplit there = modules.get(module);
    if (there == null) {
      Optional<byte[]> raw = kernel.files().moduleBtf(module);
      if (raw.isEmpty()) {
        return Optional.empty();
      }
      there = BtfSplit.parse(raw.get(), kernel.btf());
      modules.put(module, there);
    }
    return Optional.of(there);
  }

  /** The kernel's types with those of modules behind them; modules that went away are left out. */
  Btf with(Collection<String> modules, Kernel kernel) throws ProblemException {
    if (modules.isEmpty()) {
      return kernel.btf();
    }
    Map<Set<String>, Btf> joined = known(kernel).joined;
    Set<String> key = new TreeSet<>(modules);
    Btf there = joined.get(key);
    if (there == null) {
      List<BtfSplit> splits = new ArrayList<>();
      for (String module : key) {
        split(module, kernel).ifPresent(splits::add);
      }
      there = BtfSplit.join(kernel.btf(), splits);
      // each is as large as the kernel's own
      joined.clear();
      joined.put(key, there);
    }
    return there;
  }
}
