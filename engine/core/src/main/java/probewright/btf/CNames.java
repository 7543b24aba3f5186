package probewright.btf;

import static probewright.btf.BtfSection.ENUM;
import static probewright.btf.BtfSection.ENUM64;
import static probewright.btf.BtfSection.FWD;
import static probewright.btf.BtfSection.STRUCT;
import static probewright.btf.BtfSection.TYPEDEF;
import static probewright.btf.BtfSection.UNION;

import java.util.HashMap;
import java.util.Map;

/**
 * Names that C accepts. Types of different source files may share one; the second and later get
 * {@code ___2}, {@code ___3}, which libbpf ignores when it matches types, so relocations still find
 * them. Tags (struct, union, enum) and ordinary names (typedefs, enumerators) are spaces apart.
 */
final class CNames {
  private final BtfSection section;
  // only names that differ from the type's own
  private final Map<Integer, String> types = new HashMap<>();
  private final Map<Long, String> enumerators = new HashMap<>();

  CNames(BtfSection section) {
    this.section = section;
    Map<String, Integer> tags = new HashMap<>();
    Map<String, Integer> ordinary = new HashMap<>();
    Map<String, Integer> kinds = new HashMap<>();
    for (int id = 1; id < section.count(); id++) {
      int kind = section.kind(id);
      switch (kind) {
        case STRUCT, UNION, ENUM, ENUM64 -> {
          if (!section.isAnonymous(id)) {
            kinds.putIfAbsent(section.name(id), kind);
            claim(tags, id);
          }
          if (kind == ENUM || kind == ENUM64) {
            claimEnumerators(ordinary, id, kind == ENUM ? 2 : 3);
          }
        }
        case TYPEDEF -> claim(ordinary, id);
        default -> {}
      }
    }
    for (int id = 1; id < section.count(); id++) {
      if (section.kind(id) == FWD) {
        forward(tags, kinds, id);
      }
    }
  }

  /** A forward shares the tag of the type it announces, unless that is of the other keyword. */
  private void forward(Map<String, Integer> tags, Map<String, Integer> kinds, int id) {
    String name = section.name(id);
    int kind = section.flag(id) ? UNION : STRUCT;
    Integer taken = kinds.putIfAbsent(name, kind);
    if (taken != null && taken != kind) {
      claim(tags, id);
    }
  }

  private void claim(Map<String, Integer> space, int id) {
    String own = section.name(id);
    String name = claim(space, own);
    if (!name.equals(own)) {
      types.put(id, name);
    }
  }

  private void claimEnumerators(Map<String, Integer> space, int id, int step) {
    for (int i = 0; i < section.length(id); i++) {
      String own = section.string(section.word(id, i * step));
      String name = claim(space, own);
      if (!name.equals(own)) {
        enumerators.put(((long) id << 16) | i, name);
      }
    }
  }

  private static String claim(Map<String, Integer> space, String own) {
    String name = identifier(own);
    int nth = space.merge(name, 1, Integer::sum);
    return nth == 1 ? name : name + "___" + nth;
  }

  /** The name itself where C can have it; other languages' names with what C refuses replaced. */
  private static String identifier(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return "_" + name.replaceAll("[^A-Za-z0-9_]", "_");
      }
    }
    return name;
  }

  /** The tag of a struct, union or enum, the name of a typedef. */
  String type(int id) {
    String changed = types.get(id);
    return changed == null ? identifier(section.name(id)) : changed;
  }

  String enumerator(int id, int index, String own) {
    String changed = enumerators.get(((long) id << 16) | index);
    return changed == null ? own : changed;
  }
}
