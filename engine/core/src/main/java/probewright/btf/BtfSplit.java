package probewright.btf;

import static probewright.btf.BtfSection.ARRAY;
import static probewright.btf.BtfSection.CONST;
import static probewright.btf.BtfSection.DATASEC;
import static probewright.btf.BtfSection.DECL_TAG;
import static probewright.btf.BtfSection.ENUM;
import static probewright.btf.BtfSection.ENUM64;
import static probewright.btf.BtfSection.FUNC;
import static probewright.btf.BtfSection.FUNC_PROTO;
import static probewright.btf.BtfSection.HEADER;
import static probewright.btf.BtfSection.MAGIC;
import static probewright.btf.BtfSection.PTR;
import static probewright.btf.BtfSection.RECORD;
import static probewright.btf.BtfSection.RESTRICT;
import static probewright.btf.BtfSection.STRUCT;
import static probewright.btf.BtfSection.TYPEDEF;
import static probewright.btf.BtfSection.TYPE_TAG;
import static probewright.btf.BtfSection.UNION;
import static probewright.btf.BtfSection.VAR;
import static probewright.btf.BtfSection.VOLATILE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import probewright.diagnostics.ProblemException;

/**
 * The types of one kernel module, whose numbers and strings count on from those of the kernel. They
 * are read by being joined to the kernel's own: {@link #join}.
 */
public final class BtfSplit {
  private final Btf base;
  private final byte[] bytes;
  private final ByteBuffer data;
  private final int types;
  private final int typesEnd;
  private final int strings;
  private final int stringsEnd;
  private final int[] at;

  private BtfSplit(
      Btf base, byte[] bytes, ByteBuffer data, int types, int typesEnd, int strings, int stringsEnd)
      throws ProblemException {
    this.base = base;
    this.bytes = bytes;
    this.data = data;
    this.types = types;
    this.typesEnd = typesEnd;
    this.strings = strings;
    this.stringsEnd = stringsEnd;
    this.at = BtfSection.index(data, types, typesEnd);
  }

  /**
   * Reads the bytes of {@code /sys/kernel/btf/MODULE}.
   *
   * @param base the types of the kernel that it is a module of
   * @throws ProblemException {@code btf.malformed}
   */
  public static BtfSplit parse(byte[] raw, Btf base) throws ProblemException {
    if (raw.length < HEADER) {
      throw BtfSection.malformed("header");
    }
    ByteBuffer data = ByteBuffer.wrap(raw).order(base.order());
    long header = data.getInt(4) & 0xffffffffL;
    long types = header + (data.getInt(8) & 0xffffffffL);
    long typesEnd = types + (data.getInt(12) & 0xffffffffL);
    long strings = header + (data.getInt(16) & 0xffffffffL);
    long stringsEnd = strings + (data.getInt(20) & 0xffffffffL);
    if ((data.getShort(0) & 0xffff) != MAGIC
        || header < HEADER
        || typesEnd > raw.length
        || stringsEnd > raw.length
        || (stringsEnd > strings && raw[(int) stringsEnd - 1] != 0)) {
      throw BtfSection.malformed("header");
    }
    return new BtfSplit(
        base, raw, data, (int) types, (int) typesEnd, (int) strings, (int) stringsEnd);
  }

  /** The names of the structs, unions, enumerations, enumerators and typedefs that it adds. */
  public Set<String> names() throws ProblemException {
    Set<String> names = new HashSet<>();
    for (int i = 1; i < at.length; i++) {
      int kind = kind(i);
      switch (kind) {
        case STRUCT, UNION, TYPEDEF -> names.add(string(data.getInt(at[i])));
        case ENUM, ENUM64 -> {
          names.add(string(data.getInt(at[i])));
          int step = kind == ENUM ? 8 : 12;
          for (int k = 0; k < length(i); k++) {
            names.add(string(data.getInt(at[i] + RECORD + k * step)));
          }
        }
        default -> {}
      }
    }
    names.remove("");
    return names;
  }

  private int kind(int i) {
    return (data.getInt(at[i] + 4) >>> 24) & 0x1f;
  }

  private int length(int i) {
    return data.getInt(at[i] + 4) & 0xffff;
  }

  private String string(int offset) throws ProblemException {
    int own = offset - base.section().stringsLength();
    if (own < 0) {
      return offset < 0 ? "" : base.section().string(offset);
    }
    int start = strings + own;
    int end = start;
    while (end < stringsEnd && bytes[end] != 0) {
      end++;
    }
    if (end >= stringsEnd) {
      throw BtfSection.malformed("strings");
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /**
   * The kernel's types with those of modules behind them: the kernel's keep their numbers.
   *
   * @param modules all of that kernel
   * @throws ProblemException {@code btf.malformed}: references that lead nowhere or in a circle
   */
  public static Btf join(Btf base, List<BtfSplit> modules) throws ProblemException {
    BtfSection kernel = base.section();
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    types.writeBytes(kernel.typeBytes());
    strings.writeBytes(kernel.stringBytes());
    int moreTypes = 0;
    int moreStrings = 0;
    for (BtfSplit module : modules) {
      types.writeBytes(module.moved(moreTypes, moreStrings));
      strings.write(module.bytes, module.strings, module.stringsEnd - module.strings);
      moreTypes += module.at.length - 1;
      moreStrings += module.stringsEnd - module.strings;
    }
    ByteBuffer joined =
        ByteBuffer.allocate(HEADER + types.size() + strings.size()).order(base.order());
    joined.putShort((short) MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
    joined.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    joined.put(types.toByteArray()).put(strings.toByteArray());
    return Btf.parse(joined.array());
  }

  /** The bytes of the types, with numbers and strings that are the module's own moved on. */
  private byte[] moved(int moreTypes, int moreStrings) {
    byte[] copy = Arrays.copyOfRange(bytes, types, typesEnd);
    ByteBuffer out = ByteBuffer.wrap(copy).order(data.order());
    for (int i = 1; i < at.length; i++) {
      int record = at[i] - types;
      int more = record + RECORD;
      moveString(out, record, moreStrings);
      switch (kind(i)) {
        case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, VAR, DECL_TAG, TYPE_TAG ->
            moveType(out, record + 8, moreTypes);
        case ARRAY -> {
          moveType(out, more, moreTypes);
          moveType(out, more + 4, moreTypes);
        }
        case STRUCT, UNION -> {
          for (int k = 0; k < length(i); k++) {
            moveString(out, more + 12 * k, moreStrings);
            moveType(out, more + 12 * k + 4, moreTypes);
          }
        }
        case ENUM, ENUM64 -> {
          int step = kind(i) == ENUM ? 8 : 12;
          for (int k = 0; k < length(i); k++) {
            moveString(out, more + step * k, moreStrings);
          }
        }
        case FUNC_PROTO -> {
          moveType(out, record + 8, moreTypes);
          for (int k = 0; k < length(i); k++) {
            moveString(out, more + 8 * k, moreStrings);
            moveType(out, more + 8 * k + 4, moreTypes);
          }
        }
        case DATASEC -> {
          for (int k = 0; k < length(i); k++) {
            moveType(out, more + 12 * k, moreTypes);
          }
        }
        default -> {}
      }
    }
    return copy;
  }

  private void moveType(ByteBuffer out, int position, int by) {
    int id = out.getInt(position);
    if (id >= base.count()) {
      out.putInt(position, id + by);
    }
  }

  private void moveString(ByteBuffer out, int position, int by) {
    int offset = out.getInt(position);
    if (offset >= base.section().stringsLength()) {
      out.putInt(position, offset + by);
    }
  }
}
