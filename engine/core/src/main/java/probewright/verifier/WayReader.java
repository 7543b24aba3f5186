package probewright.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.verifier.Knowledge.Fact;
import probewright.verifier.Knowledge.State;
import probewright.verifier.Knowledge.Visits;

/**
 * Goes the verifier's ways again by its log. The kernel writes all that it knows where a way
 * begins, and behind each instruction only what that changed: the rest is carried on, but what a
 * call forgets, and what a comparison tells of copies of the register that was compared.
 */
final class WayReader {
  private static final Pattern WAY =
      Pattern.compile("from -?\\d+ to \\d+(?: \\(\\w[^)]*\\))?: ?(.*)");
  private static final Pattern STATE =
      Pattern.compile("(?:\\d+: )?(?:frame\\d+: ?)?(?:R\\d+|fp-).*");
  private static final Pattern ID = Pattern.compile("[(,]id=(\\d+)[,)]");
  private static final Pattern SIZES = Pattern.compile("\\bks=(\\d+),vs=(\\d+)");
  private static final int LAST_CLOBBERED = 5;

  private enum Next {
    CHANGES,
    ANOTHER_FRAME,
    NOTHING
  }

  private final Map<Integer, String> maps;
  private final Map<String, Set<String>> mapsBySizes = new HashMap<>();
  private final Map<String, Fact> facts = new HashMap<>();
  private final Map<Integer, Map<Map<String, Known>, State>> states = new HashMap<>();
  private final Map<Integer, Integer> others = new HashMap<>();
  private Map<String, String> current = new HashMap<>();
  private Next next = Next.CHANGES;

  WayReader(Map<Integer, String> maps) {
    this.maps = maps;
  }

  /**
   * Reads a log.
   *
   * @param torn whether its first line may have lost its beginning
   */
  Map<Integer, Visits> read(String log, boolean torn) {
    log.lines().skip(torn ? 1 : 0).map(String::strip).forEach(this::line);
    Map<Integer, Visits> visits = new HashMap<>();
    states.forEach(
        (instruction, met) ->
            visits.put(
                instruction,
                new Visits(List.copyOf(met.values()), others.getOrDefault(instruction, 0))));
    return visits;
  }

  private void line(String line) {
    Matcher way = WAY.matcher(line);
    if (line.isEmpty() || line.startsWith("; ")) {
      return;
    }
    if (way.matches()) {
      current = state(way.group(1));
      next = Next.CHANGES;
    } else if (line.equals("callee:") || line.startsWith("to caller at")) {
      next = Next.ANOTHER_FRAME;
    } else if (line.equals("caller:") || line.equals("returning from callee:")) {
      next = Next.NOTHING;
    } else if (line.startsWith("Validating ")) {
      current = new HashMap<>();
    } else if (STATE.matcher(line).matches()) {
      told(state(line));
    } else if (Character.isDigit(line.charAt(0))) {
      VerifierLog.instruction(line).ifPresent(this::visit);
    }
  }

  private void told(Map<String, String> said) {
    if (next == Next.ANOTHER_FRAME) {
      current = new HashMap<>();
    }
    if (next != Next.NOTHING) {
      current.putAll(said);
    }
    next = Next.CHANGES;
  }

  private Map<String, String> state(String words) {
    return named(new Instruction(0, "", words).state());
  }

  private void visit(Instruction one) {
    Map<String, String> before = current;
    Map<String, String> changes = changes(one);
    current = new HashMap<>(before);
    if (one.text().startsWith("call ")) {
      for (int register = 0; register <= LAST_CLOBBERED; register++) {
        current.remove("R" + register);
      }
    } else if (one.branches()) {
      copies(before, changes);
    }
    current.putAll(changes);
    Map<Map<String, Known>, State> met =
        states.computeIfAbsent(one.index(), none -> new LinkedHashMap<>());
    Map<String, Known> known = known(before);
    if (!met.containsKey(known)) {
      if (met.size() < Knowledge.MOST_WAYS) {
        met.put(known, State.of(facts(before), facts(changes)));
      } else {
        others.merge(one.index(), 1, Integer::sum);
      }
    }
  }

  /** What a comparison says of a register holds for each copy of it. */
  private void copies(Map<String, String> before, Map<String, String> changes) {
    for (Map.Entry<String, String> change : Map.copyOf(changes).entrySet()) {
      String was = before.getOrDefault(change.getKey(), "");
      Matcher id = ID.matcher(was);
      if (!id.find()) {
        continue;
      }
      String same = id.group();
      before.forEach(
          (name, words) -> {
            if (!changes.containsKey(name) && words.contains(same)) {
              current.put(name, words.equals(was) ? change.getValue() : compared(words, change));
            }
          });
    }
  }

  /** Of a copy that was moved on: at least that it is NULL, or is not. */
  private static String compared(String words, Map.Entry<String, String> change) {
    boolean isNull = change.getValue().equals("0") || change.getValue().equals("P0");
    return isNull && words.contains("_or_null")
        ? "0"
        : change.getValue().contains("_or_null") ? words : words.replace("_or_null", "");
  }

  /** What an instruction changed; the one that loads a map's address tells the map's name. */
  private Map<String, String> changes(Instruction one) {
    @Nullable String loaded = maps.get(one.index());
    if (loaded != null) {
      for (String words : one.state().values()) {
        Matcher sizes = SIZES.matcher(words);
        if (words.startsWith("map_ptr") && sizes.find()) {
          mapsBySizes.computeIfAbsent(sizes.group(), none -> new HashSet<>()).add(loaded);
        }
      }
    }
    return named(one.state());
  }

  /** With the names of maps, where no other map of the program has entries of the same size. */
  private Map<String, String> named(Map<String, String> state) {
    Map<String, String> named = new HashMap<>(state);
    named.replaceAll(
        (register, words) -> {
          Matcher sizes = SIZES.matcher(words);
          if (!words.startsWith("map_") || words.contains("map=") || !sizes.find()) {
            return words;
          }
          Set<String> names = mapsBySizes.getOrDefault(sizes.group(), Set.of());
          return names.size() == 1
              ? words.replaceFirst("\\(", "(map=" + names.iterator().next() + ",")
              : words;
        });
    return named;
  }

  private Map<String, Known> known(Map<String, String> words) {
    Map<String, Known> known = new HashMap<>();
    words.forEach((name, said) -> known.put(name, fact(said).known()));
    return known;
  }

  private Map<String, Fact> facts(Map<String, String> words) {
    Map<String, Fact> all = new HashMap<>();
    words.forEach((name, said) -> all.put(name, fact(said)));
    return all;
  }

  private Fact fact(String words) {
    return facts.computeIfAbsent(words, said -> new Fact(said, Known.of(said)));
  }
}
