package probewright.tracing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.Value;

/**
 * Reads records straight from events' bytes: numbers, texts and records of such, at offsets that
 * are known, by one method handle that the JVM compiles into a few loads. A component of any other
 * kind is made of its {@link Value}.
 */
final class RecordReader {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private final Btf btf;
  private final Decoder decoder;

  RecordReader(Btf btf) {
    this.btf = btf;
    this.decoder = new Decoder(btf);
  }

  /**
   * A handle from an array and the offset at which the struct's bytes begin, all of them, to an
   * Object of the class; empty when the class is no record of a struct, for one whose end is open,
   * and for a big-endian kernel's.
   *
   * @throws RefusedException where {@link RecordBinding} throws it
   */
  Optional<MethodHandle> handle(int type, Class<?> to) throws RefusedException {
    if (!to.isRecord()
        || btf.order() != ByteOrder.LITTLE_ENDIAN
        || !(btf.resolve(type) instanceof Composite composite)
        || composite.members().stream().anyMatch(this::isOpen)) {
      return Optional.empty();
    }
    int size = (int) composite.size();
    return Optional.of(
        record(composite, to, 0, size)
            .asType(MethodType.methodType(Object.class, byte[].class, int.class)));
  }

  private boolean isOpen(Member member) {
    return btf.resolve(member.type()) instanceof BtfType.Array array && array.count() == 0;
  }

  private MethodHandle record(Composite struct, Class<?> to, int base, int whole)
      throws RefusedException {
    // refuses what does not fit, in the same words
    new RecordBinding(btf).bind(struct.id(), to);
    List<Class<?>> types = new ArrayList<>();
    List<MethodHandle> readers = new ArrayList<>();
    for (RecordComponent component : to.getRecordComponents()) {
      Member member = btf.member(struct.id(), component.getName()).orElseThrow();
      types.add(component.getType());
      readers.add(
          component(member, component.getType(), base, whole)
              .asType(MethodType.methodType(component.getType(), byte[].class, int.class)));
    }
    // from the last component on, each reader's result goes before the two arguments that it shares
    MethodHandle made =
        MethodHandles.dropArguments(constructor(to, types), types.size(), byte[].class, int.class);
    for (int i = readers.size() - 1; i >= 0; i--) {
      made = MethodHandles.foldArguments(made, i, readers.get(i));
    }
    return made;
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

  private MethodHandle component(Member member, Class<?> to, int base, int whole)
      throws RefusedException {
    int offset = base + (int) member.byteOffset();
    BtfType type = btf.resolve(member.type());
    if (member.bitFieldSize() == 0) {
      if (to == long.class || to == int.class || to == short.class || to == byte.class) {
        Optional<MethodHandle> number = number(type, offset, to);
        if (number.isPresent()) {
          return number.get();
        }
      } else if (to == String.class && isText(type) && btf.sizeOf(type.id()) == Texts.SIZE) {
        return texts(new Texts(offset));
      } else if ((to == String.class || to == byte[].class) && isText(type)) {
        return MethodHandles.insertArguments(
            load(
                to == String.class ? "text" : "bytes",
                MethodType.methodType(to, int.class, int.class, byte[].class, int.class)),
            0,
            offset,
            (int) btf.sizeOf(type.id()));
      } else if (to.isRecord() && type instanceof Composite inner) {
        return record(inner, to, offset, whole);
      }
    }
    Function<Value, ?> bound = new RecordBinding(btf).bind(member.type(), to);
    return MethodHandles.insertArguments(
        load(
            "value",
            MethodType.methodType(
                Object.class,
                Decoder.class,
                Member.class,
                int.class,
                int.class,
                Function.class,
                byte[].class,
                int.class)),
        0,
        decoder,
        member,
        base,
        whole,
        bound);
  }

  private boolean isText(BtfType type) {
    return type instanceof BtfType.Array array
        && array.count() > 0
        && btf.resolve(array.element()) instanceof BtfType.Int i
        && i.size() == 1
        && i.name().equals("char");
  }

  /** A load of the number's size and sign, widened or cut as C would. */
  private static Optional<MethodHandle> number(BtfType type, int offset, Class<?> to) {
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
      return Optional.empty();
    }
    String load =
        switch (size) {
          case 1 -> signed ? "s8" : "u8";
          case 2 -> signed ? "s16" : "u16";
          case 4 -> signed ? "s32" : "u32";
          case 8 -> "s64";
          default -> "";
        };
    if (load.isEmpty()) {
      return Optional.empty();
    }
    MethodHandle loaded =
        MethodHandles.insertArguments(
            load(load, MethodType.methodType(long.class, int.class, byte[].class, int.class)),
            0,
            offset);
    return Optional.of(
        MethodHandles.explicitCastArguments(
            loaded, MethodType.methodType(to, byte[].class, int.class)));
  }

  /** A copy of {@link StraightCopy} with its own handle. */
  static Straight straight(MethodHandle handle) {
    try (InputStream in =
        Objects.requireNonNull(StraightCopy.class.getResourceAsStream("StraightCopy.class"))) {
      return (Straight)
          OWN.defineHiddenClassWithClassData(in.readAllBytes(), handle, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (IOException | ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle texts(Texts texts) {
    try {
      return OWN.bind(texts, "text", MethodType.methodType(String.class, byte[].class, int.class));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MethodHandle load(String name, MethodType type) {
    try {
      return OWN.findStatic(Loads.class, name, type);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(name, impossible);
    }
  }
}
