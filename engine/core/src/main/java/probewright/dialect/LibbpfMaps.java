package probewright.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps that a program declares in libbpf's own form: {@code struct { __uint(type, …); } name
 * SEC(".maps")}. They stay as they stand; what is wanted of them is what they send and hold.
 */
final class LibbpfMaps {
  /** {@code __uint(type, N)} is an array of so many numbers to clang. */
  private static final Pattern NUMBER = Pattern.compile("int \\(\\*\\)\\[(\\d+)\\]");

  /** By the kernel's number for the type. */
  private static final Map<Integer, MapKind> KINDS =
      Map.ofEntries(
          Map.entry(1, MapKind.HASH),
          Map.entry(2, MapKind.ARRAY),
          Map.entry(3, MapKind.PROG_ARRAY),
          Map.entry(4, MapKind.PERF_OUTPUT),
          Map.entry(5, MapKind.PERCPU_HASH),
          Map.entry(6, MapKind.PERCPU_ARRAY),
          Map.entry(7, MapKind.STACK_TRACE),
          Map.entry(8, MapKind.CGROUP_ARRAY),
          Map.entry(9, MapKind.LRU_HASH),
          Map.entry(10, MapKind.LRU_PERCPU_HASH),
          Map.entry(11, MapKind.LPM_TRIE),
          Map.entry(12, MapKind.ARRAY_OF_MAPS),
          Map.entry(13, MapKind.HASH_OF_MAPS),
          Map.entry(14, MapKind.DEVMAP),
          Map.entry(15, MapKind.SOCKMAP),
          Map.entry(16, MapKind.CPUMAP),
          Map.entry(17, MapKind.XSKMAP),
          Map.entry(18, MapKind.SOCKHASH),
          Map.entry(19, MapKind.CGROUP_STORAGE),
          Map.entry(21, MapKind.PERCPU_CGROUP_STORAGE),
          Map.entry(22, MapKind.QUEUE),
          Map.entry(23, MapKind.STACK),
          Map.entry(24, MapKind.SK_STORAGE),
          // a hash of devices
          Map.entry(25, MapKind.DEVMAP),
          Map.entry(27, MapKind.RINGBUF_OUTPUT),
          Map.entry(28, MapKind.INODE_STORAGE),
          Map.entry(29, MapKind.TASK_STORAGE));

  private final Translation work;
  private final Map<String, Node> variables = new HashMap<>();
  private final Map<String, CType> events = new HashMap<>();

  private LibbpfMaps(Translation work) {
    this.work = work;
  }

  /** Those of the declarations that can be read by others, in their order. */
  static List<MapDeclaration> declared(Translation work) {
    LibbpfMaps maps = new LibbpfMaps(work);
    work.libbpfMaps.keySet().forEach(map -> maps.variables.put(map.id(), map));
    for (Function function : work.functions) {
      function.body().walk(maps::submits);
    }
    return work.libbpfMaps.entrySet().stream()
        .filter(map -> maps.kind(map.getValue()) != null)
        .map(map -> maps.declaration(map.getKey(), map.getValue()))
        .toList();
  }

  private MapDeclaration declaration(Node variable, Node struct) {
    CType event = events.get(variable.name());
    String name = event == null ? "" : event.tag();
    MapKind kind = kind(struct);
    return new MapDeclaration(
        variable.name(),
        kind == null ? MapKind.HASH : kind,
        work.place(variable.loc()),
        name.isEmpty() ? null : name);
  }

  private @Nullable MapKind kind(Node struct) {
    return struct.children().stream()
        .filter(member -> member.is("FieldDecl") && member.name().equals("type"))
        .map(member -> NUMBER.matcher(member.type().plain()))
        .filter(Matcher::matches)
        .map(matcher -> KINDS.get(Integer.parseInt(matcher.group(1))))
        .findFirst()
        .orElse(null);
  }

  /** Notes what a call sends to a map. */
  private void submits(Node node) {
    switch (node.callee()) {
      case "bpf_perf_event_output" -> sends(node, 2, 4);
      case "bpf_ringbuf_output" -> sends(node, 1, 2);
      default -> {
        if (node.is("VarDecl") || node.operation().equals("=")) {
          Node call = node.last().core();
          if (call.callee().equals("bpf_ringbuf_reserve")) {
            sent(call, 1, node.is("VarDecl") ? node.type() : node.first().type());
          }
        }
      }
    }
  }

  private void sends(Node call, int map, int data) {
    if (call.children().size() > data) {
      sent(call, map, call.children().get(data).core().type());
    }
  }

  private void sent(Node call, int map, CType type) {
    if (call.children().size() > map) {
      Node address = call.children().get(map).core();
      Node variable = variables.get(address.first().bare().target());
      if (variable != null && !type.tag().isEmpty()) {
        events.putIfAbsent(variable.name(), type);
      }
    }
  }

  /** Declarations that keep the layouts of the structs that are sent in the object's BTF. */
  static String keptTypes(Translation work) {
    StringBuilder kept = new StringBuilder();
    declared(work).stream()
        .filter(map -> map.eventType() != null)
        .forEach(
            map ->
                kept.append("struct ")
                    .append(map.eventType())
                    .append(" *")
                    .append(map.eventVariable())
                    .append(" __attribute__((section(\".pw.types\"), used));\n"));
    return kept.toString();
  }
}
