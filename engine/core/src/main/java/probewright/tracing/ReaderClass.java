package probewright.tracing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the class that reads an object from an array and the offset of its bytes: it makes each
 * argument, and calls the constructor; once by itself and once in a loop over a batch, with what
 * the consumer does. Handles that are put together do the same; but with 32 arguments they are a
 * tree that the JVM's compiler takes long for and has not room enough to make one loop of.
 *
 * <p>Of class files (JVMS, chapter 4) it needs little: the one branch is the loop's.
 */
final class ReaderClass {
  private static final String PACKAGE = "probewright/tracing/";
  private static final String OBJECT = "java/lang/Object";
  private static final String CONSUMER = "java/util/function/Consumer";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final String HANDLES = "java/lang/invoke/MethodHandles";
  private static final String LOAD = "(I[BI)J";
  private static final String LENGTH_TYPE = "([BIIII)I";
  private static final String ACCEPT = "(Ljava/lang/Object;)V";
  private static final String CLASS_DATA_AT =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
          + "Ljava/lang/Object;";
  private static final int JAVA_17 = 61;
  private static final int FINAL_SYNTHETIC = 0x1030;
  private static final int STATIC = 0x8;

  /** Where {@code one} has its second argument. */
  private static final int OFFSET = 1;

  /** Where {@code all} has its arguments and what it remembers. */
  private static final int BATCH = 0;

  private static final int AT = 1;
  private static final int END = 2;
  private static final int SIZE = 3;
  private static final int TO = 4;
  private static final int LENGTH = 5;
  private static final int PLACE = 6;

  /** Bytes of code before the loop. */
  private static final int LOOP = 4;

  /** How an argument is made of an array and the offset at which the object's bytes begin. */
  sealed interface Argument {
    /** By a method of {@link Loads} that gives a long, which is cut to a shorter type. */
    record Load(String name, int offset, Class<?> to) implements Argument {}

    /** By a handle. */
    record Made(MethodHandle by) implements Argument {}
  }

  private final MethodHandle constructor;
  private final List<Argument> arguments;
  private final ConstantPool pool = new ConstantPool();

  private ReaderClass(MethodHandle constructor, List<Argument> arguments) {
    MethodType type = constructor.type().changeReturnType(Object.class);
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Argument.Made) {
        type = type.changeParameterType(i, Object.class);
      }
    }
    this.constructor = constructor.asType(type);
    this.arguments = arguments;
  }

  /**
   * Defines the class.
   *
   * @param own may define classes in this package
   */
  static Straight define(
      MethodHandles.Lookup own, MethodHandle constructor, List<Argument> arguments) {
    try {
      ReaderClass made = new ReaderClass(constructor, arguments);
      MethodHandles.Lookup there =
          own.defineHiddenClassWithClassData(made.file(), made.handles(), true);
      return new Straight(
          there.findStatic(there.lookupClass(), "one", Straight.ONE),
          there.findStatic(there.lookupClass(), "all", Straight.ALL));
    } catch (IOException | ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The class's data: the constructor, then what makes an argument. */
  private List<MethodHandle> handles() {
    List<MethodHandle> handles = new ArrayList<>(List.of(constructor));
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Made made) {
        handles.add(made.by.asType(Straight.ONE));
      }
    }
    return List.copyOf(handles);
  }

  private byte[] file() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(rest);
    out.writeShort(FINAL_SYNTHETIC);
    out.writeShort(pool.type(PACKAGE + "Reader"));
    out.writeShort(pool.type(OBJECT));
    out.writeShort(0); // interfaces
    out.writeShort(0); // fields
    out.writeShort(2);
    method(out, "one", Straight.ONE, one(), OFFSET, new byte[0]);
    Code loop = loop();
    method(out, "all", Straight.ALL, all(loop), PLACE, frames(loop));
    out.writeShort(1);
    bootstraps(out);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(whole);
    file.writeInt(0xcafe_babe);
    file.writeInt(JAVA_17);
    pool.writeTo(file);
    rest.writeTo(file);
    return whole.toByteArray();
  }

  private Code one() throws IOException {
    return object(new Code(), OFFSET).plain(Code.ARETURN);
  }

  private Code all(Code loop) throws IOException {
    return new Code().pushInt(SIZE).popInt(LENGTH).append(loop).pushInt(AT).plain(Code.IRETURN);
  }

  /** Calls the consumer with each object, as long as {@link Straight#length} finds one. */
  private Code loop() throws IOException {
    Code body = new Code().pushInt(AT);
    body.push(pool.integer(Straight.HEADER)).plain(Code.IADD).popInt(PLACE).pushObject(TO);
    object(body, PLACE)
        .invokeInterface(pool.interfaceMethod(CONSUMER, "accept", ACCEPT), 2)
        .pushInt(PLACE)
        .pushInt(LENGTH)
        .plain(Code.IADD)
        .popInt(AT);
    Code loop = new Code().pushObject(BATCH).pushInt(AT).pushInt(END).pushInt(SIZE).pushInt(LENGTH);
    return loop.invokeStatic(pool.method(PACKAGE + "Straight", "length", LENGTH_TYPE))
        .plain(Code.DUP)
        .popInt(LENGTH)
        .skipIfNegative(body.size() + 3)
        .append(body)
        .goTo(0);
  }

  /** Which locals there are where branches lead to: before the loop and behind it one int more. */
  private byte[] frames(Code loop) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(2);
    out.writeByte(252); // one local more
    out.writeShort(LOOP);
    out.writeByte(1); // an int
    out.writeByte(251); // the same locals
    out.writeShort(loop.size() - 1);
    return bytes.toByteArray();
  }

  /**
   * Makes the object, on top of the stack. The loads come last and side by side: then the compiler
   * makes one check of bounds out of theirs.
   *
   * @param place of the offset among the locals, the first of which is the array
   */
  private Code object(Code code, int place) throws IOException {
    int handles = 0;
    int local = place;
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Made) {
        code.push(handle(++handles)).pushObject(BATCH).pushInt(place);
        code.invokeVirtual(invokeExact(Straight.ONE)).popObject(++local);
      }
    }
    local = place;
    code.push(handle(0));
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Load load) {
        code.push(pool.integer(load.offset)).pushObject(BATCH).pushInt(place);
        code.invokeStatic(pool.method(PACKAGE + "Loads", load.name, LOAD));
        cut(code, load.to);
      } else {
        code.pushObject(++local);
      }
    }
    return code.invokeVirtual(invokeExact(constructor.type()));
  }

  private int handle(int number) throws IOException {
    return pool.dynamic(number, "_", "L" + HANDLE + ";");
  }

  private static void cut(Code code, Class<?> to) throws IOException {
    if (to != long.class) {
      code.plain(Code.L2I);
    }
    if (to == short.class) {
      code.plain(Code.I2S);
    } else if (to == byte.class) {
      code.plain(Code.I2B);
    }
  }

  private int invokeExact(MethodType type) throws IOException {
    return pool.method(HANDLE, "invokeExact", type.toMethodDescriptorString());
  }

  private void method(
      DataOutputStream out, String name, MethodType type, Code code, int place, byte[] frames)
      throws IOException {
    out.writeShort(STATIC);
    out.writeShort(pool.utf8(name));
    out.writeShort(pool.utf8(type.toMethodDescriptorString()));
    out.writeShort(1);
    out.writeShort(pool.utf8("Code"));
    out.writeInt(12 + code.size() + (frames.length == 0 ? 0 : 6 + frames.length));
    // the consumer, the handle, the arguments so far, of which a long has two places, one in work
    out.writeShort(2 + 2 * arguments.size() + 3);
    out.writeShort(place + 1 + arguments.size());
    out.writeInt(code.size());
    out.write(code.bytes());
    out.writeShort(0); // exceptions
    out.writeShort(frames.length == 0 ? 0 : 1);
    if (frames.length > 0) {
      out.writeShort(pool.utf8("StackMapTable"));
      out.writeInt(frames.length);
      out.write(frames);
    }
  }

  /** The class's data are constants, for the compiler too. */
  private void bootstraps(DataOutputStream out) throws IOException {
    int count = handles().size();
    out.writeShort(pool.utf8("BootstrapMethods"));
    out.writeInt(2 + 6 * count);
    out.writeShort(count);
    for (int i = 0; i < count; i++) {
      out.writeShort(pool.handle(HANDLES, "classDataAt", CLASS_DATA_AT));
      out.writeShort(1);
      out.writeShort(pool.integer(i));
    }
  }
}
