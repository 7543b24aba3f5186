package probewright.probes;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.ProbeSite.Family;

/**
 * Which places are looked for.
 *
 * @param families of which families; empty for all that are the kernel's
 * @param kinds which kinds of probe must be able to reach them; empty for any
 * @param file the program or library, by path or a library's short name; empty for the kernel, and
 *     for the files of the process where there is one
 * @param name what their names must be like; of a tracepoint {@code CATEGORY:EVENT}
 * @param pid the process whose files are meant, -1 for none
 */
public record ProbeQuery(
    Set<Family> families, Set<ProbeKind> kinds, String file, String name, int pid) {
  private static final String ALL = "*";
  private static final String SYSCALL = "syscall";

  public ProbeQuery {
    families = Set.copyOf(families);
    kinds = Set.copyOf(kinds);
  }

  /** The words that {@code kind} may be beside a probe's own: {@code syscall}. */
  public static List<String> words() {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(ProbeKind.values())
                .filter(kind -> kind != ProbeKind.XDP && kind != ProbeKind.SOCKET)
                .map(ProbeKind::word),
            java.util.stream.Stream.of(SYSCALL))
        .toList();
  }

  /**
   * Reads what a person asks for.
   *
   * @param pattern a name, a glob or a regular expression, perhaps behind a kind and what else its
   *     spelling has: {@code vfs_*}, {@code tracepoint:sched:*}, {@code sched:sched_switch}, {@code
   *     uprobe:c:mall*}; empty for all
   * @param kind a kind's word, empty for any
   */
  public static Outcome<ProbeQuery> parse(String pattern, String kind, int pid) {
    List<String> parts = Probe.split(pattern);
    String word = parts.size() > 1 && words().contains(parts.get(0)) ? parts.get(0) : "";
    if (!kind.isEmpty() && !words().contains(kind)) {
      return refused("probe.unknown-kind", kind, String.join(", ", words()));
    }
    if (!word.isEmpty() && !kind.isEmpty() && !word.equals(kind)) {
      return refused("probe.two-kinds", pattern, kind);
    }
    List<String> rest = word.isEmpty() ? parts : parts.subList(1, parts.size());
    String asked = word.isEmpty() ? kind : word;
    ProbeQuery query = query(asked, rest, pid);
    if (query.kinds.stream().anyMatch(ProbeQuery::isUser) && query.file.isEmpty() && pid < 0) {
      return refused("probe.needs-file", asked);
    }
    return query.test().isEmpty() ? refused("probe.bad-pattern", query.name) : Outcome.done(query);
  }

  private static ProbeQuery query(String kind, List<String> rest, int pid) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<ProbeKind> kinds = EnumSet.noneOf(ProbeKind.class);
    if (kind.equals(SYSCALL)) {
      families.add(Family.SYSTEM_CALL);
    } else {
      ProbeKind.ofWord(kind).ifPresent(kinds::add);
    }
    if (kinds.stream().anyMatch(ProbeQuery::isUser)) {
      String name = String.join(":", rest.subList(1, rest.size()));
      return new ProbeQuery(families, kinds, rest.get(0), name.isEmpty() ? ALL : name, pid);
    }
    // kprobe:syscall:NAME is the entry function of a system call
    boolean call = rest.size() == 2 && rest.get(0).equals(SYSCALL);
    if (call) {
      families.add(Family.SYSTEM_CALL);
    }
    String name = String.join(":", call ? rest.subList(1, 2) : rest);
    if (kinds.contains(ProbeKind.PERF)) {
      // the rest of a spelling says how often, not where
      name = String.join(":", rest.subList(0, Math.min(2, rest.size())));
    }
    return new ProbeQuery(families, kinds, "", name.isEmpty() ? ALL : name, pid);
  }

  private static boolean isUser(ProbeKind kind) {
    return kind == ProbeKind.UPROBE || kind == ProbeKind.URETPROBE || kind == ProbeKind.USDT;
  }

  /** Whether it is a program or library that is looked into. */
  public boolean isUser() {
    return kinds.stream().anyMatch(ProbeQuery::isUser);
  }

  /** Whether places of a family are looked for. */
  public boolean wants(Family family) {
    return families.isEmpty() || families.contains(family);
  }

  /** Whether it is one name and not many. */
  public boolean isName() {
    return !NamePattern.isOne(name);
  }

  /** What a name must pass; empty for a regular expression that is not well formed. */
  public Optional<Predicate<String>> test() {
    String wanted = name;
    return isName() ? Optional.of(wanted::equals) : NamePattern.of(name).map(pattern -> pattern);
  }

  private static Outcome<ProbeQuery> refused(String code, Object... arguments) {
    return Outcome.refused(Problem.error(Stage.ATTACH, code, arguments));
  }
}
