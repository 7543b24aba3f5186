package probewright.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of what is submitted to event streams, so that the events can be decoded. */
final class MapEvents {
  private static final Pattern UNNAMED =
      Pattern.compile("(struct|union) \\((?:unnamed|anonymous)[^()]*?:(\\d+):(\\d+)\\)");
  private static final Pattern NAMED = Pattern.compile("(?:struct|union) (\\w+)");

  private MapEvents() {}

  /**
   * The C type that is submitted to a map, as a declaration at the end of the text can say it;
   * empty when it is not known.
   */
  static String submitted(BpfMap map, Translation work) {
    if (map.event() == null) {
      return "";
    }
    Node event = map.event().core();
    CType type = event.type();
    String name = type.isArray() ? type.written() : type.isPointer() ? pointee(type) : "";
    if (event.is("UnaryOperator") && event.operation().equals("&")) {
      // the address of an array points at all of it
      name = event.first().bare().type().written();
    }
    if (name.isEmpty() || name.equals("void") || (!type.isArray() && name.equals("char"))) {
      return "";
    }
    return sayable(name, work);
  }

  private static String pointee(CType type) {
    return type.element();
  }

  /** Structs that have no name, or one that only a function knows, are said in full. */
  static String sayable(String type, Translation work) {
    Matcher unnamed = UNNAMED.matcher(type);
    if (unnamed.find()) {
      int offset =
          work.source.ofByteColumn(
              Integer.parseInt(unnamed.group(2)), Integer.parseInt(unnamed.group(3)));
      int open = work.tokens.indexAt(offset) + 1;
      return text(work, open - 1, open, type, unnamed);
    }
    Matcher named = NAMED.matcher(type);
    if (named.find()) {
      for (int i = 0; i + 2 < work.tokens.all().size(); i++) {
        if ((work.tokens.at(i).is("struct") || work.tokens.at(i).is("union"))
            && work.tokens.at(i + 1).is(named.group(1))
            && work.tokens.at(i + 2).is("{")
            && isInFunction(work, work.tokens.at(i).start())) {
          return text(work, i, i + 2, type, named);
        }
      }
    }
    return type;
  }

  private static String text(Translation work, int first, int open, String type, Matcher part) {
    int close = work.tokens.at(open).is("{") ? work.tokens.closing(open) : -1;
    return close < 0
        ? ""
        : type.substring(0, part.start())
            + work.words(work.tokens.at(first).start(), work.tokens.at(close).end())
            + type.substring(part.end());
  }

  private static boolean isInFunction(Translation work, int offset) {
    return work.functions.stream()
        .anyMatch(
            function ->
                function.body().begin().offset() <= offset
                    && offset < function.body().end().offset());
  }

  /**
   * Declarations that keep the types of submitted records in the object's BTF: a struct that is
   * only submitted is not there otherwise. libbpf passes over the section.
   */
  static String kept(Translation work) {
    StringBuilder kept = new StringBuilder();
    for (BpfMap map : work.maps.values()) {
      String type = submitted(map, work);
      if (!type.isEmpty()) {
        String said = type.endsWith("]") ? "typeof(" + type + ")" : type;
        kept.append(said)
            .append(said.endsWith("*") ? "*" : " *")
            .append(MapDeclarations.EVENT)
            .append(map.name())
            .append(" SEC(\".pw.types\") __attribute__((used));\n");
      }
    }
    return kept.isEmpty() ? "" : "\n/* keeps the events' layout in the object's types */\n" + kept;
  }
}
