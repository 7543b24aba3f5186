package probewright.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.NamePattern;
import probewright.probes.ProbeKind;

/** How kprobes and tracepoints are attached: by the name they are given, or by all that fit it. */
final class KernelPlans {
  private final KernelLists lists;

  KernelPlans(KernelLists lists) {
    this.lists = lists;
  }

  /**
   * A kprobe or kretprobe.
   *
   * @param together whether the program was loaded for many functions with one link
   */
  Outcome<AttachPlan> function(Attachment attachment, boolean together)
      throws AgentException, ProblemException {
    String name = attachment.probe().parts().get(0);
    String kind = attachment.probe().kind().word();
    if (!attachment.probe().isPattern()) {
      return !together || name.startsWith("0x")
          ? Outcome.done(single(kind, name, together))
          : named(attachment, name);
    }
    Optional<NamePattern> pattern = NamePattern.of(name);
    if (pattern.isEmpty()) {
      return Outcome.refused(Problem.error(Stage.ATTACH, "probe.bad-pattern", name));
    }
    Map<Long, String> found = lists.symbols().matching(pattern.get());
    return found.isEmpty()
        ? Outcome.refused(Problem.error(Stage.ATTACH, "attach.none-fit", attachment.probe()))
        : Outcome.done(many(kind, found, together));
  }

  private static AttachPlan single(String kind, String name, boolean together) {
    return AttachPlan.one(together ? kind + ".multi" : kind, List.of(name));
  }

  /** One function's name where only addresses will do. */
  private Outcome<AttachPlan> named(Attachment attachment, String name)
      throws AgentException, ProblemException {
    KernelSymbols symbols = lists.symbolsWith(name);
    Map<Long, String> found = new LinkedHashMap<>();
    List<String> names = symbols.exists(name) ? List.of(name) : symbols.otherNames(name);
    for (String each : names) {
      symbols.addresses(each).forEach(address -> found.put(address, each));
    }
    String kind = attachment.probe().kind().word();
    return found.isEmpty()
        ? Outcome.refused(
            Problem.error(
                Stage.ATTACH,
                "attach.absent",
                attachment.probe(),
                String.join(", ", symbols.near(name))))
        : new Outcome.Done<>(
            many(kind, found, true), names.contains(name) ? List.of() : told(attachment, names));
  }

  private static AttachPlan many(String kind, Map<Long, String> functions, boolean together) {
    if (together) {
      return new AttachPlan.Together(kind + ".multi", functions);
    }
    List<AttachPlan.Link> links = new ArrayList<>();
    functions
        .keySet()
        .forEach(address -> links.add(new AttachPlan.Link(kind, List.of(hex(address)))));
    return new AttachPlan.Each(links);
  }

  static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  /** What to do instead once the kernel has refused a function's name; empty for nothing. */
  Optional<Outcome<AttachPlan>> instead(Attachment attachment)
      throws AgentException, ProblemException {
    String spelling = attachment.probe().parts().get(0);
    int plus = spelling.indexOf('+');
    String name = plus < 0 ? spelling : spelling.substring(0, plus);
    String offset = plus < 0 ? "" : spelling.substring(plus);
    String kind = attachment.probe().kind().word();
    KernelSymbols symbols = lists.symbolsWith(name);
    if (symbols.exists(name)) {
      List<Long> all = symbols.addresses(name);
      if (all.size() < 2 || symbols.isBlacklisted(name) || !symbols.isTraceable(name)) {
        return Optional.empty();
      }
      long moved = offset.isEmpty() ? 0 : number(offset);
      List<AttachPlan.Link> links =
          all.stream().map(at -> new AttachPlan.Link(kind, List.of(hex(at + moved)))).toList();
      Problem note =
          Problem.error(Stage.ATTACH, "attach.several", attachment.probe(), all.size())
              .asWarning()
              .at(attachment.place());
      return Optional.of(new Outcome.Done<>(new AttachPlan.Each(links), List.of(note)));
    }
    // another function's instructions are at other offsets
    List<String> others = offset.isEmpty() ? symbols.otherNames(name) : List.of();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    List<AttachPlan.Link> links =
        others.stream().map(other -> new AttachPlan.Link(kind, List.of(other))).toList();
    AttachPlan plan =
        links.size() == 1 ? new AttachPlan.One(links.get(0)) : new AttachPlan.Each(links);
    return Optional.of(new Outcome.Done<>(plan, told(attachment, others)));
  }

  private static long number(String offset) {
    try {
      return Long.decode(offset.substring(1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static List<Problem> told(Attachment attachment, List<String> names) {
    return List.of(
        Problem.error(
                Stage.ATTACH, "attach.found-renamed", attachment.probe(), String.join(", ", names))
            .asWarning()
            .at(attachment.place()));
  }

  /** A tracepoint, or all whose event fits. */
  Outcome<AttachPlan> tracepoint(Attachment attachment) throws AgentException, ProblemException {
    List<String> parts = attachment.probe().parts();
    String kind = ProbeKind.TRACEPOINT.word();
    if (!attachment.probe().isPattern()) {
      return Outcome.done(AttachPlan.one(kind, parts));
    }
    Optional<NamePattern> pattern = NamePattern.of(parts.get(1));
    if (pattern.isEmpty()) {
      return Outcome.refused(Problem.error(Stage.ATTACH, "probe.bad-pattern", parts.get(1)));
    }
    List<AttachPlan.Link> links = new ArrayList<>();
    for (String event : lists.events()) {
      String[] words = event.split(":", 2);
      if (words.length == 2 && words[0].equals(parts.get(0)) && pattern.get().test(words[1])) {
        links.add(new AttachPlan.Link(kind, List.of(words)));
      }
    }
    return links.isEmpty()
        ? Outcome.refused(Problem.error(Stage.ATTACH, "attach.none-fit", attachment.probe()))
        : Outcome.done(new AttachPlan.Each(links));
  }
}
