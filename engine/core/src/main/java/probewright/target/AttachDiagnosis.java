package probewright.target;

import java.util.List;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/**
 * Why a probe cannot be attached. Asked only after the kernel has said no, since its lists do not
 * tell what can be: some functions are in them by other names.
 */
final class AttachDiagnosis {
  private final AgentFiles files;

  AttachDiagnosis(AgentFiles files) {
    this.files = files;
  }

  /** Of {@code attach.failed}, whose first argument says which one it was. */
  Problem explain(AgentException refusal, List<Attachment> attachments) throws ProblemException {
    int index = Errno.number(refusal.argument(0));
    boolean mine = refusal.code().startsWith("attach.") && index < attachments.size();
    if (!mine) {
      return AgentFiles.refused(Stage.ATTACH, refusal);
    }
    return explain(attachments.get(index), Errno.number(refusal.argument(1)), refusal);
  }

  /** Of one attachment and the kernel's error number. */
  Problem explain(Attachment attachment, int errno, AgentException refusal)
      throws ProblemException {
    Problem problem =
        switch (refusal.code()) {
          case "attach.kind-not-there" ->
              Problem.error(Stage.ATTACH, refusal.code(), attachment.probe().kind().word());
          case "attach.no-perf-kprobe" -> Problem.error(Stage.ATTACH, refusal.code());
          default -> diagnose(attachment, errno);
        };
    return problem.at(attachment.place()).withRaw(refusal.raw());
  }

  private Problem diagnose(Attachment attachment, int errno) throws ProblemException {
    String probe = attachment.probe().toString();
    if (errno == Errno.EPERM || errno == Errno.EACCES) {
      return Problem.error(Stage.ATTACH, "attach.no-permission", probe);
    }
    List<String> parts = attachment.probe().parts();
    try {
      return switch (attachment.probe().kind()) {
        case KPROBE, KRETPROBE, FENTRY, FEXIT -> function(probe, parts.get(0), errno);
        case TRACEPOINT -> event(probe, parts.get(0) + ":" + parts.get(1), false, errno);
        case RAW_TRACEPOINT -> event(probe, parts.get(0), true, errno);
        default -> other(probe, errno);
      };
    } catch (AgentException e) {
      // the lists cannot be read: what the kernel said is still told
      return other(probe, errno);
    }
  }

  private Problem function(String probe, String spelling, int errno)
      throws AgentException, ProblemException {
    int plus = spelling.indexOf('+');
    String name = plus < 0 ? spelling : spelling.substring(0, plus);
    KernelSymbols symbols =
        new KernelSymbols(files.lines("kallsyms"), files.lines("functions"), blacklist());
    if (!symbols.exists(name)) {
      List<String> renamed = symbols.renamed(name);
      return renamed.isEmpty()
          ? Problem.error(Stage.ATTACH, "attach.absent", probe, list(symbols.near(name)))
          : Problem.error(Stage.ATTACH, "attach.renamed", probe, list(renamed));
    }
    if (symbols.isBlacklisted(name)) {
      return Problem.error(Stage.ATTACH, "attach.blacklisted", probe, list(symbols.near(name)));
    }
    if (!symbols.isTraceable(name)) {
      return Problem.error(Stage.ATTACH, "attach.not-traceable", probe, list(symbols.near(name)));
    }
    if (symbols.isAmbiguous(name) || errno == Errno.EADDRNOTAVAIL) {
      return Problem.error(Stage.ATTACH, "attach.ambiguous", probe);
    }
    return other(probe, errno);
  }

  /** debugfs may not be mounted; then the other lists decide. */
  private List<String> blacklist() throws ProblemException {
    try {
      return files.lines("blacklist");
    } catch (AgentException e) {
      return List.of();
    }
  }

  private Problem event(String probe, String name, boolean raw, int errno)
      throws AgentException, ProblemException {
    List<String> events =
        files.lines("events").stream()
            .map(event -> raw ? event.substring(event.indexOf(':') + 1) : event)
            .toList();
    if (events.contains(name)) {
      return other(probe, errno);
    }
    List<String> near = KernelSymbols.near(name, events).stream().limit(3).toList();
    return Problem.error(Stage.ATTACH, "attach.absent", probe, list(near));
  }

  private static Problem other(String probe, int errno) {
    return Problem.error(Stage.ATTACH, "attach.failed", probe, Errno.words("" + errno));
  }

  /** Empty when there are none, for which the help has other words. */
  private static String list(List<String> names) {
    return String.join(", ", names);
  }
}
