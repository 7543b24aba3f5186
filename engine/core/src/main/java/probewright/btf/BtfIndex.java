package probewright.btf;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Types by name, a table for each kind, made when that kind is first asked for. */
final class BtfIndex {
  private static final int ENUMERATORS = -1;

  private final BtfSection section;
  private final Map<Integer, Map<String, Integer>> tables = new ConcurrentHashMap<>();

  BtfIndex(BtfSection section) {
    this.section = section;
  }

  OptionalInt find(int kind, String name) {
    return optional(tables.computeIfAbsent(kind, this::table).get(name));
  }

  Set<String> names(int kind) {
    return Collections.unmodifiableSet(tables.computeIfAbsent(kind, this::table).keySet());
  }

  Set<String> enumeratorNames() {
    return Collections.unmodifiableSet(
        tables.computeIfAbsent(ENUMERATORS, kind -> enumerators()).keySet());
  }

  OptionalInt enumeration(String enumerator) {
    return optional(tables.computeIfAbsent(ENUMERATORS, kind -> enumerators()).get(enumerator));
  }

  private static OptionalInt optional(@org.jspecify.annotations.Nullable Integer id) {
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private Map<String, Integer> table(int kind) {
    Map<String, Integer> table = new HashMap<>();
    for (int id = 1; id < section.count(); id++) {
      if (section.kind(id) == kind && !section.isAnonymous(id)) {
        table.putIfAbsent(section.name(id), id);
      }
    }
    return table;
  }

  private Map<String, Integer> enumerators() {
    Map<String, Integer> table = new HashMap<>();
    for (int id = 1; id < section.count(); id++) {
      int kind = section.kind(id);
      if (kind == BtfSection.ENUM || kind == BtfSection.ENUM64) {
        int step = kind == BtfSection.ENUM ? 2 : 3;
        for (int i = 0; i < section.length(id); i++) {
          table.putIfAbsent(section.string(section.word(id, i * step)), id);
        }
      }
    }
    return table;
  }
}
