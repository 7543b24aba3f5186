package probewright.btf;

import static probewright.btf.BtfSection.ARRAY;
import static probewright.btf.BtfSection.CONST;
import static probewright.btf.BtfSection.FUNC_PROTO;
import static probewright.btf.BtfSection.PTR;
import static probewright.btf.BtfSection.RESTRICT;
import static probewright.btf.BtfSection.STRUCT;
import static probewright.btf.BtfSection.TYPEDEF;
import static probewright.btf.BtfSection.TYPE_TAG;
import static probewright.btf.BtfSection.UNION;
import static probewright.btf.BtfSection.VAR;
import static probewright.btf.BtfSection.VOLATILE;

import java.util.Arrays;
import probewright.diagnostics.ProblemException;

/**
 * Checks that no type contains itself and that nesting is not absurdly deep, so that everything
 * that walks types may recurse. Edges are those C itself cannot close to a circle: all but the one
 * from a pointer to a named struct or union.
 */
final class BtfNesting {
  /** C demands 63 levels of nested declarations; a kernel's deepest chain has some dozens. */
  private static final int DEEPEST = 512;

  /** What a type comes to when all it is made of is written out; a kernel's largest: thousands. */
  private static final int LARGEST = 1 << 20;

  private static final byte OPEN = 1;
  private static final byte DONE = 2;

  private final BtfSection section;
  private final byte[] state;
  private final int[] weight;
  private final int[] path = new int[DEEPEST];
  private final int[] next = new int[DEEPEST];

  private BtfNesting(BtfSection section) {
    this.section = section;
    this.state = new byte[section.count()];
    this.weight = new int[section.count()];
    Arrays.fill(state, 0, 1, DONE);
  }

  static void check(BtfSection section) throws ProblemException {
    BtfNesting nesting = new BtfNesting(section);
    for (int id = 1; id < section.count(); id++) {
      if (nesting.state[id] == 0) {
        nesting.walk(id);
      }
    }
  }

  private void walk(int from) throws ProblemException {
    int depth = 0;
    path[0] = from;
    next[0] = 0;
    state[from] = OPEN;
    while (depth >= 0) {
      int id = path[depth];
      int to = edge(id, next[depth]++);
      if (to < 0) {
        state[id] = DONE;
        weight[id]++;
        depth--;
        if (depth >= 0) {
          add(path[depth], id);
        }
      } else if (state[to] == OPEN || (state[to] == 0 && depth + 1 == DEEPEST)) {
        throw BtfSection.malformed("type " + id);
      } else if (state[to] == 0) {
        state[to] = OPEN;
        depth++;
        path[depth] = to;
        next[depth] = 0;
      } else {
        add(id, to);
      }
    }
  }

  private void add(int id, int part) throws ProblemException {
    weight[id] += weight[part];
    if (weight[id] > LARGEST) {
      throw BtfSection.malformed("type " + id);
    }
  }

  /**
   * The n-th type that this one is made of, -1 after the last; 0 (void) for an edge that is cut.
   */
  private int edge(int id, int n) {
    return switch (section.kind(id)) {
      case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG, VAR ->
          n == 0 ? section.sizeOrType(id) : -1;
      case ARRAY -> n == 0 ? section.word(id, 0) : -1;
      case PTR -> n == 0 ? pointee(section.sizeOrType(id)) : -1;
      case STRUCT, UNION -> n < section.length(id) ? section.word(id, 3 * n + 1) : -1;
      case FUNC_PROTO -> {
        if (n == 0) {
          yield pointee(section.sizeOrType(id));
        }
        yield n <= section.length(id) ? pointee(section.word(id, 2 * n - 1)) : -1;
      }
      default -> -1;
    };
  }

  /** A struct that is only named, not laid out, may be one that is being laid out. */
  private int pointee(int id) {
    int target = id;
    for (int steps = 0; steps < DEEPEST; steps++) {
      switch (section.kind(target)) {
        case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG -> target = section.sizeOrType(target);
        case STRUCT, UNION -> {
          return section.isAnonymous(target) ? id : 0;
        }
        default -> {
          return id;
        }
      }
    }
    return id;
  }
}
