package probewright.target;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** Programs at hooks load and attach on any kernel, but where BPF is no LSM nothing calls them. */
final class LsmCheck {
  private final AgentFiles files;

  LsmCheck(AgentFiles files) {
    this.files = files;
  }

  Optional<Problem> problem(List<Attachment> attachments) throws ProblemException {
    for (Attachment attachment : attachments) {
      if (attachment.probe().kind() == ProbeKind.LSM) {
        String active = active();
        return isActive(active)
            ? Optional.empty()
            : Optional.of(
                Problem.error(Stage.LOAD, "attach.lsm-off", active.strip()).at(attachment.place()));
      }
    }
    return Optional.empty();
  }

  /** Whether programs at hooks are called here, so far as anybody can tell. */
  boolean isActive() throws ProblemException {
    return isActive(active());
  }

  private static boolean isActive(String active) {
    return active.isEmpty() || Arrays.asList(active.strip().split(",", -1)).contains("bpf");
  }

  /** Empty where securityfs is not mounted, so that nobody can tell. */
  private String active() throws ProblemException {
    try {
      return String.join("", files.lines("lsm"));
    } catch (AgentException e) {
      return "";
    }
  }
}
