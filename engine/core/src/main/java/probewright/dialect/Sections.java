package probewright.dialect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** The section of a program, which tells libbpf its type and readers where it attaches. */
final class Sections {
  /** Kinds whose programs are of one type for the kernel. */
  private static final Set<ProbeKind> KPROBE_LIKE =
      EnumSet.of(
          ProbeKind.KPROBE,
          ProbeKind.KRETPROBE,
          ProbeKind.UPROBE,
          ProbeKind.URETPROBE,
          ProbeKind.USDT);

  private Sections() {}

  static String of(Function function, List<Attachment> attached, Translation work) {
    if (attached.isEmpty()) {
      return "kprobe";
    }
    Set<ProbeKind> kinds =
        attached.stream().map(attachment -> attachment.probe().kind()).collect(Collectors.toSet());
    Attachment first = attached.get(0);
    if (kinds.size() > 1 && !KPROBE_LIKE.containsAll(kinds)) {
      work.error(
          function.node().loc(),
          "translate.attach-mixed",
          function.name(),
          Programs.kinds(attached));
    }
    List<String> parts = first.probe().parts();
    return switch (first.probe().kind()) {
      case KPROBE, KRETPROBE -> {
        String place = parts.get(0).replaceFirst("\\+.*", "");
        yield first.probe().kind().word() + (place.matches("[\\w.]+") ? "/" + place : "");
      }
      case TRACEPOINT -> "tracepoint/" + parts.get(0) + "/" + parts.get(1);
      case RAW_TRACEPOINT -> "raw_tracepoint/" + parts.get(0);
      case UPROBE, URETPROBE, USDT -> first.probe().kind().word();
      case PERF -> "perf_event";
      case TP_BTF -> "tp_btf/" + parts.get(0);
      case XDP -> "xdp";
      case FENTRY, FEXIT, FMOD_RET, LSM, ITER -> {
        work.notYet(function.node().loc(), first.probe().kind().word());
        yield "kprobe";
      }
    };
  }
}
