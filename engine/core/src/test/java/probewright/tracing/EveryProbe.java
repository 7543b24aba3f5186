package probewright.tracing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import probewright.dialect.Program;

/** A program with a probe of each kind, each with a slot of its own in the map of its hits. */
final class EveryProbe {
  /** The probe of the function {@code filter}. */
  static final String FILTERED = "socket:lo";

  private EveryProbe() {}

  /** What counts in which slot, and how often: a slot of its own for each row. */
  record Row(String probe, String body, long count) {
    static Row of(String probe, long count) {
      return new Row(probe, "if (!ours()) return 0; hits.increment(SLOT);", count);
    }
  }

  static final String HEAD =
      """
      #include <uapi/linux/bpf_perf_event.h>
      #include <linux/ip.h>
      #include <linux/udp.h>
      #include <linux/if_ether.h>
      #include <bcc/proto.h>
      BPF_HASH(hits, u32, u64);
      static int ours(void)
      {
          char name[16] = {};
          bpf_get_current_comm(&name, sizeof(name));
          return name[0] == 't' && name[1] == 'h' && name[2] == 'o' && name[5] == 'a' && name[7] == 'd';
      }
      """;

  /** The address that a fault was at: of the thousand pages. */
  private static final String FAULT =
      "u64 at = ctx->addr; if (at >> 24 == 0x7e0000) hits.increment(SLOT);";

  private static final String DATAGRAM =
      """
      void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
      struct ethhdr *ethernet = data;
      struct iphdr *ip = data + sizeof(*ethernet);
      struct udphdr *udp = (void *)(ip + 1);
      if ((void *)(udp + 1) > end || ip->protocol != 17 || udp->dest != htons(7777))
          return XDP_PASS;
      hits.increment(SLOT);
      return XDP_PASS;
      """;

  /** On lo a socket sees a packet when it is sent and when it comes. */
  private static final String SOCKET =
      """
      u8 *cursor = 0;
      struct ethernet_t *ethernet = cursor_advance(cursor, sizeof(*ethernet));
      struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));
      if (ethernet->type != 0x0800 || ip->nextp != 17)
          return 0;
      struct udp_t *udp = cursor_advance(cursor, sizeof(*udp));
      if (udp->dport != 7777)
          return 0;
      hits.increment(SLOT + ctx->pkt_type);
      return 0;
      """;

  static List<Row> rows() {
    return List.of(
        Row.of("kprobe:syscall:getppid", 1000),
        Row.of("kretprobe:syscall:getppid", 1000),
        Row.of("kprobe:__*_sys_getppid", 1000),
        Row.of("kretprobe:__*_sys_getppid", 1000),
        Row.of("tracepoint:syscalls:sys_enter_getppid", 1000),
        new Row(
            "raw_tracepoint:sys_exit",
            "if (ours() && ((struct pt_regs *)ctx->args[0])->orig_ax == 110) hits.increment(SLOT);",
            1000),
        new Row(
            "raw_tracepoint:sys_enter",
            "if (ours() && ctx->args[1] == 110) hits.increment(SLOT);",
            1000),
        new Row("tp_btf:sys_enter", "if (ours() && ctx[1] == 110) hits.increment(SLOT);", 1000),
        Row.of("fentry:__do_sys_getppid", 1000),
        Row.of("fexit:__do_sys_getppid", 1000),
        Row.of("fmod_ret:security_task_getpgid", 1000),
        Row.of("lsm:task_getpgid", 1000),
        Row.of("uprobe:/tmp/thousand:called", 1000),
        Row.of("uretprobe:/tmp/thousand:called", 1000),
        Row.of("uprobe:/tmp/thousand:packed", 1000),
        Row.of("usdt:/tmp/thousand:demo:asked", 1000),
        Row.of("usdt:/tmp/thousand:demo:places", 2000),
        new Row("perf:software:page-faults:period:1", FAULT, 1000),
        new Row("xdp:lo", DATAGRAM, 1000));
  }

  /** All of them in one program; the packets' filter counts in the slots from 100 on. */
  static Program program() {
    StringBuilder text = new StringBuilder();
    StringBuilder functions = new StringBuilder(HEAD);
    List<Row> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append("// attach: ").append(row.probe).append("=f").append(i).append('\n');
      functions
          .append("int f")
          .append(i)
          .append('(')
          .append(context(row.probe))
          .append(" *ctx)\n{\n")
          .append(row.body.replace("SLOT", String.valueOf(i)))
          .append("\nreturn 0;\n}\n");
    }
    text.append("// attach: ").append(FILTERED).append("=filter\n");
    functions
        .append("int filter(struct __sk_buff *ctx)\n{\n")
        .append(SOCKET.replace("SLOT", "100"))
        .append("}\n");
    return Program.of("every.c", text.append(functions).toString());
  }

  /** How often each slot is counted in one run of the workload. */
  static Map<Integer, Long> expected() {
    Map<Integer, Long> expected = new TreeMap<>();
    List<Row> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      expected.put(i, rows.get(i).count);
    }
    // PACKET_HOST and PACKET_OUTGOING
    expected.put(100, 1000L);
    expected.put(104, 1000L);
    return expected;
  }

  /** What was counted, by the names of the slots. */
  static Map<String, Long> counted(Tracing tracing) throws Exception {
    return named(tracing.map("hits", Integer.class, Long.class).entries());
  }

  /** Slots by names that say in a failed test what it is about. */
  static Map<String, Long> named(Map<Integer, Long> slots) {
    Map<String, Long> named = new TreeMap<>();
    slots.forEach((slot, count) -> named.put(name(slot), count));
    return named;
  }

  private static String name(int slot) {
    List<Row> rows = rows();
    return slot < rows.size() ? rows.get(slot).probe : "socket:lo packets of type " + (slot - 100);
  }

  private static String context(String probe) {
    return switch (probe.substring(0, probe.indexOf(':'))) {
      case "perf" -> "struct bpf_perf_event_data";
      case "xdp" -> "struct xdp_md";
      case "raw_tracepoint" -> "struct bpf_raw_tracepoint_args";
      case "tp_btf", "fentry", "fexit", "fmod_ret", "lsm" -> "unsigned long long";
      case "tracepoint" -> "void";
      default -> "struct pt_regs";
    };
  }
}
