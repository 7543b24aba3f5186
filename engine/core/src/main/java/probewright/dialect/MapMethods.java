package probewright.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of maps' methods: {@code start.lookup(&key)}. */
final class MapMethods {
  private MapMethods() {}

  /** The map whose method a call is, or null. */
  static @Nullable BpfMap mapOf(Node call, Translation work) {
    Node method = call.first().bare();
    if (!call.is("CallExpr") || !method.is("MemberExpr") || method.arrow()) {
      return null;
    }
    Node map = method.first().bare();
    return map.is("DeclRefExpr") ? work.maps.get(map.targetName()) : null;
  }

  /** Turns a call into helpers' calls, when it is one of a map's method. */
  static void rewrite(Node call, Translation work) {
    BpfMap map = mapOf(call, work);
    if (map == null) {
      return;
    }
    Node method = call.first().bare();
    Spot start = method.begin();
    for (Spot spot : List.of(start, method.end(), call.end())) {
      if (!spot.written()) {
        work.expand(spot);
        return;
      }
    }
    if (!work.first(start.offset(), call.end().end())) {
      return;
    }
    String name = "&" + map.name();
    switch (method.name()) {
      case "lookup" -> head(call, work, "bpf_map_lookup_elem(" + name + ", ");
      case "delete" -> head(call, work, "bpf_map_delete_elem(" + name + ", ");
      case "update" -> {
        head(call, work, "bpf_map_update_elem(" + name + ", ");
        tail(call, work, ", BPF_ANY");
      }
      case "insert" -> {
        head(call, work, "bpf_map_update_elem(" + name + ", ");
        tail(call, work, ", BPF_NOEXIST");
      }
      case "lookup_or_try_init" -> head(call, work, "map_lookup_or_try_init(" + name + ", ");
      case "lookup_or_init" -> head(call, work, "map_lookup_or_init(" + name + ", ");
      case "increment", "atomic_increment" -> increment(call, work, map);
      case "perf_submit" -> submit(call, work, map);
      case "ringbuf_output" -> {
        work.maps.put(map.name(), map.submits(argument(call, 1)));
        head(call, work, "bpf_ringbuf_output(" + name + ", ");
      }
      case "ringbuf_reserve" -> {
        head(call, work, "bpf_ringbuf_reserve(" + name + ", ");
        tail(call, work, ", 0");
      }
      case "ringbuf_submit" -> {
        work.maps.put(map.name(), map.submits(argument(call, 1)));
        head(call, work, "bpf_ringbuf_submit(");
      }
      case "ringbuf_discard" -> head(call, work, "bpf_ringbuf_discard(");
      case "ringbuf_query" -> head(call, work, "bpf_ringbuf_query(" + name + ", ");
      default -> work.notYet(start, map.name() + "." + method.name() + "()");
    }
  }

  private static void increment(Node call, Translation work, BpfMap map) {
    head(call, work, (map.isArray() ? "array" : "map") + "_increment(&" + map.name() + ", ");
    if (call.children().size() == 2) {
      tail(call, work, ", 1");
    }
  }

  private static void submit(Node call, Translation work, BpfMap map) {
    Node context = argument(call, 1);
    if (!context.end().written()) {
      work.expand(context.end());
      return;
    }
    work.maps.put(map.name(), map.submits(argument(call, 2)));
    head(call, work, "bpf_perf_event_output(");
    work.edits.close(context.end().end(), ", &" + map.name() + ", BPF_F_CURRENT_CPU");
  }

  private static Node argument(Node call, int index) {
    return index < call.children().size() ? call.children().get(index) : call;
  }

  /** Replaces what stands before the first argument; its line breaks are kept. */
  private static void head(Node call, Translation work, String words) {
    int start = call.first().bare().begin().offset();
    int open = work.tokens.after(call.first().bare().end().end()).end();
    long breaks = work.words(start, open).chars().filter(c -> c == '\n').count();
    work.edits.replace(start, open, words + "\n".repeat((int) breaks));
  }

  private static void tail(Node call, Translation work, String words) {
    work.edits.open(call.end().offset(), words);
  }
}
