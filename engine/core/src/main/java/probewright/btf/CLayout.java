package probewright.btf;

import java.util.HashMap;
import java.util.Map;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;

/**
 * Where clang's BPF target would put members by itself (System V rules: natural alignment, bit
 * fields inside one unit of their declared type, unnamed bit fields without influence on
 * alignment). Attributes are not in BTF; what they did shows as members that are not where these
 * rules put them.
 */
final class CLayout {
  private final Btf btf;
  private final Map<Integer, Long> alignments = new HashMap<>();
  private final Map<Integer, Boolean> packed = new HashMap<>();

  CLayout(Btf btf) {
    this.btf = btf;
  }

  /** Bytes that addresses of the type as we write it are a multiple of. */
  long alignment(int id) {
    int target = btf.strip(id);
    BtfType type = btf.type(target);
    if (type instanceof BtfType.Array array) {
      return alignment(array.element());
    } else if (type instanceof Composite composite) {
      Long known = alignments.get(target);
      if (known == null) {
        known = isPacked(composite) ? 1 : natural(composite);
        alignments.put(target, known);
      }
      return known;
    }
    return Math.max(1, btf.sizeOf(target));
  }

  /** Whether the members can stand where they do only under the attribute {@code packed}. */
  boolean isPacked(Composite composite) {
    Boolean known = packed.get(composite.id());
    if (known == null) {
      known = mustBePacked(composite);
      packed.put(composite.id(), known);
    }
    return known;
  }

  private boolean mustBePacked(Composite composite) {
    for (Member member : composite.members()) {
      if (member.bitFieldSize() == 0) {
        if (member.bitOffset() % (8 * alignment(member.type())) != 0) {
          return true;
        }
      } else {
        long unit = 8 * btf.sizeOf(member.type());
        long last = member.bitOffset() + member.bitFieldSize() - 1;
        if (unit == 0 || member.bitOffset() / unit != last / unit) {
          return true;
        }
      }
    }
    return composite.size() % natural(composite) != 0;
  }

  private long natural(Composite composite) {
    long largest = 1;
    for (Member member : composite.members()) {
      largest = Math.max(largest, alignment(member.type()));
    }
    return largest;
  }

  /** The bit at which the member would be put when everything before it ends at {@code cursor}. */
  long natural(Member member, long cursor, boolean packed) {
    if (member.bitFieldSize() == 0) {
      return roundUp(cursor, packed ? 8 : 8 * alignment(member.type()));
    }
    long unit = 8 * btf.sizeOf(member.type());
    long last = cursor + member.bitFieldSize() - 1;
    return packed || cursor / unit == last / unit ? cursor : roundUp(cursor, unit);
  }

  static long roundUp(long value, long step) {
    return (value + step - 1) / step * step;
  }
}
