package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The macros that declare maps, written out in libbpf's form. */
final class MapDeclarations {
  private MapDeclarations() {}

  /** Replaces each declaring macro. */
  static void rewrite(Translation work, Style style) {
    for (BpfMap map : work.maps.values()) {
      int name = work.tokens.indexAt(map.use().offset());
      int close = work.tokens.at(name + 1).is("(") ? work.tokens.closing(name + 1) : -1;
      if (close < 0 || !work.tokens.at(name).text().startsWith("BPF_")) {
        work.notYet(map.use(), work.tokens.at(name).text());
        continue;
      }
      String type = type(map);
      if (type.isEmpty()) {
        work.notYet(map.use(), "BPF_TABLE(\"" + map.kind() + "\")");
        continue;
      }
      work.edits.replace(
          map.use().offset(), work.tokens.at(close).end(), definition(map, type, style));
    }
  }

  private static String type(BpfMap map) {
    return switch (map.kind()) {
      case "hash" -> "HASH";
      case "array" -> "ARRAY";
      case "histogram" -> map.isArray() ? "ARRAY" : "HASH";
      case "perf_output" -> "PERF_EVENT_ARRAY";
      case "ringbuf_output" -> "RINGBUF";
      default -> "";
    };
  }

  private static String definition(BpfMap map, String type, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add("__uint(type, BPF_MAP_TYPE_" + type + ");");
    switch (map.kind()) {
      case "perf_output" -> {
        lines.add("__uint(key_size, sizeof(u32));");
        lines.add("__uint(value_size, sizeof(u32));");
      }
      case "ringbuf_output" -> lines.add("__uint(max_entries, " + map.size() + ");");
      default -> {
        lines.add("__uint(max_entries, " + map.size() + ");");
        lines.add("__type(key, " + map.key().written() + ");");
        lines.add("__type(value, " + map.value().written() + ");");
      }
    }
    return "struct {\n"
        + String.join("\n", lines.stream().map(line -> style.indent() + line).toList())
        + "\n} "
        + map.name()
        + " SEC(\".maps\")";
  }

  /** What others need to know of the maps, in the order of the text. */
  static List<MapDeclaration> declared(Translation work) {
    return work.maps.values().stream()
        .map(
            map -> new MapDeclaration(map.name(), kind(map), work.place(map.use()), eventType(map)))
        .toList();
  }

  private static MapKind kind(BpfMap map) {
    return switch (map.kind()) {
      case "array" -> MapKind.ARRAY;
      case "histogram" -> MapKind.HISTOGRAM;
      case "perf_output" -> MapKind.PERF_OUTPUT;
      case "ringbuf_output" -> MapKind.RINGBUF_OUTPUT;
      default -> MapKind.HASH;
    };
  }

  private static @org.jspecify.annotations.Nullable String eventType(BpfMap map) {
    String type = submitted(map);
    return type.isEmpty() ? null : type.replaceFirst("^(?:struct|union) ", "");
  }

  /** The C type that is submitted to a map, when it has a name that a declaration can say. */
  private static String submitted(BpfMap map) {
    if (map.event() == null) {
      return "";
    }
    CType type = map.event().core().type();
    boolean struct = type.tag().matches("\\w+") || type.plain().startsWith("struct ");
    String name = type.isPointer() || type.isArray() ? type.element() : type.written();
    boolean named = name.matches("(?:struct |union )?\\w+");
    return named
            && (struct || !name.matches("void|char|(?:unsigned )?(?:int|long)|[us](?:8|16|32|64)"))
        ? name
        : "";
  }

  /**
   * Declarations that keep the layouts of submitted structs in the object's BTF: a struct that is
   * only submitted is not there otherwise. libbpf passes over the section.
   */
  static String keptTypes(Translation work) {
    Set<String> types = new TreeSet<>();
    work.maps.values().stream().map(MapDeclarations::submitted).forEach(types::add);
    types.remove("");
    if (types.isEmpty()) {
      return "";
    }
    StringBuilder kept =
        new StringBuilder("\n/* keeps the events' layout in the object's types */\n");
    for (String type : types) {
      String name = type.substring(type.indexOf(' ') + 1);
      kept.append(type)
          .append(" *pw_event_")
          .append(name)
          .append(" SEC(\".pw.types\") __attribute__((used));\n");
    }
    return kept.toString();
  }
}
