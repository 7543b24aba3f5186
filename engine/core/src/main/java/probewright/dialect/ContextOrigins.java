package probewright.dialect;

import java.util.Set;
import probewright.probes.Probe;

/** What contexts are, and where what lies in them points. */
final class ContextOrigins {
  private static final Set<String> NETWORK =
      Set.of(
          "__sk_buff",
          "xdp_md",
          "sk_msg_md",
          "sk_reuseport_md",
          "bpf_sock_ops",
          "bpf_sock_addr",
          "bpf_sock",
          "bpf_sockopt",
          "bpf_sk_lookup",
          "bpf_flow_keys");

  private ContextOrigins() {}

  /** The context at a probe. */
  static Origin at(Probe probe) {
    return switch (probe.kind()) {
      case UPROBE, URETPROBE, USDT -> Origin.USER_CONTEXT;
      case TP_BTF, FENTRY, FEXIT, FMOD_RET, LSM, ITER -> Origin.TRUSTED_CONTEXT;
      case TRACEPOINT ->
          probe.parts().size() > 1 && probe.parts().get(1).startsWith("sys_enter_")
              ? Origin.USER_CONTEXT
              : Origin.CONTEXT;
      default -> Origin.CONTEXT;
    };
  }

  /** What a pointer is that lies in a context. */
  static Origin pointerIn(Origin context) {
    return switch (context) {
      case CONTEXT -> Origin.KERNEL;
      case USER_CONTEXT -> Origin.USER;
      case TRUSTED_CONTEXT -> Origin.TRUSTED;
      default -> Origin.ANY;
    };
  }

  /** What contexts of the network point at, packets and sockets, programs may touch themselves. */
  static boolean isNetwork(Node place) {
    return place.is("MemberExpr") && NETWORK.contains(place.first().type().tag());
  }

  /** Registers that the kernel saved are those of a process. */
  static boolean isSavedRegister(Node place) {
    return place.is("MemberExpr") && place.first().type().tag().equals("pt_regs");
  }
}
