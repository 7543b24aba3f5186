package probewright.dialect;

import java.util.Set;

/** Where the pointers come from that a program did not make itself: from functions it calls. */
final class CallOrigins {
  private static final Set<String> WHOLE_COPIES =
      Set.of("__builtin_memcpy", "memcpy", "__builtin_memmove", "memmove");

  /** Sockets as helpers hand them out. */
  private static final Set<String> SOCKETS = Set.of("bpf_sock", "bpf_tcp_sock");

  private CallOrigins() {}

  /** What a helper of the kernel's or of ours gives. */
  static Origin ofLibrary(Node call) {
    if (SOCKETS.contains(call.type().tag())) {
      return Origin.LOCAL;
    }
    if (call.callee().startsWith("bpf_")
        && (call.callee().endsWith("_storage_get") || call.callee().startsWith("bpf_per_cpu_"))) {
      return Origin.LOCAL;
    }
    return call.type().isPointer() ? Origin.KERNEL.known(call.type()) : Origin.NONE;
  }

  /** Whether a call copies memory as C does, which outside of BPF's own a helper has to do. */
  static boolean isCopy(Node call) {
    return WHOLE_COPIES.contains(call.callee());
  }
}
