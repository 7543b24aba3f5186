package probewright.btf;

import java.util.List;

/**
 * One type of a {@link Btf}. References to other types are ids of the same {@link Btf}; id 0 is
 * {@code void}. Names are empty where C has none. Source of the facts: the kernel's {@code
 * Documentation/bpf/btf.rst}.
 */
public sealed interface BtfType {
  /** The type's number in its {@link Btf}. */
  int id();

  /** The name in C, empty for an anonymous type and for kinds that carry none. */
  String name();

  /** A type made of members: a struct or a union. */
  sealed interface Composite extends BtfType permits Struct, Union {
    /** Bytes. */
    long size();

    /** In the order of the declaration. */
    List<Member> members();

    /** The C keyword. */
    default String keyword() {
      return this instanceof Struct ? "struct" : "union";
    }
  }

  /** A type that says something of another: typedefs, qualifiers and type tags. */
  sealed interface Modifier extends BtfType permits Typedef, Const, Volatile, Restrict, TypeTag {
    /** The type it modifies. */
    int target();
  }

  /** {@code void}, which is always number 0. */
  record VoidType() implements BtfType {
    @Override
    public int id() {
      return 0;
    }

    @Override
    public String name() {
      return "void";
    }
  }

  /**
   * An integer.
   *
   * @param size bytes it takes
   * @param bits bits of it that count
   */
  record Int(int id, String name, int size, int bits, Encoding encoding) implements BtfType {}

  /** What an integer's bits mean. */
  enum Encoding {
    UNSIGNED,
    SIGNED,
    CHAR,
    BOOL
  }

  record Pointer(int id, int target) implements BtfType {
    @Override
    public String name() {
      return "";
    }
  }

  /**
   * An array.
   *
   * @param count elements, 0 for a flexible array
   */
  record Array(int id, int element, long count) implements BtfType {
    @Override
    public String name() {
      return "";
    }
  }

  record Struct(int id, String name, long size, List<Member> members) implements Composite {}

  record Union(int id, String name, long size, List<Member> members) implements Composite {}

  /**
   * A member of a struct or union.
   *
   * @param name empty for an anonymous struct or union inside
   * @param bitOffset from the start of the struct it was asked of
   * @param bitFieldSize bits of a bit field, 0 for an ordinary member
   */
  record Member(String name, int type, long bitOffset, int bitFieldSize) {
    /** The offset in bytes, rounded down for a bit field. */
    public long byteOffset() {
      return bitOffset / 8;
    }
  }

  /**
   * An enumeration, of 32 or 64 bits.
   *
   * @param size bytes
   * @param signed whether values are signed
   */
  record Enumeration(int id, String name, int size, boolean signed, List<Enumerator> enumerators)
      implements BtfType {}

  /** A named value; one of an unsigned enumeration of 64 bits is to be read as unsigned. */
  record Enumerator(String name, long value) {}

  /** A struct or union whose definition is not there. */
  record Forward(int id, String name, boolean union) implements BtfType {
    /** The C keyword. */
    public String keyword() {
      return union ? "union" : "struct";
    }
  }

  record Typedef(int id, String name, int target) implements Modifier {}

  record Const(int id, int target) implements Modifier {
    @Override
    public String name() {
      return "";
    }
  }

  record Volatile(int id, int target) implements Modifier {
    @Override
    public String name() {
      return "";
    }
  }

  record Restrict(int id, int target) implements Modifier {
    @Override
    public String name() {
      return "";
    }
  }

  /** A note on a type, such as {@code rcu} or {@code user}; its name is the note. */
  record TypeTag(int id, String name, int target) implements Modifier {}

  /** A function; {@code prototype} is a {@link FunctionPrototype}. */
  record Function(int id, String name, int prototype) implements BtfType {}

  /** What a function takes and returns. */
  record FunctionPrototype(int id, int returned, List<Parameter> parameters, boolean variadic)
      implements BtfType {
    @Override
    public String name() {
      return "";
    }
  }

  record Parameter(String name, int type) {}

  record Variable(int id, String name, int type) implements BtfType {}

  /** An ELF section and the variables in it. */
  record DataSection(int id, String name, long size, List<Integer> variables) implements BtfType {}

  /**
   * A floating-point number.
   *
   * @param size bytes
   */
  record FloatingPoint(int id, String name, int size) implements BtfType {}

  /**
   * A note on a declaration; its name is the note.
   *
   * @param component the member or parameter it is about, -1 for the whole
   */
  record DeclTag(int id, String name, int target, int component) implements BtfType {}
}
