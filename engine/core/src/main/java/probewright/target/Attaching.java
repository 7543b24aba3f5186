package probewright.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** One program's probes being attached to a run, one attachment after the other. */
final class Attaching {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Each probe of its own costs the kernel memory, and time when it goes: bcc's limit too. */
  private static final int MOST = 1000;

  /** So many are asked for at once: some hundred milliseconds under emulation. */
  private static final int PIECE = 32;

  private final AgentClient client;
  private final Body run;
  private final AttachOptions options;
  private final Planner planner;
  private final KernelPlans kernelPlans;
  private final AttachDiagnosis diagnosis;
  private final StreamListener listener;
  private final List<Problem> notes = new ArrayList<>();
  private final Map<String, Boolean> ignoringPid = new HashMap<>();
  private List<Links> links = List.of();
  private int asked;

  /** Links of the run's that were made together, by their numbers. */
  record Links(long first, long count) {}

  /**
   * @param run the fields of a request that say to which object and run
   */
  Attaching(
      AgentClient client,
      Body run,
      AttachOptions options,
      Planner planner,
      KernelPlans kernelPlans,
      AttachDiagnosis diagnosis,
      StreamListener listener) {
    this.client = client;
    this.run = run;
    this.options = options;
    this.planner = planner;
    this.kernelPlans = kernelPlans;
    this.diagnosis = diagnosis;
    this.listener = listener;
  }

  /** How many probes were asked for by the last attachment. */
  int asked() {
    return asked;
  }

  /** Those that were made for it. */
  List<Links> links() {
    return links;
  }

  /** What there is to say of those that are attached. */
  List<Problem> notes() {
    return notes;
  }

  /** Attaches it; the problem when that cannot be done. */
  Optional<Problem> attach(Attachment attachment) throws ProblemException {
    asked = 0;
    links = new ArrayList<>();
    notePid(attachment);
    try {
      Outcome<AttachPlan> outcome = planner.plan(attachment);
      notes.addAll(outcome instanceof Outcome.Done ? outcome.problems() : List.of());
      if (!(outcome instanceof Outcome.Done<AttachPlan> plan)) {
        return Optional.of(outcome.problems().get(0).at(attachment.place()));
      }
      return carryOut(attachment, plan.value());
    } catch (AgentException e) {
      return Optional.of(diagnosis.explain(attachment, e));
    }
  }

  private Optional<Problem> carryOut(Attachment attachment, AttachPlan plan)
      throws ProblemException, AgentException {
    if (plan instanceof AttachPlan.One one) {
      return one(attachment, one.link());
    }
    if (plan instanceof AttachPlan.Each each) {
      return each(attachment, each.links());
    }
    AttachPlan.Together together = (AttachPlan.Together) plan;
    return together(attachment, together);
  }

  private Optional<Problem> one(Attachment attachment, AttachPlan.Link link)
      throws ProblemException, AgentException {
    Optional<AgentException> refusal = ask(attachment, List.of(link), false);
    if (refusal.isEmpty()) {
      return Optional.empty();
    }
    ProbeKind kind = attachment.probe().kind();
    if (refusal.get().code().equals("attach.failed")
        && (kind == ProbeKind.KPROBE || kind == ProbeKind.KRETPROBE)) {
      Optional<Outcome<AttachPlan>> instead = kernelPlans.instead(attachment);
      if (instead.isPresent() && instead.get() instanceof Outcome.Done<AttachPlan> done) {
        Optional<Problem> problem =
            done.value() instanceof AttachPlan.One other
                ? ask(attachment, List.of(other.link()), false)
                    .map(again -> explained(attachment, again))
                : carryOut(attachment, done.value());
        if (problem.isEmpty()) {
          notes.addAll(done.problems());
        }
        return problem;
      }
    }
    return Optional.of(explained(attachment, refusal.get()));
  }

  private Problem explained(Attachment attachment, AgentException refusal) {
    try {
      return diagnosis.explain(attachment, refusal);
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  private Optional<Problem> each(Attachment attachment, List<AttachPlan.Link> links)
      throws ProblemException {
    if (links.size() > MOST) {
      return Optional.of(
          Problem.error(Stage.ATTACH, "attach.too-many", attachment.probe(), links.size(), MOST)
              .at(attachment.place()));
    }
    Tally tally = new Tally();
    for (int from = 0; from < links.size(); from += PIECE) {
      int to = Math.min(from + PIECE, links.size());
      tally.add(askLeniently(attachment, links.subList(from, to)), to - from);
      listener.attaching(attachment, to, links.size());
    }
    return tally.outcome(attachment);
  }

  /** One link for all; where the kernel refuses, for halves, down to the function it refuses. */
  private Optional<Problem> together(Attachment attachment, AttachPlan.Together plan)
      throws ProblemException {
    Tally tally = new Tally();
    List<String> all = plan.functions().keySet().stream().map(KernelPlans::hex).toList();
    halve(attachment, plan.kind(), all, tally);
    listener.attaching(attachment, all.size(), all.size());
    return tally.outcome(attachment);
  }

  private void halve(Attachment attachment, String kind, List<String> functions, Tally tally)
      throws ProblemException {
    List<Refusal> refusals =
        askLeniently(attachment, List.of(new AttachPlan.Link(kind, functions)));
    if (refusals.isEmpty() || functions.size() == 1 || tally.failed > MOST / PIECE) {
      tally.add(refusals.isEmpty() ? List.of() : List.of(refusals.get(0)), functions.size());
      if (!refusals.isEmpty()) {
        tally.failed += functions.size() - 1;
      }
      return;
    }
    int middle = functions.size() / 2;
    halve(attachment, kind, functions.subList(0, middle), tally);
    halve(attachment, kind, functions.subList(middle, functions.size()), tally);
  }

  private Optional<AgentException> ask(
      Attachment attachment, List<AttachPlan.Link> links, boolean lenient) throws ProblemException {
    try {
      request(attachment, links, lenient);
      return Optional.empty();
    } catch (AgentException e) {
      return Optional.of(e);
    }
  }

  private record Refusal(AgentException why) {}

  private List<Refusal> askLeniently(Attachment attachment, List<AttachPlan.Link> links)
      throws ProblemException {
    List<Refusal> refusals = new ArrayList<>();
    try {
      for (Body failed : request(attachment, links, true).bodies("failed")) {
        refusals.add(new Refusal(AgentException.of(failed)));
      }
    } catch (AgentException e) {
      links.forEach(link -> refusals.add(new Refusal(e)));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
    return refusals;
  }

  private Body request(Attachment attachment, List<AttachPlan.Link> links, boolean lenient)
      throws AgentException, ProblemException {
    asked += links.size();
    List<Body> specs = new ArrayList<>();
    for (AttachPlan.Link link : links) {
      Body.Builder spec =
          Body.with()
              .put("program", attachment.function())
              .put("kind", link.kind())
              .put("parts", link.parts());
      specs.add((options.hasPid() ? spec.put("pid", options.pid()) : spec).done());
    }
    Body reply =
        client.request(
            Protocol.ATTACH,
            Body.with().putAll(run).put("attachments", specs).put("lenient", lenient).done(),
            PATIENCE);
    try {
      this.links.add(new Links(reply.number("first"), reply.number("links")));
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
    return reply;
  }

  /** Only what runs in a process can be limited to one. */
  private void notePid(Attachment attachment) {
    boolean limited =
        switch (attachment.probe().kind()) {
          case UPROBE, URETPROBE, USDT, PERF -> true;
          default -> false;
        };
    String word = attachment.probe().kind().word();
    if (options.hasPid() && !limited && ignoringPid.putIfAbsent(word, true) == null) {
      notes.add(
          Problem.error(Stage.ATTACH, "attach.pid-ignored", word)
              .asWarning()
              .at(attachment.place()));
    }
  }

  /** How many of many were attached. */
  private final class Tally {
    private int asked;
    private int failed;
    private @Nullable AgentException first;

    void add(List<Refusal> refusals, int of) {
      asked += of;
      failed += refusals.size();
      if (first == null && !refusals.isEmpty()) {
        first = refusals.get(0).why();
      }
    }

    /** Some may fail, but not all. */
    Optional<Problem> outcome(Attachment attachment) {
      if (first == null) {
        return Optional.empty();
      }
      String why = Errno.words(first.argument(1));
      if (failed >= asked) {
        return Optional.of(
            Problem.error(Stage.ATTACH, "attach.all-failed", attachment.probe(), asked, why)
                .withRaw(first.raw())
                .at(attachment.place()));
      }
      notes.add(
          Problem.error(Stage.ATTACH, "attach.some-failed", attachment.probe(), failed, asked, why)
              .asWarning()
              .at(attachment.place()));
      return Optional.empty();
    }
  }
}
