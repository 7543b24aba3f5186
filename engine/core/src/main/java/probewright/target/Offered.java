package probewright.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/**
 * What an agent says, in its hello, that it can be asked on its kernel: operations of the protocol
 * and what not every kernel has. Asked before it is used, so that the answer is a sentence and not
 * an error number.
 */
record Offered(Set<String> all) {
  static final String MANY = "kprobe.multi";
  static final String LSM = "lsm";
  private static final String RING = "ring";
  private static final String TRAMPOLINE = "trampoline";
  private static final String KPROBE = "kprobe";
  private static final String UPROBE = "uprobe";

  Offered(List<String> words) {
    this(Set.copyOf(words));
  }

  boolean has(String word) {
    return all.contains(word);
  }

  /** The first thing that a program needs and this kernel has not. */
  Optional<Problem> missing(ExpandedProgram program) {
    for (MapDeclaration map : program.maps()) {
      if (map.kind() == MapKind.RINGBUF_OUTPUT && !has(RING)) {
        return Optional.of(Problem.error(Stage.LOAD, "load.no-ring", map.name()).at(map.place()));
      }
    }
    return program.attachments().stream().flatMap(probe -> missing(probe).stream()).findFirst();
  }

  private Optional<Problem> missing(Attachment attachment) {
    ProbeKind kind = attachment.probe().kind();
    Optional<Problem> problem =
        switch (kind) {
          case FENTRY, FEXIT, FMOD_RET, TP_BTF -> without(TRAMPOLINE, "load.no-trampoline", kind);
          case KPROBE, KRETPROBE -> without(KPROBE, "attach.no-perf-kprobe", kind);
          case UPROBE, URETPROBE, USDT -> without(UPROBE, "attach.no-perf-kprobe", kind);
          default -> Optional.empty();
        };
    return problem.map(found -> found.at(attachment.place()));
  }

  private Optional<Problem> without(String word, String code, ProbeKind kind) {
    return has(word) ? Optional.empty() : Optional.of(Problem.error(Stage.LOAD, code, kind.word()));
  }
}
