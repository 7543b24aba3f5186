package probewright.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import probewright.agent.wire.AgentException;
import probewright.btf.Kernel;
import probewright.btf.Signature;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeQuery;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;
import probewright.probes.format.PrintFormat;
import probewright.probes.format.TracepointFormat;

/**
 * What can be probed on a target, and why not what cannot: the kernel's functions, system calls,
 * tracepoints, hooks, iterators and perf events, and functions and static probes of programs and
 * libraries. Lists come from the target when they are first asked for, in one piece each, and are
 * kept. Methods block on the wire; never call them on the JavaFX thread. Safe for many threads.
 */
public final class ProbeCatalogue {
  private static final String CALLS = "syscalls";
  private static final String ENTER = "sys_enter_";

  /** More formats than these of one category are fetched all at once. */
  private static final int FEW = 3;

  private final AgentClient client;
  private final Kernel kernel;
  private final KernelLists lists;
  private final Map<String, TracepointFormat> formats = new HashMap<>();
  private final Set<String> categories = new HashSet<>();
  private final JoinedTypes types;

  ProbeCatalogue(AgentClient client, Kernel kernel, KernelLists lists) {
    this.client = client;
    this.kernel = kernel;
    this.lists = lists;
    this.types = new JoinedTypes(kernel);
  }

  /**
   * The places that a query means, usable or not: system calls, tracepoints, functions, then the
   * rest; each family in the order of names.
   *
   * @throws ProblemException when the target is gone, or has no such file or process
   */
  public synchronized List<ProbeSite> find(ProbeQuery query) throws ProblemException {
    Predicate<String> name = query.test().orElse(any -> false);
    try {
      if (query.pid() > 0) {
        // of the kernel's places nobody else would miss it
        new AgentBinaries(client, query.pid()).maps();
      }
      List<ProbeSite> found = query.isUser() ? user(query, name) : kernel(query, name);
      return found.stream()
          .filter(site -> query.wants(site.family()) && site.knows(query.kinds()))
          .map(site -> site.only(query.kinds()))
          .toList();
    } catch (AgentException e) {
      throw new ProblemException(refused(query, e), e);
    }
  }

  private static Problem refused(ProbeQuery query, AgentException e) {
    String argument = e.argument(0);
    return switch (e.code()) {
      case "binary.absent" -> Problem.error(Stage.ATTACH, "attach.binary-absent", "", argument);
      case "binary.not-elf" -> Problem.error(Stage.ATTACH, "attach.not-elf", argument);
      case "binary.no-process" -> Problem.error(Stage.ATTACH, "attach.no-process", argument);
      case "agent.unreadable", "process.no-permission" ->
          Problem.error(Stage.ATTACH, "attach.no-permission", query.name()).withRaw(argument);
      default -> AgentFiles.refused(Stage.ATTACH, e);
    };
  }

  private List<ProbeSite> user(ProbeQuery query, Predicate<String> name)
      throws AgentException, ProblemException {
    UserSites sites = new UserSites(new AgentBinaries(client, query.pid()));
    return query.kinds().contains(ProbeKind.USDT)
        ? sites.staticProbes(query.file(), name)
        : sites.functions(query.file(), name);
  }

  private List<ProbeSite> kernel(ProbeQuery query, Predicate<String> name)
      throws AgentException, ProblemException {
    Set<ProbeKind> kinds = query.kinds();
    List<ProbeSite> found = new ArrayList<>();
    if (query.wants(Family.SYSTEM_CALL) && (kinds.isEmpty() || !query.families().isEmpty())) {
      found.addAll(systemCalls(name));
    }
    if (query.wants(Family.TRACEPOINT)
        && reaches(kinds, ProbeKind.TRACEPOINT, ProbeKind.RAW_TRACEPOINT, ProbeKind.TP_BTF)) {
      found.addAll(tracepoints(event -> fits(query, name, event)));
    }
    if (query.wants(Family.FUNCTION)
        && reaches(
            kinds,
            ProbeKind.KPROBE,
            ProbeKind.KRETPROBE,
            ProbeKind.FENTRY,
            ProbeKind.FEXIT,
            ProbeKind.FMOD_RET)) {
      found.addAll(functions(query, name));
    }
    if (query.wants(Family.HOOK) && reaches(kinds, ProbeKind.LSM)) {
      found.addAll(sites(Set.of()).hooks(name, new LsmCheck(files()).isActive()));
    }
    if (query.wants(Family.ITERATOR) && reaches(kinds, ProbeKind.ITER)) {
      found.addAll(sites(Set.of()).iterators(name));
    }
    if (query.wants(Family.PERF_EVENT) && reaches(kinds, ProbeKind.PERF)) {
      found.addAll(
          PerfSites.all(kernel.files().counters()).stream()
              .filter(site -> fits(query, name, site.name()))
              .toList());
    }
    return found;
  }

  private static boolean reaches(Set<ProbeKind> asked, ProbeKind... kinds) {
    return asked.isEmpty() || List.of(kinds).stream().anyMatch(asked::contains);
  }

  /** A whole name, an event's alone, or for a plain word a category's. */
  private static boolean fits(ProbeQuery query, Predicate<String> name, String event) {
    int colon = event.indexOf(':');
    return name.test(event)
        || name.test(event.substring(colon + 1))
        || (query.isName() && event.startsWith(query.name() + ":"));
  }

  private List<ProbeSite> functions(ProbeQuery query, Predicate<String> name)
      throws AgentException, ProblemException {
    KernelSymbols symbols = query.isName() ? lists.symbolsWith(query.name()) : lists.symbols();
    Set<String> modules =
        symbols.names().stream()
            .filter(name)
            .map(symbols::module)
            .filter(module -> !module.isEmpty())
            .collect(Collectors.toSet());
    List<ProbeSite> found = sites(modules).functions(name);
    // one that is there under another name is shown with that
    if (found.isEmpty() && query.isName() && !symbols.otherNames(query.name()).isEmpty()) {
      return List.of(sites(Set.of()).function(query.name()));
    }
    return found;
  }

  private List<ProbeSite> tracepoints(Predicate<String> event)
      throws AgentException, ProblemException {
    List<String> events = kernel.files().tracepoints().stream().filter(event).sorted().toList();
    boolean foreign =
        events.stream()
            .map(one -> one.substring(one.indexOf(':') + 1))
            .anyMatch(
                one ->
                    !one.startsWith("sys_") && kernel.btf().typedef("btf_trace_" + one).isEmpty());
    KernelSites sites =
        new KernelSites(
            new KernelSymbols(List.of(), List.of(), List.of()),
            foreign ? types.all() : kernel.btf(),
            false,
            Trampolines.of(kernel));
    return events.stream().map(sites::tracepoint).toList();
  }

  private List<ProbeSite> systemCalls(Predicate<String> name)
      throws AgentException, ProblemException {
    String prefix = CALLS + ":" + ENTER;
    List<String> calls =
        kernel.files().tracepoints().stream()
            .filter(event -> event.startsWith(prefix))
            .map(event -> event.substring(prefix.length()))
            .filter(name)
            .sorted()
            .toList();
    fetch(CALLS, calls.size());
    KernelSites sites = calls.isEmpty() ? null : sites(Set.of());
    List<ProbeSite> found = new ArrayList<>();
    for (String call : calls) {
      String declaration =
          format(CALLS, ENTER + call).map(format -> declaration(call, format)).orElse("");
      if (sites != null) {
        found.add(sites.systemCall(call, declaration));
      }
    }
    return found;
  }

  /** By its tracepoint, whose fields behind the number are the arguments. */
  private static String declaration(String call, TracepointFormat format) {
    String arguments =
        format.ownFields().stream()
            .filter(field -> !field.name().equals("__syscall_nr"))
            .map(TracepointFormat.Field::declaration)
            .collect(Collectors.joining(", "));
    return "long " + call + "(" + (arguments.isEmpty() ? "void" : arguments) + ")";
  }

  /**
   * The record of a tracepoint; empty when the kernel has no such event.
   *
   * @throws ProblemException when the target is gone
   */
  public synchronized Optional<TracepointFormat> format(String category, String event)
      throws ProblemException {
    String key = category + ":" + event;
    TracepointFormat known = formats.get(key);
    if (known == null) {
      Optional<String> text = kernel.files().tracepointFormat(category, event);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      known = TracepointFormat.parse(text.get());
      formats.put(key, known);
    }
    return Optional.of(known);
  }

  /**
   * The records of all tracepoints of a category, by the events' names, with one request.
   *
   * @throws ProblemException when the target is gone
   */
  public synchronized Map<String, TracepointFormat> formats(String category)
      throws ProblemException {
    Map<String, TracepointFormat> all = new java.util.TreeMap<>();
    for (var entry : kernel.files().tracepointFormats(category).entrySet()) {
      TracepointFormat format = TracepointFormat.parse(entry.getValue());
      formats.put(category + ":" + entry.getKey(), format);
      all.put(entry.getKey(), format);
    }
    categories.add(category);
    return all;
  }

  private void fetch(String category, int wanted) throws ProblemException {
    if (wanted > FEW && !categories.contains(category)) {
      formats(category);
    }
  }

  /** How records of a tracepoint are written, with the names that this kernel knows. */
  public PrintFormat printFormat(TracepointFormat format) throws ProblemException {
    return PrintFormat.of(format, new KernelNames(kernel, lists));
  }

  /**
   * The declaration of a function of the kernel or of a module; empty when the types have none of
   * the name.
   */
  public synchronized Optional<Signature> signature(String function) throws ProblemException {
    Optional<Signature> own = Signature.of(kernel.btf(), function);
    return own.isPresent() ? own : Signature.of(types.all(), function);
  }

  /** Names that are like one that nothing was found of, as probes' spellings, the nearest first. */
  public synchronized List<String> near(ProbeQuery query) throws ProblemException {
    String name = query.name();
    try {
      if (query.isUser()) {
        return query.kinds().contains(ProbeKind.USDT)
            ? List.of()
            : new UserSites(new AgentBinaries(client, query.pid())).near(query.file(), name);
      }
      List<String> near = new ArrayList<>();
      if (reaches(query.kinds(), ProbeKind.TRACEPOINT, ProbeKind.RAW_TRACEPOINT)) {
        Map<String, String> events = named(name.indexOf(':') > 0);
        KernelSymbols.near(name, events.keySet()).stream()
            .limit(FEW)
            .map(events::get)
            .forEach(near::add);
      }
      if (reaches(query.kinds(), ProbeKind.KPROBE, ProbeKind.KRETPROBE, ProbeKind.FENTRY)
          && name.indexOf(':') < 0) {
        near.addAll(lists.symbols().near(name));
      }
      return near;
    } catch (AgentException e) {
      return List.of();
    }
  }

  /** What a person may have meant, and how it is spelled: events and system calls. */
  private Map<String, String> named(boolean withCategory) throws ProblemException {
    String enter = CALLS + ":" + ENTER;
    Map<String, String> named = new HashMap<>();
    for (String event : kernel.files().tracepoints()) {
      named.put(withCategory ? event : event.substring(event.indexOf(':') + 1), event);
      if (!withCategory && event.startsWith(enter)) {
        String call = event.substring(enter.length());
        named.put(call, "syscall:" + call);
      }
    }
    return named;
  }

  /** Which of some functions is at which address. */
  synchronized Map<Long, Integer> addresses(List<Probe> functions)
      throws AgentException, ProblemException {
    Map<Long, Integer> addresses = new HashMap<>();
    for (int i = 0; i < functions.size(); i++) {
      for (long address : lists.symbols().addresses(functions.get(i).parts().get(0))) {
        addresses.putIfAbsent(address, i);
      }
    }
    return addresses;
  }

  private KernelSites sites(Set<String> modules) throws AgentException, ProblemException {
    boolean together = "y".equals(kernel.files().config().get("CONFIG_FPROBE"));
    return new KernelSites(lists.symbols(), types.with(modules), together, Trampolines.of(kernel));
  }

  private AgentFiles files() {
    return new AgentFiles(client);
  }
}
