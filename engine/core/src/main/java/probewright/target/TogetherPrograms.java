package probewright.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import probewright.diagnostics.ProblemException;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/**
 * Which programs are attached to many functions with one link. A program is loaded for that or for
 * single probes, so all its attachments must be of functions, at their start.
 */
final class TogetherPrograms {
  /** Whether the kernel can, asked only where it matters. */
  interface Ability {
    boolean there() throws ProblemException;
  }

  private TogetherPrograms() {}

  static Set<String> of(List<Attachment> attachments, Ability ability) throws ProblemException {
    Map<String, List<Attachment>> byProgram = new LinkedHashMap<>();
    for (Attachment attachment : attachments) {
      byProgram.merge(
          attachment.function(),
          List.of(attachment),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    Set<String> wanted =
        byProgram.entrySet().stream()
            .filter(entry -> entry.getValue().stream().allMatch(TogetherPrograms::fits))
            .filter(entry -> entry.getValue().stream().anyMatch(a -> a.probe().isPattern()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return wanted.isEmpty() || !ability.there() ? Set.of() : wanted;
  }

  private static boolean fits(Attachment attachment) {
    ProbeKind kind = attachment.probe().kind();
    String name = attachment.probe().parts().get(0);
    return (kind == ProbeKind.KPROBE || kind == ProbeKind.KRETPROBE)
        && (attachment.probe().isPattern() || (name.indexOf('+') < 0 && !name.startsWith("0x")));
  }
}
