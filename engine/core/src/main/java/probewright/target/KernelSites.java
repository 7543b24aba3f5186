package probewright.target;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import probewright.btf.Btf;
import probewright.btf.Signature;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;

/**
 * The functions of one kernel as places for probes. A function is judged by its address, since the
 * list of what ftrace can trace names one of its several names only.
 */
final class KernelSites {
  /** What is no function of its own: paddings before functions, parts moved out of them. */
  private static final Pattern NO_FUNCTION = Pattern.compile("__pfx_.*|.*\\.cold.*");

  /** What the verifier lets no tracing program be at, whatever ftrace can. */
  private static final Set<String> NO_TRAMPOLINE =
      Set.of(
          "migrate_disable",
          "migrate_enable",
          "rcu_read_unlock_strict",
          "preempt_count_add",
          "preempt_count_sub",
          "__rcu_read_lock",
          "__rcu_read_unlock");

  private final KernelSymbols symbols;
  private final Btf types;
  private final boolean together;
  private final Trampolines trampolines;

  /**
   * @param types the kernel's, with those of its modules where functions of theirs are asked for
   * @param together whether the kernel has kprobe.multi
   */
  KernelSites(KernelSymbols symbols, Btf types, boolean together, Trampolines trampolines) {
    this.trampolines = trampolines;
    this.symbols = symbols;
    this.types = types;
    this.together = together;
  }

  /** The functions whose names fit, usable or not, in the order of names. */
  List<ProbeSite> functions(Predicate<String> name) {
    List<ProbeSite> sites = new ArrayList<>();
    symbols.names().stream()
        .filter(name)
        .filter(one -> !NO_FUNCTION.matcher(one).matches())
        .sorted()
        .forEach(one -> sites.add(function(one)));
    return sites;
  }

  /** A function that is there, or is not but would be under the names to use instead. */
  ProbeSite function(String name) {
    Map<ProbeKind, Obstacle> obstacles = obstacles(name);
    List<Probe> probes = new ArrayList<>();
    for (ProbeKind kind :
        List.of(ProbeKind.KPROBE, ProbeKind.KRETPROBE, ProbeKind.FENTRY, ProbeKind.FEXIT)) {
      if (!obstacles.containsKey(kind)) {
        probes.add(Probe.of(kind, name));
      }
    }
    // the only ones that every kernel lets be changed
    if (name.startsWith("security_") && !obstacles.containsKey(ProbeKind.FENTRY)) {
      probes.add(Probe.of(ProbeKind.FMOD_RET, name));
    }
    boolean usable = !obstacles.containsKey(ProbeKind.KPROBE);
    return new ProbeSite(
        Family.FUNCTION,
        name,
        symbols.module(name),
        probes,
        together && usable,
        obstacles,
        symbols.exists(name) ? List.of() : symbols.otherNames(name),
        declaration(name));
  }

  /** In C; a copy that the compiler changed is declared as the function it was made of. */
  String declaration(String name) {
    int dot = name.indexOf('.');
    String source = dot < 0 ? name : name.substring(0, dot);
    return Signature.of(types, source).map(Signature::text).orElse("");
  }

  private Map<ProbeKind, Obstacle> obstacles(String name) {
    Map<ProbeKind, Obstacle> obstacles = new EnumMap<>(ProbeKind.class);
    Optional<Obstacle> any = everywhere(name);
    Optional<Obstacle> kprobe =
        symbols.exists(name) && symbols.isBlacklisted(name)
            ? Optional.of(Obstacle.BLACKLISTED)
            : any;
    Optional<Obstacle> trampoline = any.or(() -> noTrampoline(name));
    kprobe.ifPresent(
        why -> {
          obstacles.put(ProbeKind.KPROBE, why);
          obstacles.put(ProbeKind.KRETPROBE, why);
        });
    trampoline.ifPresent(
        why -> {
          obstacles.put(ProbeKind.FENTRY, why);
          obstacles.put(ProbeKind.FEXIT, why);
        });
    return obstacles;
  }

  private Optional<Obstacle> everywhere(String name) {
    if (symbols.areHidden()) {
      return Optional.of(Obstacle.NO_PERMISSION);
    }
    if (!symbols.exists(name)) {
      return Optional.of(symbols.otherNames(name).isEmpty() ? Obstacle.ABSENT : Obstacle.RENAMED);
    }
    return symbols.isTraceable(name) ? Optional.empty() : Optional.of(Obstacle.NOT_TRACEABLE);
  }

  private Optional<Obstacle> noTrampoline(String name) {
    if (NO_TRAMPOLINE.contains(name)) {
      return Optional.of(Obstacle.BLACKLISTED);
    }
    if (symbols.isAmbiguous(name)) {
      return Optional.of(Obstacle.AMBIGUOUS);
    }
    if (types.function(name).isPresent()) {
      return trampolines.canPass(types, name) ? Optional.empty() : Optional.of(Obstacle.ARGUMENTS);
    }
    return Optional.of(name.indexOf('.') > 0 ? Obstacle.RENAMED : Obstacle.NO_TYPES);
  }

  /**
   * A system call.
   *
   * @param declaration by its tracepoint, empty when that is not known
   */
  ProbeSite systemCall(String call, String declaration) {
    List<Probe> probes = new ArrayList<>();
    probes.add(Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_enter_" + call));
    probes.add(Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_exit_" + call));
    Optional<String> entry = symbols.systemCall(call);
    Map<ProbeKind, Obstacle> obstacles = new EnumMap<>(ProbeKind.class);
    if (entry.isEmpty()) {
      obstacles.put(ProbeKind.KPROBE, Obstacle.ABSENT);
    } else {
      ProbeSite function = function(entry.get());
      probes.addAll(function.probes());
      obstacles.putAll(function.obstacles());
    }
    return new ProbeSite(
        Family.SYSTEM_CALL,
        call,
        entry.orElse(""),
        probes,
        together && entry.isPresent(),
        obstacles,
        List.of(),
        declaration);
  }

  /** The places where security modules are asked: {@code lsm:file_open}. */
  List<ProbeSite> hooks(Predicate<String> name, boolean active) {
    List<ProbeSite> sites = new ArrayList<>();
    for (String hook : named("bpf_lsm_", name)) {
      sites.add(
          new ProbeSite(
              Family.HOOK,
              hook,
              "",
              active ? List.of(Probe.of(ProbeKind.LSM, hook)) : List.of(),
              false,
              active ? Map.of() : Map.of(ProbeKind.LSM, Obstacle.NOT_IN_KERNEL),
              List.of(),
              Signature.of(types, "bpf_lsm_" + hook)
                  .map(all -> all.text().replace("bpf_lsm_" + hook + "(", hook + "("))
                  .orElse("")));
    }
    return sites;
  }

  /** What can be gone through: {@code iter:task}. */
  List<ProbeSite> iterators(Predicate<String> name) {
    List<ProbeSite> sites = new ArrayList<>();
    for (String iterator : named("bpf_iter_", name)) {
      // other functions begin so too, but have no such argument
      if (types.struct("bpf_iter__" + iterator).isPresent()) {
        sites.add(
            new ProbeSite(
                Family.ITERATOR,
                iterator,
                "",
                List.of(Probe.of(ProbeKind.ITER, iterator)),
                false,
                Map.of(),
                List.of(),
                "struct bpf_iter__" + iterator));
      }
    }
    return sites;
  }

  private List<String> named(String prefix, Predicate<String> name) {
    return types.functionNames().stream()
        .filter(function -> function.startsWith(prefix))
        .map(function -> function.substring(prefix.length()))
        .filter(name)
        .sorted()
        .toList();
  }

  /**
   * A tracepoint.
   *
   * @param event {@code CATEGORY:EVENT}
   */
  ProbeSite tracepoint(String event) {
    String[] parts = event.split(":", 2);
    List<Probe> probes = new ArrayList<>();
    probes.add(Probe.of(ProbeKind.TRACEPOINT, parts[0], parts[1]));
    Map<ProbeKind, Obstacle> obstacles = new LinkedHashMap<>();
    String where = "";
    if (types.typedef("btf_trace_" + parts[1]).isPresent()) {
      probes.add(Probe.of(ProbeKind.RAW_TRACEPOINT, parts[1]));
      probes.add(Probe.of(ProbeKind.TP_BTF, parts[1]));
    } else {
      obstacles.put(ProbeKind.RAW_TRACEPOINT, Obstacle.NO_TYPES);
      obstacles.put(ProbeKind.TP_BTF, Obstacle.NO_TYPES);
    }
    return new ProbeSite(Family.TRACEPOINT, event, where, probes, false, obstacles, List.of(), "");
  }
}
