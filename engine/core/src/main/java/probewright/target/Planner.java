package probewright.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.PerfEvent;
import probewright.probes.Probe;

/** Makes of each attachment what the agent is to do for it. */
final class Planner {
  private final KernelPlans kernel;
  private final UserPlans user;
  private final Set<String> together;

  /**
   * @param together the programs that were loaded for many functions with one link
   */
  Planner(KernelPlans kernel, UserPlans user, Set<String> together) {
    this.kernel = kernel;
    this.user = user;
    this.together = together;
  }

  Outcome<AttachPlan> plan(Attachment attachment) throws AgentException, ProblemException {
    Probe probe = attachment.probe();
    return switch (probe.kind()) {
      case KPROBE, KRETPROBE ->
          kernel.function(attachment, together.contains(attachment.function()));
      case TRACEPOINT -> kernel.tracepoint(attachment);
      case UPROBE, URETPROBE -> user.function(probe);
      case USDT -> user.staticProbe(probe);
      case PERF -> perf(probe);
      case RAW_TRACEPOINT, TP_BTF, FENTRY, FEXIT, FMOD_RET, LSM, ITER, XDP, SOCKET ->
          Outcome.done(AttachPlan.one(probe.kind().word(), probe.parts()));
    };
  }

  private static Outcome<AttachPlan> perf(Probe probe) {
    List<String> parts = probe.parts();
    Optional<PerfEvent> event = PerfEvent.of(parts.get(0), parts.get(1));
    if (event.isEmpty()) {
      String known = String.join(", ", PerfEvent.events(parts.get(0)));
      return Outcome.refused(
          Problem.error(
              Stage.ATTACH, "attach.perf-event", parts.get(0) + ":" + parts.get(1), known));
    }
    boolean frequency = parts.get(2).equals("freq");
    if ((!frequency && !parts.get(2).equals("period"))
        || !parts.get(3).matches("[1-9][0-9]{0,17}")) {
      return Outcome.refused(
          Problem.error(Stage.ATTACH, "probe.malformed", probe, probe.kind().form()));
    }
    return Outcome.done(
        AttachPlan.one(
            probe.kind().word(),
            List.of(
                String.valueOf(event.get().type()),
                KernelPlans.hex(event.get().config()),
                parts.get(2),
                parts.get(3))));
  }
}
