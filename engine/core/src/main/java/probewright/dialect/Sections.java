package probewright.dialect;

import java.util.List;
import java.util.Map;
import probewright.probes.Attachment;
import probewright.probes.Probe;

/** The section of a program, which tells libbpf its type and readers where it attaches. */
final class Sections {
  private static final String PACKET = "__sk_buff";

  /** What a program is that is attached nowhere, by what it takes. */
  private static final Map<String, String> BY_CONTEXT =
      Map.of(
          PACKET,
          "socket",
          "xdp_md",
          "xdp",
          "bpf_perf_event_data",
          "perf_event",
          "bpf_raw_tracepoint_args",
          "raw_tracepoint",
          "sk_msg_md",
          "sk_msg",
          "bpf_sock_ops",
          "sockops",
          "bpf_sock_addr",
          "cgroup/connect4",
          "bpf_sock",
          "cgroup/sock_create");

  private Sections() {}

  static String of(Function function, List<Attachment> attached, Translation work) {
    return attached.isEmpty() ? ofContext(function, work) : of(attached.get(0).probe());
  }

  /** Where a program could be attached, by what it takes; empty when nothing here attaches it. */
  static String advice(Function function, Translation work) {
    String tag = context(function, work);
    if (tag.startsWith("tracepoint__")) {
      return work.tracepoints
          .of(tag)
          .map(found -> "tracepoint:" + found.category() + ":" + found.event())
          .orElse("tracepoint:CATEGORY:EVENT");
    }
    return switch (tag) {
      case "xdp_md" -> "xdp:DEVICE";
      case "bpf_perf_event_data" -> "perf:software:cpu-clock:freq:99";
      case "bpf_raw_tracepoint_args" -> "raw_tracepoint:EVENT";
      default -> BY_CONTEXT.containsKey(tag) ? "" : "kprobe:FUNCTION";
    };
  }

  private static String context(Function function, Translation work) {
    String tag = function.parameters().isEmpty() ? "" : function.parameters().get(0).type().tag();
    return tag.isEmpty() && Packets.isTaken(function, work) ? PACKET : tag;
  }

  static String ofContext(Function function, Translation work) {
    String tag = context(function, work);
    if (tag.equals(PACKET) && Packets.isChanged(function, work)) {
      return "tc";
    }
    return tag.startsWith("tracepoint__") ? "tracepoint" : BY_CONTEXT.getOrDefault(tag, "kprobe");
  }

  static String of(Probe probe) {
    List<String> parts = probe.parts();
    return switch (probe.kind()) {
      case KPROBE, KRETPROBE -> {
        String place = parts.get(0).replaceFirst("\\+.*", "");
        yield probe.kind().word() + (place.matches("[\\w.]+") ? "/" + place : "");
      }
      case TRACEPOINT -> "tracepoint/" + parts.get(0) + "/" + parts.get(1);
      case RAW_TRACEPOINT, TP_BTF, FENTRY, FEXIT, FMOD_RET, LSM, ITER ->
          probe.kind().word() + "/" + parts.get(0);
      case UPROBE, URETPROBE, USDT -> probe.kind().word();
      case PERF -> "perf_event";
      case XDP, SOCKET -> probe.kind().word();
    };
  }

  /**
   * What two probes must agree in to share one program: its type for the kernel, and where a
   * program is tied to one function when it is loaded, that function.
   */
  static String type(Probe probe) {
    return switch (probe.kind()) {
      case KPROBE, KRETPROBE, UPROBE, URETPROBE, USDT -> "kprobe";
      case TRACEPOINT, RAW_TRACEPOINT, PERF, XDP, SOCKET -> probe.kind().word();
      case TP_BTF, FENTRY, FEXIT, FMOD_RET, LSM, ITER -> probe.toString();
    };
  }
}
