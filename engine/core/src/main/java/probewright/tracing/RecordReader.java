package probewright.tracing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.Value;
import probewright.tracing.ReaderClass.Argument.Load;
import probewright.tracing.ReaderClass.Argument.Made;

/**
 * Reads records straight from events' bytes: numbers, texts and records of such, at offsets that
 * are known, by a method that the JVM compiles into a few loads. A component of any other kind is
 * made of its {@link Value}.
 */
final class RecordReader {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final MethodType TEXT =
      MethodType.methodType(String.class, Texts.Known[].class, int.class, byte[].class, int.class);

  private final Btf btf;
  private final Decoder decoder;

  RecordReader(Btf btf) {
    this.btf = btf;
    this.decoder = new Decoder(btf);
  }

  /**
   * Makes objects of the class from the struct's bytes, all of them; empty when the class is no
   * record of a struct, for one whose end is open, and for a big-endian kernel's.
   *
   * @throws RefusedException where {@link RecordBinding} throws it
   */
  Optional<Straight> read(int type, Class<?> to) throws RefusedException {
    if (!to.isRecord()
        || btf.order() != ByteOrder.LITTLE_ENDIAN
        || !(btf.resolve(type) instanceof Composite composite)
        || composite.members().stream().anyMatch(this::isOpen)) {
      return Optional.empty();
    }
    return Optional.of(record(composite, to, 0, (int) composite.size()));
  }

  private boolean isOpen(Member member) {
    return btf.resolve(member.type()) instanceof BtfType.Array array && array.count() == 0;
  }

  private Straight record(Composite struct, Class<?> to, int base, int whole)
      throws RefusedException {
    // refuses what does not fit, in the same words
    new RecordBinding(btf).bind(struct.id(), to);
    List<Class<?>> types = new ArrayList<>();
    List<ReaderClass.Argument> arguments = new ArrayList<>();
    for (RecordComponent component : to.getRecordComponents()) {
      Member member = btf.member(struct.id(), component.getName()).orElseThrow();
      types.add(component.getType());
      arguments.add(component(member, component.getType(), base, whole));
    }
    return ReaderClass.define(OWN, constructor(to, types), arguments);
  }

  private static MethodHandle constructor(Class<?> to, List<Class<?>> types) {
    try {
      java.lang.reflect.Constructor<?> canonical =
          to.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return OWN.unreflectConstructor(canonical);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("every record has its canonical constructor", impossible);
    }
  }

  private ReaderClass.Argument component(Member member, Class<?> to, int base, int whole)
      throws RefusedException {
    int offset = base + (int) member.byteOffset();
    BtfType type = btf.resolve(member.type());
    if (member.bitFieldSize() == 0) {
      if (to == long.class || to == int.class || to == short.class || to == byte.class) {
        String load = load(type);
        if (!load.isEmpty()) {
          return new Load(load, offset, to);
        }
      } else if (to == String.class && isText(type) && btf.sizeOf(type.id()) == Texts.SIZE) {
        return made(Texts.class, "text", TEXT, Texts.none(), offset);
      } else if ((to == String.class || to == byte[].class) && isText(type)) {
        return made(
            Loads.class,
            to == String.class ? "text" : "bytes",
            MethodType.methodType(to, int.class, int.class, byte[].class, int.class),
            offset,
            (int) btf.sizeOf(type.id()));
      } else if (to.isRecord() && type instanceof Composite inner) {
        return new Made(record(inner, to, offset, whole).one());
      }
    }
    Function<Value, ?> bound = new RecordBinding(btf).bind(member.type(), to);
    MethodType value =
        MethodType.methodType(
            Object.class,
            Decoder.class,
            Member.class,
            int.class,
            int.class,
            Function.class,
            byte[].class,
            int.class);
    Made made = made(Loads.class, "value", value, decoder, member, base, whole, bound);
    return new Made(made.by().asType(made.by().type().changeReturnType(to)));
  }

  private boolean isText(BtfType type) {
    return type instanceof BtfType.Array array
        && array.count() > 0
        && btf.resolve(array.element()) instanceof BtfType.Int i
        && i.size() == 1
        && i.name().equals("char");
  }

  /** Which of {@link Loads} has the number's size and sign, or nothing. */
  private static String load(BtfType type) {
    int size;
    boolean signed;
    if (type instanceof BtfType.Int i && i.encoding() != BtfType.Encoding.BOOL) {
      size = i.size();
      signed = i.encoding() != BtfType.Encoding.UNSIGNED;
    } else if (type instanceof BtfType.Enumeration e) {
      size = e.size();
      signed = e.signed();
    } else if (type instanceof BtfType.Pointer) {
      size = 8;
      signed = false;
    } else {
      return "";
    }
    return switch (size) {
      case 1 -> signed ? "s8" : "u8";
      case 2 -> signed ? "s16" : "u16";
      case 4 -> signed ? "s32" : "u32";
      case 8 -> "s64";
      default -> "";
    };
  }

  /** By a static method whose first arguments are known. */
  private static Made made(Class<?> of, String name, MethodType type, Object... known) {
    try {
      return new Made(MethodHandles.insertArguments(OWN.findStatic(of, name, type), 0, known));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(name, impossible);
    }
  }
}
