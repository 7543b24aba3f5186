package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The macros that declare maps, written out in libbpf's form. */
final class MapDeclarations {
  /** What the names of variables begin with that keep events' types. */
  static final String EVENT = "pw_event_";

  /** Where libbpf pins maps unless it is told another folder. */
  private static final String PINS = "/sys/fs/bpf/";

  private static final String SIZES =
      "__uint(key_size, sizeof(u32));\n__uint(value_size, sizeof(u32));";

  private final Translation work;
  private final Style style;

  private MapDeclarations(Translation work, Style style) {
    this.work = work;
    this.style = style;
  }

  /** Replaces each declaring macro. A macro of the user's own may declare several maps. */
  static void rewrite(Translation work, Style style) {
    work.fillings.addAll(MapFilling.read(work));
    MapDeclarations declarations = new MapDeclarations(work, style);
    Map<Integer, List<BpfMap>> uses = new LinkedHashMap<>();
    for (BpfMap map : work.maps.values()) {
      uses.computeIfAbsent(map.use().offset(), none -> new ArrayList<>()).add(map);
    }
    uses.forEach(declarations::replace);
  }

  private void replace(int offset, List<BpfMap> maps) {
    Spot use = maps.get(0).use();
    int name = work.tokens.indexAt(offset);
    int last = work.tokens.at(name + 1).is("(") ? work.tokens.closing(name + 1) : name;
    boolean others =
        work.functions.stream().anyMatch(function -> function.node().begin().offset() == offset);
    if (use.origin() != Spot.Origin.BODY || last < 0 || others) {
      // what else the macro holds stays when it is written out
      work.expand(use);
      return;
    }
    maps.forEach(this::check);
    work.edits.replace(
        Rewrite.MAP,
        offset,
        work.tokens.at(last).end(),
        maps.stream().map(this::definition).collect(Collectors.joining(";\n")));
  }

  private void check(BpfMap map) {
    BpfMap inner = work.maps.get(map.inner());
    if (!map.inner().isEmpty() && (inner == null || inner.use().offset() >= map.use().offset())) {
      work.error(map.use(), "translate.inner-absent", map.inner());
    }
    if (map.kind() == MapKind.HISTOGRAM && !map.value().plain().startsWith("unsigned long")) {
      work.error(map.use(), "translate.histogram-value", map.name(), map.value().written());
    }
  }

  private String definition(BpfMap map) {
    List<String> lines = new ArrayList<>();
    lines.add("__uint(type, BPF_MAP_TYPE_" + map.type() + ");");
    if (map.kind() != MapKind.PERF_OUTPUT && !map.kind().isStorage()) {
      lines.add("__uint(max_entries, " + entries(map) + ");");
    }
    String flags = MapFlags.of(map, work.kernel);
    if (!flags.isEmpty()) {
      lines.add("__uint(map_flags, " + flags + ");");
    }
    List<MapFilling> fillings =
        work.fillings.stream().filter(filling -> filling.map().equals(map.name())).toList();
    types(map, fillings).lines().forEach(lines::add);
    if (!map.path().isEmpty()) {
      // whoever loads the program by itself pins only below libbpf's own folder, by the map's name
      lines.add(
          map.path().equals(PINS + map.name())
              ? "__uint(pinning, LIBBPF_PIN_BY_NAME);"
              : "/* pinned at " + map.path() + " */");
    }
    return prototypes(map, fillings)
        + "struct {\n"
        + String.join("\n", lines.stream().map(line -> style.indent() + line).toList())
        + "\n} "
        + map.name()
        + " SEC(\".maps\")"
        + filled(fillings);
  }

  private static long entries(BpfMap map) {
    long size = Math.max(1, map.size());
    boolean rounded = map.kind() == MapKind.STACK_TRACE || map.kind() == MapKind.RINGBUF_OUTPUT;
    return rounded && Long.bitCount(size) > 1 ? Long.highestOneBit(size) << 1 : size;
  }

  private String types(BpfMap map, List<MapFilling> fillings) {
    return switch (map.kind()) {
      case PERF_OUTPUT, PERF_ARRAY, CGROUP_ARRAY -> SIZES;
      case PROG_ARRAY ->
          fillings.isEmpty()
              ? SIZES
              : "__uint(key_size, sizeof(u32));\n__array(values, int (void *));";
      case RINGBUF_OUTPUT -> "";
      case QUEUE, STACK -> "__type(value, " + written(map.value(), map, true) + ");";
      case ARRAY_OF_MAPS, HASH_OF_MAPS ->
          "__type(key, "
              + written(map.key(), map, false)
              + ");\n__array(values, typeof("
              + map.inner()
              + "));";
      default ->
          "__type(key, "
              + written(map.key(), map, false)
              + ");\n__type(value, "
              + written(map.value(), map, true)
              + ");";
    };
  }

  /** A type without a name is said in the macro's own words: the first such, or the last. */
  private String written(CType type, BpfMap map, boolean last) {
    if (!type.written().contains("(unnamed ") && !type.written().contains("(anonymous ")) {
      return type.written();
    }
    int name = work.tokens.indexAt(map.use().offset());
    int close = work.tokens.closing(name + 1);
    String words = "";
    for (int i = name + 2; i < close; i++) {
      if (work.tokens.at(i).is("{") && (words.isEmpty() || last)) {
        int start = i - (work.tokens.at(i - 1).text().matches("struct|union") ? 1 : 2);
        int end = work.tokens.closing(i);
        words = work.words(work.tokens.at(start).start(), work.tokens.at(end).end());
        i = end;
      }
    }
    return words;
  }

  private String prototypes(BpfMap map, List<MapFilling> fillings) {
    return map.kind() != MapKind.PROG_ARRAY
        ? ""
        : fillings.stream()
            .map(MapFilling::what)
            .distinct()
            .map(this::prototype)
            .collect(Collectors.joining());
  }

  /** The array stands before the programs that it holds. */
  private String prototype(String name) {
    Function function =
        work.functions.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    String context =
        function.parameters().isEmpty()
            ? "void"
            : function.parameters().get(0).type().written() + " ctx";
    return "int " + name + "(" + context.replace("* ctx", "*ctx") + ");\n";
  }

  private String filled(List<MapFilling> fillings) {
    if (fillings.isEmpty()) {
      return "";
    }
    String indent = style.indent();
    return fillings.stream()
        .map(f -> indent + indent + "[" + f.index() + "] = (void *)&" + f.what() + ",\n")
        .collect(Collectors.joining("", " = {\n" + indent + ".values = {\n", indent + "},\n}"));
  }

  /** What others need to know of the maps, in the order of the text. */
  static List<MapDeclaration> declared(Translation work) {
    return work.maps.values().stream()
        .map(
            map -> {
              String event = MapEvents.submitted(map, work);
              return new MapDeclaration(
                  map.name(),
                  map.kind(),
                  work.place(map.use()),
                  event.isEmpty() ? null : event.replaceFirst("^(?:struct|union) ", ""),
                  map.path(),
                  map.kind() == MapKind.PROG_ARRAY
                      ? work.fillings.stream()
                          .filter(filling -> filling.map().equals(map.name()))
                          .map(MapFilling::what)
                          .distinct()
                          .toList()
                      : List.of());
            })
        .toList();
  }
}
