package probewright.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/**
 * One translation under way: what the rules read (text, tokens, tree) and what they write (edits,
 * problems). Confined to one thread.
 */
final class Translation {
  final Program program;
  final SourceText source;
  final Tokens tokens;
  final KernelTypes kernel;
  final Machine machine;
  final Tracepoints tracepoints;

  /**
   * Whether the text brings libbpf's headers itself, so that functions mean what they mean there.
   */
  final boolean libbpf;

  final Edits edits = new Edits();
  final List<Problem> problems = new ArrayList<>();
  final List<Function> functions = new ArrayList<>();

  /** Names of programs whose arguments the verifier knows the types of. */
  final Set<String> typed = new HashSet<>();

  /** Names of functions that the comments at the head or the command line attach. */
  final Set<String> asked = new HashSet<>();

  /** Maps in libbpf's own form, each with its struct. */
  final Map<Node, Node> libbpfMaps = new LinkedHashMap<>();

  /** Declarations of functions without a body. */
  final List<Node> prototypes = new ArrayList<>();

  final Map<String, BpfMap> maps = new LinkedHashMap<>();

  /** What maps hold from the start. */
  final List<MapFilling> fillings = new ArrayList<>();

  /** Ids of the members of structs that the program itself declares. */
  final Set<String> ownMembers = new HashSet<>();

  /** Tags of the structs and unions that the program itself declares. */
  final Set<String> ownTags = new HashSet<>();

  /** Ids of those of its members that are bit fields. */
  final Set<String> ownBitFields = new HashSet<>();

  /** Uses of macros to expand before all else, by where they begin. */
  final Map<Integer, Splice> splices = new TreeMap<>();

  final Macros macros;

  /** Attachments of each program, by the function's name. */
  final Map<String, List<Attachment>> attachments = new LinkedHashMap<>();

  /** For the offset of lines that were added: the offset of what they stand for. */
  final Map<Integer, Integer> meanings = new HashMap<>();

  /** What is defined beside the text, in order. */
  final Map<String, String> definitions;

  boolean printsTrace;
  boolean printsInMacros;

  private final Set<Long> done = new HashSet<>();

  Translation(
      Program program,
      SourceText source,
      Tokens tokens,
      KernelContext context,
      Tracepoints tracepoints,
      boolean libbpf) {
    this.program = program;
    this.source = source;
    this.tokens = tokens;
    this.kernel = new KernelTypes(context.types());
    this.machine = context.machine();
    this.tracepoints = tracepoints;
    this.libbpf = libbpf;
    this.definitions = context.definitions();
    this.macros =
        new Macros(
            source.text(), tokens, definitions, List.of(Resources.text("library/inlines.h")));
  }

  /**
   * Whether a range is met for the first time. A macro may use its argument twice: it stands once
   * in the text and is edited once.
   */
  boolean first(int start, int end) {
    return done.add(((long) start << 32) | end);
  }

  /** Notes an error at a range of the user's text. */
  void error(int start, int end, String code, Object... arguments) {
    problems.add(Problem.errorAt(Stage.TRANSLATE, source.place(start, end), code, arguments));
  }

  /** Notes an error where a token stands. */
  void error(Spot spot, String code, Object... arguments) {
    error(Math.max(spot.offset(), 0), Math.max(spot.end(), 0), code, arguments);
  }

  /**
   * Asks for the macro to be expanded whose body a token came from, so that the next pass meets the
   * token in the text.
   */
  void expand(Spot hidden) {
    List<Splice> found = hidden.use() < 0 ? List.of() : macros.expand(hidden);
    if (found.isEmpty()) {
      error(hidden, "translate.macro-read");
    }
    found.forEach(splice -> splices.put(splice.start(), splice));
  }

  /** Whether an error was noted. */
  boolean refused() {
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  Place place(Spot spot) {
    return source.place(Math.max(spot.offset(), 0), Math.max(spot.end(), 0));
  }

  /** The user's own words of a range. */
  String words(int start, int end) {
    return source.text().substring(start, end);
  }
}
