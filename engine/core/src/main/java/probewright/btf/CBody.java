package probewright.btf;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Encoding;
import probewright.btf.BtfType.Enumerator;
import probewright.btf.BtfType.Forward;
import probewright.btf.BtfType.Int;
import probewright.btf.BtfType.Member;
import probewright.btf.BtfType.Typedef;

/** The text of single definitions, with padding where C alone would lay members out otherwise. */
final class CBody {
  /** The names of integers that C has; others (of other languages) are spelled by size and sign. */
  private static final Set<String> C_INTEGERS =
      Set.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "short int",
          "short unsigned int",
          "unsigned short",
          "int",
          "unsigned int",
          "long",
          "long int",
          "long unsigned int",
          "unsigned long",
          "long long",
          "long long int",
          "long long unsigned int",
          "unsigned long long",
          "__int128",
          "__int128 unsigned",
          "unsigned __int128",
          "_Bool");

  private final Btf btf;
  private final CNames names;
  private final CHeader.OwnNames own;
  private final CLayout layout;
  private final CDeclarator declarator;
  // enumerators may be written only once
  private final Set<Integer> writtenEnums = new HashSet<>();
  private int depth;

  CBody(Btf btf, CHeader.OwnNames own) {
    this.btf = btf;
    this.names = btf.names();
    this.own = own;
    this.layout = new CLayout(btf);
    this.declarator = new CDeclarator(btf, this::specifier);
  }

  String typedef(Typedef typedef) {
    return declarator.declare(typedef.target(), name(typedef.id()));
  }

  /** The type's name with its keyword; what has no name is written out. */
  String specifier(int id) {
    BtfType type = btf.type(id);
    boolean named = !type.name().isEmpty();
    if (type instanceof Composite composite) {
      return named ? composite.keyword() + " " + name(id) : define(composite);
    } else if (type instanceof Forward forward) {
      return forward.keyword() + " " + name(id);
    } else if (type instanceof BtfType.Enumeration e) {
      if (named) {
        return "enum " + name(id);
      }
      String definition = define(e);
      return definition.isEmpty() ? integer(e.size(), e.signed()) : definition;
    } else if (type instanceof Int i) {
      return C_INTEGERS.contains(i.name())
          ? i.name()
          : i.encoding() == Encoding.BOOL
              ? "_Bool"
              : integer(i.size(), i.encoding() == Encoding.SIGNED);
    }
    return type instanceof Typedef ? name(id) : type.name();
  }

  private String name(int id) {
    String name = names.type(id);
    boolean ordinary = btf.type(id) instanceof Typedef;
    // clang has a __builtin_va_list of its own, of another size for BPF than for the kernel
    boolean taken =
        ordinary
            ? own.ordinary().contains(name) || name.equals("__builtin_va_list")
            : own.tags().contains(name);
    return taken ? name + "___k" : name;
  }

  private static String integer(int size, boolean signed) {
    String word =
        switch (size) {
          case 1 -> "char";
          case 2 -> "short";
          case 4 -> "int";
          case 16 -> "__int128";
          default -> "long long";
        };
    return (signed ? "signed " : "unsigned ") + word;
  }

  String define(Composite composite) {
    StringBuilder text = new StringBuilder(composite.keyword());
    if (!composite.name().isEmpty()) {
      text.append(' ').append(name(composite.id()));
    }
    text.append(" {\n");
    boolean packed = layout.isPacked(composite);
    depth++;
    if (composite instanceof BtfType.Union) {
      unionMembers(text, composite, packed);
    } else {
      structMembers(text, composite, packed);
    }
    depth--;
    indent(text).append('}');
    if (packed) {
      text.append(" __attribute__((packed))");
    }
    return text.toString();
  }

  private void structMembers(StringBuilder text, Composite composite, boolean packed) {
    long cursor = 0;
    for (Member member : composite.members()) {
      if (layout.natural(member, cursor, packed) < member.bitOffset()) {
        pad(text, cursor, member.bitOffset());
      }
      member(text, member);
      long bits =
          member.bitFieldSize() == 0 ? 8 * btf.sizeOf(member.type()) : member.bitFieldSize();
      cursor = member.bitOffset() + bits;
    }
    long unit = packed ? 8 : 8 * layout.alignment(composite.id());
    if (CLayout.roundUp(cursor, unit) < 8 * composite.size()) {
      pad(text, cursor, 8 * composite.size());
    }
  }

  private void unionMembers(StringBuilder text, Composite composite, boolean packed) {
    long largest = 0;
    for (Member member : composite.members()) {
      member(text, member);
      long bytes =
          member.bitFieldSize() == 0 ? btf.sizeOf(member.type()) : (member.bitFieldSize() + 7) / 8;
      largest = Math.max(largest, bytes);
    }
    long unit = packed ? 1 : layout.alignment(composite.id());
    if (CLayout.roundUp(largest, unit) < composite.size()) {
      indent(text).append("char __pad[").append(composite.size()).append("];\n");
    }
  }

  private void member(StringBuilder text, Member member) {
    indent(text).append(declarator.declare(member.type(), member.name()));
    if (member.bitFieldSize() != 0) {
      text.append(": ").append(member.bitFieldSize());
    }
    text.append(";\n");
  }

  /** Unnamed bit fields, which take room and change no alignment; long gaps get one array. */
  private void pad(StringBuilder text, long from, long to) {
    long cursor = from;
    while (cursor < to) {
      long gap = to - cursor;
      if (cursor % 8 == 0 && gap > 1024) {
        long bytes = gap / 8;
        indent(text).append("char __pad_").append(cursor / 8);
        text.append('[').append(bytes).append("];\n");
        cursor += 8 * bytes;
        continue;
      }
      int bits = 64;
      while (bits > 8 && (cursor % bits != 0 || gap < bits)) {
        bits /= 2;
      }
      long width = bits > 8 ? bits : Math.min(gap, 8 - cursor % 8);
      String unit = bits == 64 ? "long" : bits == 32 ? "int" : bits == 16 ? "short" : "char";
      indent(text).append(unit).append(": ").append(width).append(";\n");
      cursor += width;
    }
  }

  /** The definition, empty when it was given before. */
  String define(BtfType.Enumeration type) {
    if (!writtenEnums.add(type.id())) {
      return "";
    }
    StringBuilder text = new StringBuilder("enum");
    if (!type.name().isEmpty()) {
      text.append(' ').append(name(type.id()));
    }
    List<Enumerator> enumerators = type.enumerators();
    if (enumerators.isEmpty()) {
      return text.toString();
    }
    text.append(" {\n");
    depth++;
    for (int i = 0; i < enumerators.size(); i++) {
      Enumerator enumerator = enumerators.get(i);
      String name = names.enumerator(type.id(), i, enumerator.name());
      indent(text).append(own.ordinary().contains(name) ? name + "___k" : name);
      text.append(" = ").append(literal(type, enumerator.value())).append(",\n");
    }
    depth--;
    indent(text).append('}');
    // clang gives an enumeration the size of int, or more where a value wants it
    switch (type.size()) {
      case 1 -> text.append(" __attribute__((mode(QI)))");
      case 2 -> text.append(" __attribute__((mode(HI)))");
      case 8 -> text.append(" __attribute__((mode(DI)))");
      default -> {}
    }
    return text.toString();
  }

  private static String literal(BtfType.Enumeration type, long value) {
    if (!type.signed()) {
      return value >= 0 && value <= Integer.MAX_VALUE
          ? Long.toString(value)
          : Long.toUnsignedString(value) + "ULL";
    }
    if (value == Long.MIN_VALUE) {
      return "(-" + BigInteger.valueOf(Long.MAX_VALUE) + "LL - 1)";
    }
    return value == (int) value ? Long.toString(value) : value + "LL";
  }

  private StringBuilder indent(StringBuilder text) {
    return text.append("\t".repeat(depth));
  }
}
