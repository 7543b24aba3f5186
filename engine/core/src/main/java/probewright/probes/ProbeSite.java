package probewright.probes;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place on a target that probes can be at, with the kinds that reach it there. Immutable.
 *
 * @param name as the kernel or the file has it: {@code vfs_read}, {@code sched:sched_switch}
 * @param where the module or file it is in; of a system call its entry function; else empty
 * @param probes what can be attached here, the plainest first; empty when nothing can
 * @param together whether many such functions can be attached with one link (kprobe.multi)
 * @param obstacles the kinds that do not reach it, each with the reason
 * @param instead names to use instead, where there are some
 * @param declaration in C, the arguments of a static probe as its note spells them; empty when it
 *     is not known, or takes a request of its own, as a tracepoint's
 */
public record ProbeSite(
    Family family,
    String name,
    String where,
    List<Probe> probes,
    boolean together,
    Map<ProbeKind, Obstacle> obstacles,
    List<String> instead,
    String declaration) {
  public ProbeSite {
    probes = List.copyOf(probes);
    obstacles = Map.copyOf(obstacles);
    instead = List.copyOf(instead);
  }

  /** What is probed. */
  public enum Family {
    FUNCTION,
    SYSTEM_CALL,
    TRACEPOINT,
    USER_FUNCTION,
    STATIC_PROBE,
    PERF_EVENT,
    HOOK,
    ITERATOR
  }

  /** Whether some kind of probe reaches it here. */
  public boolean isUsable() {
    return !probes.isEmpty();
  }

  /** The probe of a kind, empty when that does not reach it. */
  public Optional<Probe> probe(ProbeKind kind) {
    return probes.stream().filter(probe -> probe.kind() == kind).findFirst();
  }

  /** Why the plainest kind does not reach it; empty when some kind does. */
  public Optional<Obstacle> obstacle() {
    return isUsable()
        ? Optional.empty()
        : Optional.of(
            obstacles.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(Obstacle.ABSENT));
  }

  /** How people would spell it: its first probe, or what that would be. */
  public String spelling() {
    if (isUsable()) {
      return probes.get(0).toString();
    }
    String kind =
        obstacles.keySet().stream().min(ProbeKind::compareTo).map(ProbeKind::word).orElse("");
    return kind.isEmpty() ? name : kind + ":" + name;
  }

  /** The same with the kinds left that are asked for; its obstacles of other kinds go too. */
  public ProbeSite only(java.util.Set<ProbeKind> kinds) {
    if (kinds.isEmpty()) {
      return this;
    }
    Map<ProbeKind, Obstacle> left = new java.util.EnumMap<>(ProbeKind.class);
    obstacles.forEach(
        (kind, obstacle) -> {
          if (kinds.contains(kind)) {
            left.put(kind, obstacle);
          }
        });
    List<Probe> reached = probes.stream().filter(probe -> kinds.contains(probe.kind())).toList();
    boolean stillTogether =
        together && (kinds.contains(ProbeKind.KPROBE) || kinds.contains(ProbeKind.KRETPROBE));
    return new ProbeSite(family, name, where, reached, stillTogether, left, instead, declaration);
  }

  /** Whether a kind of these is among those that reach it or that do not. */
  public boolean knows(java.util.Set<ProbeKind> kinds) {
    return kinds.isEmpty()
        || probes.stream().anyMatch(probe -> kinds.contains(probe.kind()))
        || obstacles.keySet().stream().anyMatch(kinds::contains);
  }
}
