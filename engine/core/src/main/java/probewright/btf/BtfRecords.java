package probewright.btf;

import static probewright.btf.BtfSection.ARRAY;
import static probewright.btf.BtfSection.CONST;
import static probewright.btf.BtfSection.DATASEC;
import static probewright.btf.BtfSection.DECL_TAG;
import static probewright.btf.BtfSection.ENUM;
import static probewright.btf.BtfSection.ENUM64;
import static probewright.btf.BtfSection.FLOAT;
import static probewright.btf.BtfSection.FUNC;
import static probewright.btf.BtfSection.FUNC_PROTO;
import static probewright.btf.BtfSection.FWD;
import static probewright.btf.BtfSection.INT;
import static probewright.btf.BtfSection.PTR;
import static probewright.btf.BtfSection.RESTRICT;
import static probewright.btf.BtfSection.STRUCT;
import static probewright.btf.BtfSection.TYPEDEF;
import static probewright.btf.BtfSection.TYPE_TAG;
import static probewright.btf.BtfSection.UNION;
import static probewright.btf.BtfSection.VAR;
import static probewright.btf.BtfSection.VOLATILE;

import java.util.ArrayList;
import java.util.List;
import probewright.btf.BtfType.Encoding;
import probewright.btf.BtfType.Enumerator;
import probewright.btf.BtfType.Member;
import probewright.btf.BtfType.Parameter;

/** Makes records of a section's types. */
final class BtfRecords {
  private BtfRecords() {}

  /** The type as a record, made anew. */
  static BtfType type(BtfSection section, int id) {
    int kind = section.kind(id);
    int word = id == 0 ? 0 : section.sizeOrType(id);
    return switch (kind) {
      case 0 -> new BtfType.VoidType();
      case INT -> {
        int bits = section.word(id, 0) & 0xff;
        yield new BtfType.Int(
            id, section.name(id), word, bits, encoding((section.word(id, 0) >>> 24) & 0xf));
      }
      case PTR -> new BtfType.Pointer(id, word);
      case ARRAY -> new BtfType.Array(id, section.word(id, 0), section.word(id, 2) & 0xffffffffL);
      case STRUCT ->
          new BtfType.Struct(id, section.name(id), word & 0xffffffffL, members(section, id));
      case UNION ->
          new BtfType.Union(id, section.name(id), word & 0xffffffffL, members(section, id));
      case ENUM, ENUM64 ->
          new BtfType.Enumeration(
              id,
              section.name(id),
              word,
              section.flag(id),
              enumerators(section, id, kind == ENUM64));
      case FWD -> new BtfType.Forward(id, section.name(id), section.flag(id));
      case TYPEDEF -> new BtfType.Typedef(id, section.name(id), word);
      case VOLATILE -> new BtfType.Volatile(id, word);
      case CONST -> new BtfType.Const(id, word);
      case RESTRICT -> new BtfType.Restrict(id, word);
      case FUNC -> new BtfType.Function(id, section.name(id), word);
      case FUNC_PROTO -> prototype(section, id, word);
      case VAR -> new BtfType.Variable(id, section.name(id), word);
      case DATASEC -> {
        List<Integer> variables = new ArrayList<>();
        for (int i = 0; i < section.length(id); i++) {
          variables.add(section.word(id, 3 * i));
        }
        yield new BtfType.DataSection(
            id, section.name(id), word & 0xffffffffL, List.copyOf(variables));
      }
      case FLOAT -> new BtfType.FloatingPoint(id, section.name(id), word);
      case DECL_TAG -> new BtfType.DeclTag(id, section.name(id), word, section.word(id, 0));
      case TYPE_TAG -> new BtfType.TypeTag(id, section.name(id), word);
      default -> throw new IllegalStateException("kind " + kind + " passed the check");
    };
  }

  private static Encoding encoding(int bits) {
    if ((bits & 4) != 0) {
      return Encoding.BOOL;
    }
    if ((bits & 2) != 0) {
      return Encoding.CHAR;
    }
    return (bits & 1) != 0 ? Encoding.SIGNED : Encoding.UNSIGNED;
  }

  private static List<Member> members(BtfSection section, int id) {
    boolean bitFields = section.flag(id);
    List<Member> members = new ArrayList<>(section.length(id));
    for (int i = 0; i < section.length(id); i++) {
      int type = section.word(id, 3 * i + 1);
      int offset = section.word(id, 3 * i + 2);
      String name = section.string(section.word(id, 3 * i));
      members.add(
          bitFields
              ? new Member(name, type, offset & 0xffffff, offset >>> 24)
              : new Member(name, type, offset & 0xffffffffL, 0));
    }
    return List.copyOf(members);
  }

  private static List<Enumerator> enumerators(BtfSection section, int id, boolean wide) {
    boolean signed = section.flag(id);
    int step = wide ? 3 : 2;
    List<Enumerator> enumerators = new ArrayList<>(section.length(id));
    for (int i = 0; i < section.length(id); i++) {
      long low = section.word(id, step * i + 1);
      long value = signed ? low : low & 0xffffffffL;
      if (wide) {
        value = (low & 0xffffffffL) | ((long) section.word(id, step * i + 2) << 32);
      }
      enumerators.add(new Enumerator(section.string(section.word(id, step * i)), value));
    }
    return List.copyOf(enumerators);
  }

  private static BtfType.FunctionPrototype prototype(BtfSection section, int id, int returned) {
    List<Parameter> parameters = new ArrayList<>(section.length(id));
    boolean variadic = false;
    for (int i = 0; i < section.length(id); i++) {
      int type = section.word(id, 2 * i + 1);
      if (type == 0 && section.word(id, 2 * i) == 0) {
        variadic = true;
      } else {
        parameters.add(new Parameter(section.string(section.word(id, 2 * i)), type));
      }
    }
    return new BtfType.FunctionPrototype(id, returned, List.copyOf(parameters), variadic);
  }
}
