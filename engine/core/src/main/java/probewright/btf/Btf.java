package probewright.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Enumerator;
import probewright.btf.BtfType.Member;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The types of one kernel or of one BPF object. Immutable to its users and safe for many threads;
 * records and indexes are made when they are first asked for and then kept.
 *
 * <p>Where several types share a name, the first is meant.
 */
public final class Btf {
  private static final int POINTER = 8;

  private final byte[] raw;
  private final BtfSection section;
  private final BtfIndex index;
  // filled by whoever asks first; the records are immutable, so a race only makes one twice
  private final BtfType[] types;
  private volatile @org.jspecify.annotations.Nullable CNames names;

  private Btf(byte[] raw, BtfSection section) {
    this.raw = raw;
    this.section = section;
    this.index = new BtfIndex(section);
    this.types = new BtfType[section.count()];
  }

  /**
   * Reads the bytes of a {@code .BTF} section or of {@code /sys/kernel/btf/vmlinux}. The array is
   * kept and must not be changed afterwards.
   *
   * @throws ProblemException {@code btf.malformed}: cut short, of another format, or with
   *     references that lead nowhere or in a circle
   */
  public static Btf parse(byte[] raw) throws ProblemException {
    return new Btf(raw, BtfSection.read(raw));
  }

  /**
   * Reads the types of a 64-bit ELF file, such as a BPF object.
   *
   * @throws ProblemException {@code btf.absent} when it carries none, {@code btf.malformed}
   */
  public static Btf ofElf(byte[] elf) throws ProblemException {
    ByteBuffer section =
        new Elf(elf)
            .section(".BTF")
            .orElseThrow(() -> new ProblemException(Problem.error(Stage.COMPILE, "btf.absent")));
    byte[] types = new byte[section.limit()];
    section.get(types);
    return parse(types);
  }

  /** SHA-256 of the raw bytes in lower-case hex: what caches of this kernel's types go by. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The bytes it was read from: what an agent or a capture sends on. Not to be changed. */
  public byte[] raw() {
    return raw;
  }

  /** The byte order of the machine the types are of. */
  public ByteOrder order() {
    return section.order();
  }

  /** How many types there are; ids run from 0 (void) to one less. */
  public int count() {
    return section.count();
  }

  /**
   * The type of that number.
   *
   * @throws IndexOutOfBoundsException for a number that is not one of this BTF's
   */
  public BtfType type(int id) {
    BtfType known = types[id];
    if (known == null) {
      known = BtfRecords.type(section, id);
      types[id] = known;
    }
    return known;
  }

  public Optional<BtfType.Struct> struct(String name) {
    return find(BtfSection.STRUCT, name, BtfType.Struct.class);
  }

  public Optional<BtfType.Union> union(String name) {
    return find(BtfSection.UNION, name, BtfType.Union.class);
  }

  public Optional<BtfType.Enumeration> enumeration(String name) {
    return find(BtfSection.ENUM, name, BtfType.Enumeration.class)
        .or(() -> find(BtfSection.ENUM64, name, BtfType.Enumeration.class));
  }

  public Optional<BtfType.Typedef> typedef(String name) {
    return find(BtfSection.TYPEDEF, name, BtfType.Typedef.class);
  }

  /** A function of the kernel; that it is there does not say that it can be traced. */
  public Optional<BtfType.Function> function(String name) {
    return find(BtfSection.FUNC, name, BtfType.Function.class);
  }

  public Optional<BtfType.Variable> variable(String name) {
    return find(BtfSection.VAR, name, BtfType.Variable.class);
  }

  /** The names of all functions, in no order. */
  public Set<String> functionNames() {
    return index.names(BtfSection.FUNC);
  }

  /** The tags of all structs, unions and enumerations, in no order. */
  public Set<String> tags() {
    Set<String> tags = new HashSet<>(index.names(BtfSection.STRUCT));
    tags.addAll(index.names(BtfSection.UNION));
    tags.addAll(index.names(BtfSection.ENUM));
    tags.addAll(index.names(BtfSection.ENUM64));
    return tags;
  }

  /** The names of all typedefs, in no order. */
  public Set<String> typedefNames() {
    return index.names(BtfSection.TYPEDEF);
  }

  /** The names of all enumerators, in no order. */
  public Set<String> enumeratorNames() {
    return index.enumeratorNames();
  }

  /** The enumeration, named or not, that has an enumerator of that name. */
  public Optional<BtfType.Enumeration> enumerationOf(String enumerator) {
    OptionalInt id = index.enumeration(enumerator);
    return id.isPresent()
        ? Optional.of((BtfType.Enumeration) type(id.getAsInt()))
        : Optional.empty();
  }

  /** An enumerator by its name, whichever enumeration it belongs to. */
  public Optional<Enumerator> enumerator(String name) {
    return enumerationOf(name)
        .flatMap(
            type -> type.enumerators().stream().filter(e -> e.name().equals(name)).findFirst());
  }

  /**
   * A field of a struct, a union or a typedef of one, found through anonymous members as C finds
   * it; its offset is from the start of the type that was named.
   */
  public Optional<Member> member(String typeName, String field) {
    return struct(typeName)
        .<BtfType>map(type -> type)
        .or(() -> union(typeName))
        .or(() -> typedef(typeName))
        .flatMap(type -> member(type.id(), field));
  }

  /** The same for a type by its number. */
  public Optional<Member> member(int typeId, String field) {
    if (!(resolve(typeId) instanceof Composite composite)) {
      return Optional.empty();
    }
    for (Member member : composite.members()) {
      if (member.name().equals(field)) {
        return Optional.of(member);
      }
      if (member.name().isEmpty()) {
        Optional<Member> inner = member(member.type(), field);
        if (inner.isPresent()) {
          Member found = inner.get();
          return Optional.of(
              new Member(
                  found.name(),
                  found.type(),
                  member.bitOffset() + found.bitOffset(),
                  found.bitFieldSize()));
        }
      }
    }
    return Optional.empty();
  }

  /** The number of the type behind typedefs, qualifiers and type tags. */
  public int strip(int id) {
    int target = id;
    while (type(target) instanceof BtfType.Modifier modifier) {
      target = modifier.target();
    }
    return target;
  }

  /** The type behind typedefs, qualifiers and type tags. */
  public BtfType resolve(int id) {
    return type(strip(id));
  }

  /** Bytes that a value of the type takes; 0 for what has no size, such as void or a function. */
  public long sizeOf(int id) {
    BtfType type = resolve(id);
    if (type instanceof BtfType.Int i) {
      return i.size();
    } else if (type instanceof BtfType.Pointer) {
      return POINTER;
    } else if (type instanceof BtfType.Array array) {
      long element = sizeOf(array.element());
      // nested arrays of a damaged BTF may multiply to anything
      return element != 0 && array.count() > Long.MAX_VALUE / element
          ? Long.MAX_VALUE
          : array.count() * element;
    } else if (type instanceof Composite composite) {
      return composite.size();
    } else if (type instanceof BtfType.Enumeration e) {
      return e.size();
    } else if (type instanceof BtfType.FloatingPoint f) {
      return f.size();
    } else if (type instanceof BtfType.Variable variable) {
      return sizeOf(variable.type());
    }
    return type instanceof BtfType.DataSection data ? data.size() : 0;
  }

  /** The type as C spells it, such as {@code struct file *} or {@code char[16]}. */
  public String spelling(int id) {
    return new CDeclarator(this).spell(id);
  }

  /**
   * What libbpf's {@code __type(key, ...)} and {@code __type(value, ...)} say of a map of this
   * object; empty when there is no such map or it says neither.
   */
  public Optional<MapTypes> mapTypes(String map) {
    return variable(map)
        .map(
            variable ->
                new MapTypes(pointee(variable.type(), "key"), pointee(variable.type(), "value")))
        .filter(found -> found.key() != 0 || found.value() != 0);
  }

  private int pointee(int definition, String field) {
    return member(definition, field)
        .map(member -> resolve(member.type()))
        .filter(BtfType.Pointer.class::isInstance)
        .map(pointer -> ((BtfType.Pointer) pointer).target())
        .orElse(0);
  }

  private <T extends BtfType> Optional<T> find(int kind, String name, Class<T> type) {
    OptionalInt id = index.find(kind, name);
    return id.isPresent() ? Optional.of(type.cast(type(id.getAsInt()))) : Optional.empty();
  }

  BtfIndex index() {
    return index;
  }

  BtfSection section() {
    return section;
  }

  /** The C names of all types, made on first use. */
  CNames names() {
    CNames made = names;
    if (made == null) {
      made = new CNames(section);
      names = made;
    }
    return made;
  }
}
