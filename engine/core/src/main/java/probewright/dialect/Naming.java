package probewright.dialect;

import java.util.Optional;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;

/** Where a program attaches by its name: {@code kprobe__vfs_read}. */
final class Naming {
  private static final String SYSCALL = "syscall:";

  private Naming() {}

  static Optional<Attachment> attachment(Function function, Translation work) {
    String name = function.name();
    Optional<Probe> probe = Optional.empty();
    if (name.startsWith("kprobe__")) {
      probe = kernelFunction(ProbeKind.KPROBE, name.substring(8), work);
    } else if (name.startsWith("kretprobe__")) {
      probe = kernelFunction(ProbeKind.KRETPROBE, name.substring(11), work);
    } else if (name.startsWith("raw_tracepoint__") && name.length() > 16) {
      probe = Optional.of(Probe.of(ProbeKind.RAW_TRACEPOINT, name.substring(16)));
    } else if (name.matches("tracepoint__.+?__.+")) {
      String[] parts = name.substring(12).split("__", 2);
      probe = Optional.of(Probe.of(ProbeKind.TRACEPOINT, parts[0], parts[1]));
    }
    return probe.map(p -> new Attachment(p, name, work.place(function.node().loc())));
  }

  private static Optional<Probe> kernelFunction(ProbeKind kind, String name, Translation work) {
    return name.isEmpty() ? Optional.empty() : Optional.of(Probe.of(kind, ownName(name, work)));
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
    return new Attachment(Probe.of(probe.kind(), name), attachment.function(), attachment.place());
  }
}
