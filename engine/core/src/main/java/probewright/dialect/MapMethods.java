package probewright.dialect;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

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
    Node name = call.first().bare();
    Spot start = name.begin();
    for (Spot spot : List.of(start, name.end(), call.end())) {
      if (!spot.written()) {
        work.expand(spot);
        return;
      }
    }
    if (!work.first(start.offset(), call.end().end())) {
      return;
    }
    Optional<MapMethod> method =
        MapMethod.of(name.name()).filter(MapMethod.of(map.kind())::contains);
    if (method.isPresent()) {
      rewrite(call, method.get(), map, work);
    } else {
      work.error(
          name.end(),
          "translate.unknown-method",
          name.name(),
          map.name(),
          MapMethod.words(map.kind()));
    }
  }

  /** Gives a pointer its type that a program follows at once: libbpf's lookup has none. */
  static void typed(Node pointer, Translation work) {
    Node call = pointer.bare();
    BpfMap map = mapOf(call, work);
    if (map == null
        || !call.first().bare().name().equals("lookup")
        || !MapMethod.of(map.kind()).contains(MapMethod.LOOKUP_OR_TRY_INIT)
        || !call.begin().written()
        || !call.end().written()
        || !work.first(call.end().end(), call.begin().offset())) {
      return;
    }
    work.edits.open(
        Rewrite.MAP_METHOD, call.begin().offset(), "((typeof(" + map.name() + ".value))");
    work.edits.close(Rewrite.MAP_METHOD, call.end().end(), ")");
  }

  private static void rewrite(Node call, MapMethod method, BpfMap map, Translation work) {
    bracket(call, work);
    switch (method) {
      case INCREMENT, ATOMIC_INCREMENT -> increment(call, work, map);
      case PERF_SUBMIT -> submits(call, 2, map, work);
      case PERF_SUBMIT_SKB -> submits(call, 3, map, work);
      case RINGBUF_OUTPUT, RINGBUF_SUBMIT -> submits(call, 1, map, work);
      case INSERT -> {
        if (map.isArray()) {
          work.problems.add(
              Problem.errorAt(
                      Stage.TRANSLATE,
                      work.place(call.first().bare().end()),
                      "translate.insert-array",
                      map.name())
                  .asWarning());
        }
      }
      default -> {
        // nothing beside the helper
      }
    }
    if (method.helper().isEmpty()) {
      return;
    }
    String helper = method.helper();
    if (method == MapMethod.LOOKUP_OR_INIT && inVoid(call, work)) {
      helper = "map_lookup_or_init_void";
    }
    if (method.contextFirst()) {
      head(call, work, helper + "(");
      behindContext(call, method, map, work);
    } else {
      head(call, work, helper + "(" + (method.withoutMap() ? "" : "&" + map.name() + ", "));
    }
    if (!method.tail().isEmpty()) {
      tail(call, work, method.tail());
    }
  }

  /** The comma in {@code (struct key_t){1, 2}} would part the arguments of a macro. */
  private static void bracket(Node call, Translation work) {
    Extents extents = new Extents(work.tokens, work.macros);
    for (Node argument : call.children().subList(1, call.children().size())) {
      if (argument.begin().written()) {
        int start = argument.begin().offset();
        int end = extents.endOf(argument);
        if (start < end && work.words(start, end).contains("{")) {
          work.edits.open(Rewrite.MAP_METHOD, start, "(");
          work.edits.close(Rewrite.MAP_METHOD, end, ")");
        }
      }
    }
  }

  private static void submits(Node call, int argument, BpfMap map, Translation work) {
    work.maps.put(map.name(), map.submits(argument(call, argument)));
  }

  private static void behindContext(Node call, MapMethod method, BpfMap map, Translation work) {
    Node first = argument(call, 1);
    if (!first.end().written()) {
      work.expand(first.end());
      return;
    }
    int context = first.end().end();
    String words = ", &" + map.name();
    if (method == MapMethod.PERF_SUBMIT) {
      words += ", BPF_F_CURRENT_CPU";
    } else if (method == MapMethod.PERF_SUBMIT_SKB && argument(call, 2).begin().written()) {
      // so many bytes of the packet follow the record
      work.edits.open(
          Rewrite.MAP_METHOD, argument(call, 2).begin().offset(), "BPF_F_CURRENT_CPU | (u64)(");
      work.edits.close(
          Rewrite.MAP_METHOD,
          new Extents(work.tokens, work.macros).endOf(argument(call, 2)),
          ") << 32");
    }
    work.edits.close(Rewrite.MAP_METHOD, context, words);
  }

  /** A function without a result stays one unless it is a program. */
  private static boolean inVoid(Node call, Translation work) {
    int at = call.begin().offset();
    return work.functions.stream()
        .filter(
            function ->
                function.body().begin().offset() <= at && at < function.body().end().offset())
        .anyMatch(function -> function.isVoid() && !function.isProgram());
  }

  /**
   * bcc's own adds without a lock, and not at all where the key is missing in anything but a plain
   * hash: both lose counts. Here only the maps that are one CPU's own are added to plainly.
   */
  private static void increment(Node call, Translation work, BpfMap map) {
    boolean narrow = map.value().plain().matches("(?:(?:un)?signed )?(?:char|short)|_Bool");
    String how = narrow || map.kind().isPerCpu() ? "_add(&" : "_increment(&";
    head(call, work, (map.isArray() ? "array" : "map") + how + map.name() + ", ");
    if (call.children().size() == 2) {
      tail(call, work, ", 1");
    }
  }

  private static Node argument(Node call, int index) {
    return index < call.children().size() ? call.children().get(index) : call;
  }

  /** Replaces what stands before the first argument; its line breaks are kept. */
  private static void head(Node call, Translation work, String words) {
    int start = call.first().bare().begin().offset();
    int open = work.tokens.after(call.first().bare().end().end()).end();
    long breaks = work.words(start, open).chars().filter(c -> c == '\n').count();
    work.edits.replace(Rewrite.MAP_METHOD, start, open, words + "\n".repeat((int) breaks));
  }

  private static void tail(Node call, Translation work, String words) {
    work.edits.open(Rewrite.MAP_METHOD, call.end().offset(), words);
  }
}
