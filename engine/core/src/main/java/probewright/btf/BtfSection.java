package probewright.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The bytes of a BTF section with an index of where each type begins. Everything that is read later
 * (lengths, names, references) is checked once when this is made, so that reading cannot fail.
 */
final class BtfSection {
  static final int INT = 1;
  static final int PTR = 2;
  static final int ARRAY = 3;
  static final int STRUCT = 4;
  static final int UNION = 5;
  static final int ENUM = 6;
  static final int FWD = 7;
  static final int TYPEDEF = 8;
  static final int VOLATILE = 9;
  static final int CONST = 10;
  static final int RESTRICT = 11;
  static final int FUNC = 12;
  static final int FUNC_PROTO = 13;
  static final int VAR = 14;
  static final int DATASEC = 15;
  static final int FLOAT = 16;
  static final int DECL_TAG = 17;
  static final int TYPE_TAG = 18;
  static final int ENUM64 = 19;

  static final int MAGIC = 0xEB9F;
  static final int HEADER = 24;
  static final int RECORD = 12;

  private final byte[] bytes;
  private final ByteBuffer data;
  private final int types;
  private final int typesEnd;
  private final int strings;
  private final int stringsEnd;
  // where type i begins; index 0 stands for void and is not read
  private final int[] at;

  private BtfSection(
      byte[] bytes,
      ByteBuffer data,
      int types,
      int typesEnd,
      int strings,
      int stringsEnd,
      int[] at) {
    this.bytes = bytes;
    this.data = data;
    this.types = types;
    this.typesEnd = typesEnd;
    this.strings = strings;
    this.stringsEnd = stringsEnd;
    this.at = at;
  }

  static BtfSection read(byte[] bytes) throws ProblemException {
    if (bytes.length < HEADER) {
      throw malformed("header");
    }
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if ((data.getShort(0) & 0xffff) != MAGIC) {
      data.order(ByteOrder.BIG_ENDIAN);
    }
    if ((data.getShort(0) & 0xffff) != MAGIC || data.get(2) != 1) {
      throw malformed("magic");
    }
    long base = data.getInt(4) & 0xffffffffL;
    long types = base + (data.getInt(8) & 0xffffffffL);
    long typesEnd = types + (data.getInt(12) & 0xffffffffL);
    long strings = base + (data.getInt(16) & 0xffffffffL);
    long stringsEnd = strings + (data.getInt(20) & 0xffffffffL);
    if (base < HEADER || typesEnd > bytes.length || stringsEnd > bytes.length) {
      throw malformed("header");
    }
    if (stringsEnd == strings || bytes[(int) strings] != 0 || bytes[(int) stringsEnd - 1] != 0) {
      throw malformed("strings");
    }
    int[] at = index(data, (int) types, (int) typesEnd);
    BtfSection section =
        new BtfSection(
            bytes, data, (int) types, (int) typesEnd, (int) strings, (int) stringsEnd, at);
    section.check();
    return section;
  }

  /** Where each type begins; grows with what is there, never with what a length field claims. */
  static int[] index(ByteBuffer data, int start, int end) throws ProblemException {
    int[] at = new int[1 + (end - start) / RECORD];
    int count = 1;
    int position = start;
    while (position < end) {
      if (end - position < RECORD) {
        throw malformed("type " + count);
      }
      int info = data.getInt(position + 4);
      int more = trailing((info >>> 24) & 0x1f, info & 0xffff);
      if (more < 0 || end - position - RECORD < more) {
        throw malformed("type " + count);
      }
      at[count++] = position;
      position += RECORD + more;
    }
    return java.util.Arrays.copyOf(at, count);
  }

  private static int trailing(int kind, int length) {
    return switch (kind) {
      case INT, VAR, DECL_TAG -> 4;
      case ARRAY -> 12;
      case STRUCT, UNION, DATASEC, ENUM64 -> 12 * length;
      case ENUM, FUNC_PROTO -> 8 * length;
      case PTR, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FLOAT, TYPE_TAG -> 0;
      default -> -1;
    };
  }

  private void check() throws ProblemException {
    for (int id = 1; id < at.length; id++) {
      if (!isString(data.getInt(at[id])) || !isSound(id)) {
        throw malformed("type " + id);
      }
    }
    BtfNesting.check(this);
  }

  private boolean isSound(int id) {
    int target = sizeOrType(id);
    return switch (kind(id)) {
      case PTR, TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG, VAR, DECL_TAG -> isType(target);
      case FUNC -> isType(target) && kind(target) == FUNC_PROTO;
      case INT, FLOAT -> isSize(target);
      case ARRAY -> isType(word(id, 0));
      case STRUCT, UNION -> areSound(id, 3, 0, 1);
      // clang gives an enumeration that is only announced the size 0
      case ENUM -> (target == 0 || isSize(target)) && areSound(id, 2, 0, -1);
      case ENUM64 -> (target == 0 || isSize(target)) && areSound(id, 3, 0, -1);
      case FUNC_PROTO -> isType(target) && areSound(id, 2, 0, 1);
      case DATASEC -> areSound(id, 3, -1, 0);
      default -> true;
    };
  }

  private static boolean isSize(int bytes) {
    return bytes > 0 && bytes <= 16;
  }

  /** Whether every entry of a list of {@code step} words has its name and its type in range. */
  private boolean areSound(int id, int step, int name, int type) {
    for (int i = 0; i < length(id); i++) {
      boolean named = name < 0 || isString(word(id, i * step + name));
      boolean typed = type < 0 || isType(word(id, i * step + type));
      if (!named || !typed) {
        return false;
      }
    }
    return true;
  }

  private boolean isString(int offset) {
    return offset >= 0 && offset < stringsEnd - strings;
  }

  private boolean isType(int id) {
    return id >= 0 && id < at.length;
  }

  static ProblemException malformed(String what) {
    return new ProblemException(Problem.error(Stage.TRANSLATE, "btf.malformed", what));
  }

  int count() {
    return at.length;
  }

  byte[] typeBytes() {
    return java.util.Arrays.copyOfRange(bytes, types, typesEnd);
  }

  byte[] stringBytes() {
    return java.util.Arrays.copyOfRange(bytes, strings, stringsEnd);
  }

  int stringsLength() {
    return stringsEnd - strings;
  }

  ByteOrder order() {
    return data.order();
  }

  int kind(int id) {
    return id == 0 ? 0 : (data.getInt(at[id] + 4) >>> 24) & 0x1f;
  }

  int length(int id) {
    return data.getInt(at[id] + 4) & 0xffff;
  }

  int sizeOrType(int id) {
    return data.getInt(at[id] + 8);
  }

  /** A 32-bit word of what follows the type's record. */
  int word(int id, int index) {
    return data.getInt(at[id] + RECORD + 4 * index);
  }

  boolean isAnonymous(int id) {
    return id == 0 || bytes[strings + data.getInt(at[id])] == 0;
  }

  String name(int id) {
    return string(data.getInt(at[id]));
  }

  String string(int offset) {
    int start = strings + offset;
    int end = start;
    while (bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** The highest bit of the kind word: signed, union or bit fields, as the kind has it. */
  boolean flag(int id) {
    return data.getInt(at[id] + 4) < 0;
  }
}
