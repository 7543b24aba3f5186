package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;

/**
 * What a map holds from the start, as a comment line at the head of a program says: {@code // tail:
 * MAP[INDEX]=FUNCTION} for a program array, {@code // inner: MAP[INDEX]=MAP} for a map of maps.
 * bcc's users do that from Python.
 *
 * @param what the function or the map
 */
record MapFilling(String map, long index, String what, Place place) {
  private static final Pattern LINE = Pattern.compile("//\\s*(tail|inner):\\s*(.*?)\\s*");
  private static final Pattern FILLING =
      Pattern.compile("(\\w+)\\s*\\[\\s*(\\d{1,9})\\s*\\]\\s*=\\s*(\\w+)");

  /** Reads the comment lines; notes what is wrong with them. */
  static List<MapFilling> read(Translation work) {
    List<MapFilling> all = new ArrayList<>();
    int codeStart = work.tokens.at(0).start();
    for (Tokens.Comment comment : work.tokens.comments()) {
      Matcher line = LINE.matcher(comment.text());
      if (comment.start() >= codeStart || !line.matches()) {
        continue;
      }
      boolean tail = line.group(1).equals("tail");
      int start = comment.start() + line.start(2);
      Place place = work.source.place(start, start + line.group(2).length());
      Matcher filling = FILLING.matcher(line.group(2));
      if (filling.matches()) {
        MapFilling found =
            new MapFilling(
                filling.group(1), Long.parseLong(filling.group(2)), filling.group(3), place);
        if (found.isPossible(tail, work)) {
          all.add(found);
        }
      } else {
        refuse(work, place, "translate.filling", line.group(2), line.group(1));
      }
    }
    return all;
  }

  private boolean isPossible(boolean tail, Translation work) {
    BpfMap found = work.maps.get(map);
    if (found == null
        || (tail
            ? found.kind() != MapKind.PROG_ARRAY
            : found.kind() != MapKind.ARRAY_OF_MAPS && found.kind() != MapKind.HASH_OF_MAPS)) {
      refuse(work, place, tail ? "translate.tail-map" : "translate.inner-map", map);
      return false;
    }
    boolean there =
        tail
            ? work.functions.stream().anyMatch(f -> f.isProgram() && f.name().equals(what))
            : work.maps.containsKey(what);
    if (!there) {
      refuse(work, place, tail ? "translate.tail-function" : "translate.inner-absent", what);
    } else if (index >= found.size()) {
      refuse(work, place, "translate.filling-index", map, index, found.size());
    }
    return there && index < found.size();
  }

  private static void refuse(Translation work, Place place, String code, Object... arguments) {
    work.problems.add(Problem.errorAt(Stage.TRANSLATE, place, code, arguments));
  }

  /**
   * The attachments of the programs that a function takes over from by a tail call; such a function
   * is of their type and gets its arguments as they do. Empty when none calls it.
   */
  static List<Attachment> callers(Function function, Translation work) {
    Set<String> seen = new LinkedHashSet<>();
    List<Attachment> attachments = new ArrayList<>();
    callers(function.name(), work, seen, attachments);
    // one array holds programs of one type
    return attachments.stream()
        .filter(
            attachment ->
                Sections.type(attachment.probe()).equals(Sections.type(attachments.get(0).probe())))
        .toList();
  }

  private static void callers(
      String name, Translation work, Set<String> seen, List<Attachment> attachments) {
    if (!seen.add(name)) {
      return;
    }
    List<String> arrays =
        work.fillings.stream()
            .filter(filling -> filling.what().equals(name))
            .map(MapFilling::map)
            .toList();
    for (Function caller : work.functions) {
      boolean[] calls = {false};
      caller
          .body()
          .walk(
              node -> {
                BpfMap map = MapMethods.mapOf(node, work);
                calls[0] |=
                    map != null && map.kind() == MapKind.PROG_ARRAY && arrays.contains(map.name());
              });
      if (calls[0]) {
        attachments.addAll(work.attachments.getOrDefault(caller.name(), List.of()));
        callers(caller.name(), work, seen, attachments);
      }
    }
  }
}
