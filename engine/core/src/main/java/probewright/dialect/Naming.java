package probewright.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;

/** Where a program attaches by its name: {@code kprobe__vfs_read}. */
final class Naming {
  private static final String SYSCALL = "syscall:";
  private static final String CALL = "syscall__";
  private static final String KERNEL = "vmlinux__";

  /** Those that are followed by one name. */
  private static final Map<String, ProbeKind> PREFIXES =
      Map.of(
          "kprobe__", ProbeKind.KPROBE,
          "kretprobe__", ProbeKind.KRETPROBE,
          "raw_tracepoint__", ProbeKind.RAW_TRACEPOINT,
          "kfunc__", ProbeKind.FENTRY,
          "kretfunc__", ProbeKind.FEXIT,
          "kmod_ret__", ProbeKind.FMOD_RET,
          "lsm__", ProbeKind.LSM,
          "bpf_iter__", ProbeKind.ITER);

  private Naming() {}

  static Optional<Attachment> attachment(Function function, Translation work) {
    boolean elsewhere = function.name().startsWith(CALL) && work.asked.contains(function.name());
    Optional<Probe> probe =
        function.section().isEmpty()
            ? probe(function.name(), work).filter(found -> !elsewhere)
            : SectionNames.probe(function.section());
    return probe.map(p -> new Attachment(p, function.name(), work.place(function.node().loc())));
  }

  /** Whether a function's name says where it attaches. */
  static boolean isConvention(String name, Translation work) {
    return probe(name, work).isPresent();
  }

  private static Optional<Probe> probe(String name, Translation work) {
    if (name.matches("tracepoint__.+?__.+")) {
      String[] parts = name.substring(12).split("__", 2);
      return Optional.of(
          work.tracepoints
              .of(name)
              .map(found -> Probe.of(ProbeKind.TRACEPOINT, found.category(), found.event()))
              .orElseGet(() -> Probe.of(ProbeKind.TRACEPOINT, parts[0], parts[1])));
    }
    if (name.startsWith(CALL)) {
      // such names also go to functions that are attached elsewhere
      String entry = work.machine.syscallPrefix() + name.substring(CALL.length());
      return work.kernel.hasFunction(entry)
          ? Optional.of(Probe.of(ProbeKind.KPROBE, entry))
          : Optional.empty();
    }
    for (Map.Entry<String, ProbeKind> prefix : PREFIXES.entrySet()) {
      if (name.startsWith(prefix.getKey())) {
        String place = place(prefix.getValue(), name.substring(prefix.getKey().length()), work);
        return place.isEmpty() ? Optional.empty() : Optional.of(Probe.of(prefix.getValue(), place));
      }
    }
    return Optional.empty();
  }

  private static String place(ProbeKind kind, String words, Translation work) {
    return switch (kind) {
      case KPROBE, KRETPROBE -> ownName(words, work);
      case FENTRY, FEXIT, FMOD_RET -> ownName(withoutModule(words, work), work);
      default -> words;
    };
  }

  /** {@code MODULE__FUNCTION} without the module: the function's types say where it is. */
  private static String withoutModule(String words, Translation work) {
    if (words.startsWith(KERNEL)) {
      return words.substring(KERNEL.length());
    }
    int split = words.indexOf("__", 1);
    return split < 0 || work.kernel.hasFunction(words) ? words : words.substring(split + 2);
  }

  /**
   * The kernel's own name for a function: a system call's entry function has another name on every
   * machine, and programs carry that of the machine they were written on.
   */
  private static String ownName(String name, Translation work) {
    String own = work.machine.ownSyscall(name);
    // sys_imageblit and its like begin as system calls do but are none
    return own.equals(name) || (work.kernel.hasFunction(name) && !work.kernel.hasFunction(own))
        ? name
        : own;
  }

  /** The same with {@code syscall:NAME} made the machine's own entry function. */
  static Attachment resolve(Attachment attachment, Translation work) {
    Probe probe = attachment.probe();
    String first = probe.parts().get(0);
    boolean function = probe.kind() == ProbeKind.KPROBE || probe.kind() == ProbeKind.KRETPROBE;
    if (!function || !first.startsWith(SYSCALL)) {
      return attachment;
    }
    String name = work.machine.syscallPrefix() + first.substring(SYSCALL.length());
    return new Attachment(
        new Probe(probe.kind(), List.of(name)), attachment.function(), attachment.place());
  }
}
