package probewright.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;

/** What the names in libbpf's {@code SEC("…")} say. */
final class SectionNames {
  private static final Map<String, ProbeKind> KINDS =
      Map.ofEntries(
          Map.entry("kprobe", ProbeKind.KPROBE),
          Map.entry("kretprobe", ProbeKind.KRETPROBE),
          Map.entry("kprobe.multi", ProbeKind.KPROBE),
          Map.entry("kretprobe.multi", ProbeKind.KRETPROBE),
          Map.entry("ksyscall", ProbeKind.KPROBE),
          Map.entry("kretsyscall", ProbeKind.KRETPROBE),
          Map.entry("tracepoint", ProbeKind.TRACEPOINT),
          Map.entry("tp", ProbeKind.TRACEPOINT),
          Map.entry("raw_tracepoint", ProbeKind.RAW_TRACEPOINT),
          Map.entry("raw_tracepoint.w", ProbeKind.RAW_TRACEPOINT),
          Map.entry("raw_tp", ProbeKind.RAW_TRACEPOINT),
          Map.entry("raw_tp.w", ProbeKind.RAW_TRACEPOINT),
          Map.entry("tp_btf", ProbeKind.TP_BTF),
          Map.entry("fentry", ProbeKind.FENTRY),
          Map.entry("fentry.s", ProbeKind.FENTRY),
          Map.entry("fexit", ProbeKind.FEXIT),
          Map.entry("fexit.s", ProbeKind.FEXIT),
          Map.entry("fmod_ret", ProbeKind.FMOD_RET),
          Map.entry("fmod_ret.s", ProbeKind.FMOD_RET),
          Map.entry("lsm", ProbeKind.LSM),
          Map.entry("lsm.s", ProbeKind.LSM),
          Map.entry("iter", ProbeKind.ITER),
          Map.entry("iter.s", ProbeKind.ITER),
          Map.entry("uprobe", ProbeKind.UPROBE),
          Map.entry("uprobe.s", ProbeKind.UPROBE),
          Map.entry("uretprobe", ProbeKind.URETPROBE),
          Map.entry("uretprobe.s", ProbeKind.URETPROBE),
          Map.entry("usdt", ProbeKind.USDT));

  /** Those whose arguments the verifier knows the types of. */
  private static final Set<String> TYPED =
      Set.of(
          "tp_btf",
          "fentry",
          "fentry.s",
          "fexit",
          "fexit.s",
          "fmod_ret",
          "fmod_ret.s",
          "lsm",
          "lsm.s",
          "iter",
          "iter.s");

  private SectionNames() {}

  /** Where a program of that section attaches; empty when the name does not say it. */
  static Optional<Probe> probe(String section) {
    int slash = section.indexOf('/');
    ProbeKind kind = KINDS.get(word(section));
    if (slash < 0 || kind == null) {
      return Optional.empty();
    }
    String place = section.substring(slash + 1);
    List<String> parts =
        switch (kind) {
          case TRACEPOINT -> List.of(place.split("/", 2));
          case KPROBE, KRETPROBE ->
              List.of(word(section).endsWith("syscall") ? "syscall:" + place : place);
          case UPROBE, URETPROBE -> splitLast(place);
          case USDT -> List.of(place.split(":", 3));
          default -> List.of(place);
        };
    boolean whole = parts.size() == kind.parts() && parts.stream().noneMatch(String::isEmpty);
    return whole ? Optional.of(new Probe(kind, parts)) : Optional.empty();
  }

  private static List<String> splitLast(String place) {
    int colon = place.lastIndexOf(':');
    return colon < 0
        ? List.of(place)
        : List.of(place.substring(0, colon), place.substring(colon + 1));
  }

  static boolean isTyped(String section) {
    return TYPED.contains(word(section));
  }

  private static String word(String section) {
    int slash = section.indexOf('/');
    return slash < 0 ? section : section.substring(0, slash);
  }
}
