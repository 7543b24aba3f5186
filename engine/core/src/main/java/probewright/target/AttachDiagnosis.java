package probewright.target;

import java.util.List;
import java.util.stream.Stream;
import probewright.agent.wire.AgentException;
import probewright.btf.Btf;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;

/**
 * Why a probe cannot be attached. Asked only after the kernel has said no, since its lists do not
 * tell what can be: some functions are in them by other names.
 */
final class AttachDiagnosis {
  private static final int MOST_NAMES = 24;
  private static final int ENOENT = 2;
  private static final int ESRCH = 3;
  private static final int EBUSY = 16;
  private static final int EINVAL = 22;
  private static final int ENODEV = 19;
  private static final int EOPNOTSUPP = 95;

  private final KernelLists lists;

  AttachDiagnosis(KernelLists lists) {
    this.lists = lists;
  }

  AttachDiagnosis(AgentFiles files) {
    this(new KernelLists(files));
  }

  /** Of {@code attach.failed}, whose arguments are an index and an errno, and its like. */
  Problem explain(Attachment attachment, AgentException refusal) throws ProblemException {
    return explain(attachment, Errno.number(refusal.argument(1)), refusal);
  }

  /** Of one attachment and the kernel's error number. */
  Problem explain(Attachment attachment, int errno, AgentException refusal)
      throws ProblemException {
    Probe probe = attachment.probe();
    String argument = refusal.argument(0);
    Problem problem =
        switch (refusal.code()) {
          case "attach.kind-not-there" ->
              Problem.error(Stage.ATTACH, "attach.kind-not-there", probe.kind().word());
          case "attach.no-perf-kprobe" -> Problem.error(Stage.ATTACH, "attach.no-perf-kprobe");
          case "binary.absent" ->
              Problem.error(Stage.ATTACH, "attach.binary-absent", probe, argument);
          case "binary.not-elf" -> Problem.error(Stage.ATTACH, "attach.not-elf", argument);
          case "binary.no-process" -> Problem.error(Stage.ATTACH, "attach.no-process", argument);
          case "ifunc.unknown" -> Problem.error(Stage.ATTACH, "attach.ifunc", probe, argument);
          case "attach.failed", "load.no-target" -> diagnose(probe, errno);
          default -> AgentFiles.refused(Stage.ATTACH, refusal);
        };
    return problem.at(attachment.place()).withRaw(refusal.raw());
  }

  private Problem diagnose(Probe probe, int errno) throws ProblemException {
    if (errno == Errno.EPERM || errno == Errno.EACCES) {
      return Problem.error(Stage.ATTACH, "attach.no-permission", probe);
    }
    List<String> parts = probe.parts();
    try {
      return switch (probe.kind()) {
        case KPROBE, KRETPROBE, FENTRY, FEXIT, FMOD_RET -> function(probe, parts.get(0), errno);
        case TRACEPOINT -> event(probe, parts.get(0) + ":" + parts.get(1), false, errno);
        case RAW_TRACEPOINT, TP_BTF -> event(probe, parts.get(0), true, errno);
        case PERF -> perf(probe, errno);
        case UPROBE, URETPROBE, USDT -> user(probe, errno);
        case XDP, SOCKET ->
            Problem.error(
                Stage.ATTACH,
                errno == ENODEV ? "attach.no-device" : "attach.failed",
                errno == ENODEV ? parts.get(0) : probe,
                Errno.words("" + errno));
        case LSM, ITER -> other(probe, errno);
      };
    } catch (AgentException e) {
      // the lists cannot be read: what the kernel said is still told
      return other(probe, errno);
    }
  }

  private Problem function(Probe probe, String spelling, int errno)
      throws AgentException, ProblemException {
    if (spelling.startsWith("0x")) {
      return Problem.error(Stage.ATTACH, "attach.address", probe, Errno.words("" + errno));
    }
    int plus = spelling.indexOf('+');
    String name = plus < 0 ? spelling : spelling.substring(0, plus);
    KernelSymbols symbols = lists.symbolsWith(name);
    if (!symbols.exists(name)) {
      List<String> renamed = symbols.otherNames(name);
      return renamed.isEmpty()
          ? Problem.error(Stage.ATTACH, "attach.absent", probe, list(symbols.near(name)))
          : Problem.error(Stage.ATTACH, "attach.renamed", probe, list(renamed));
    }
    if (symbols.isBlacklisted(name)) {
      return Problem.error(Stage.ATTACH, "attach.blacklisted", probe, list(symbols.near(name)));
    }
    if (plus > 0 && (errno == EINVAL || errno == Errno.EILSEQ || errno == ENOENT)) {
      return Problem.error(Stage.ATTACH, "attach.offset", probe, name);
    }
    if (!symbols.isTraceable(name)) {
      return Problem.error(Stage.ATTACH, "attach.not-traceable", probe, list(symbols.near(name)));
    }
    if (symbols.isAmbiguous(name) || errno == Errno.EADDRNOTAVAIL) {
      return Problem.error(Stage.ATTACH, "attach.ambiguous", probe);
    }
    return other(probe, errno);
  }

  private Problem event(Probe probe, String name, boolean raw, int errno)
      throws AgentException, ProblemException {
    List<String> events =
        lists.events().stream()
            .map(event -> raw ? event.substring(event.indexOf(':') + 1) : event)
            .toList();
    if (events.contains(name)) {
      return probe.kind() == ProbeKind.RAW_TRACEPOINT && errno == EINVAL
          ? Problem.error(Stage.ATTACH, "attach.raw-arguments", probe)
          : other(probe, errno);
    }
    List<String> near = KernelSymbols.near(name, events).stream().limit(3).toList();
    return Problem.error(Stage.ATTACH, "attach.absent", probe, list(near));
  }

  /** A machine without counters, most virtual ones too, has only the software's events. */
  private static Problem perf(Probe probe, int errno) {
    if (errno == ESRCH) {
      return Problem.error(Stage.ATTACH, "attach.no-process", "--pid");
    }
    boolean hardware = !probe.parts().get(0).equals("software");
    return hardware && (errno == ENOENT || errno == ENODEV || errno == EOPNOTSUPP)
        ? Problem.error(Stage.ATTACH, "attach.no-counters", probe)
        : other(probe, errno);
  }

  private static Problem user(Probe probe, int errno) {
    return errno == ESRCH
        ? Problem.error(Stage.ATTACH, "attach.no-process", "--pid")
        : other(probe, errno);
  }

  private static Problem other(Probe probe, int errno) {
    return errno == EBUSY
        ? Problem.error(Stage.ATTACH, "attach.busy", probe)
        : Problem.error(Stage.ATTACH, "attach.failed", probe, Errno.words("" + errno));
  }

  /**
   * Of a program that the verifier must know the place of, when the kernel's types have none of the
   * name.
   */
  Problem noTarget(Attachment attachment, int errno, AgentException refusal, Btf types)
      throws ProblemException {
    Probe probe = attachment.probe();
    String name = probe.parts().get(0);
    Problem problem =
        switch (probe.kind()) {
          case LSM -> unknown("attach.no-hook", name, named(types, "bpf_lsm_"));
          case ITER ->
              unknown(
                  "attach.no-iterator",
                  name,
                  // other functions begin so too, but have no such argument
                  named(types, "bpf_iter_")
                      .filter(one -> types.struct("bpf_iter__" + one).isPresent()));
          case FENTRY, FEXIT, FMOD_RET -> noTypes(probe, name);
          default -> null;
        };
    return problem == null
        ? explain(attachment, errno, refusal)
        : problem.at(attachment.place()).withRaw(refusal.raw());
  }

  private static Problem unknown(String code, String name, Stream<String> all) {
    List<String> sorted = all.sorted().toList();
    List<String> near = KernelSymbols.near(name, sorted);
    return Problem.error(
        Stage.ATTACH,
        code,
        name,
        list((near.isEmpty() ? sorted : near).stream().limit(MOST_NAMES).toList()));
  }

  private static Stream<String> named(Btf types, String prefix) {
    return types.functionNames().stream()
        .filter(function -> function.startsWith(prefix))
        .map(function -> function.substring(prefix.length()));
  }

  /** A function that is there, but whose arguments the kernel's types do not tell. */
  private @org.jspecify.annotations.Nullable Problem noTypes(Probe probe, String name)
      throws ProblemException {
    try {
      KernelSymbols symbols = lists.symbolsWith(name);
      // types have the names of the source, but tell nothing of copies that the compiler changed
      List<String> there = symbols.exists(name) ? List.of(name) : symbols.otherNames(name);
      return there.stream().anyMatch(one -> symbols.isTraceable(one) && !symbols.isBlacklisted(one))
          ? Problem.error(Stage.ATTACH, "attach.no-types", probe, there.get(0))
          : null;
    } catch (AgentException e) {
      return null;
    }
  }

  /** Empty when there are none, for which the help has other words. */
  private static String list(List<String> names) {
    return String.join(", ", names);
  }
}
