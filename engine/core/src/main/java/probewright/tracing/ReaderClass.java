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
 * Writes the class of one method, which reads an object from an array and the offset of its bytes:
 * it makes each argument, and calls the constructor. Handles that are put together do the same; but
 * with 32 arguments they are a tree that the JVM's compiler takes long for, and has not room enough
 * to make one loop of it and what it is called from.
 *
 * <p>The method has no branches, so the class file is the simplest there is (JVMS, chapter 4).
 */
final class ReaderClass {
  private static final String THIS = "probewright/tracing/Reader";
  private static final String LOADS = "probewright/tracing/Loads";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final String HANDLES = "java/lang/invoke/MethodHandles";
  private static final MethodType READ =
      MethodType.methodType(Object.class, byte[].class, int.class);
  private static final String LOAD =
      MethodType.methodType(long.class, int.class, byte[].class, int.class)
          .toMethodDescriptorString();
  private static final String CLASS_DATA_AT =
      MethodType.methodType(
              Object.class, MethodHandles.Lookup.class, String.class, Class.class, int.class)
          .toMethodDescriptorString();
  private static final int JAVA_17 = 61;
  private static final int FINAL = 0x1030;
  private static final int STATIC = 0x8;

  private static final int ALOAD_0 = 0x2a;
  private static final int ILOAD_1 = 0x1b;
  private static final int LDC_W = 0x13;
  private static final int L2I = 0x88;
  private static final int I2B = 0x91;
  private static final int I2S = 0x93;
  private static final int ARETURN = 0xb0;
  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int INVOKESTATIC = 0xb8;

  /** How an argument is made of an array and the offset at which the object's bytes begin. */
  sealed interface Argument {
    /** By a method of {@link Loads} that gives a long, which is cut to a shorter type. */
    record Load(String name, int offset, Class<?> to) implements Argument {}

    /** By a handle. */
    record Made(MethodHandle by) implements Argument {}
  }

  private final ConstantPool pool = new ConstantPool();
  private final List<MethodHandle> handles = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream code = new DataOutputStream(bytes);

  private ReaderClass() {}

  /**
   * A handle of such a method, which gives an Object.
   *
   * @param own may define classes in this package
   */
  static MethodHandle define(
      MethodHandles.Lookup own, MethodHandle constructor, List<Argument> arguments) {
    try {
      ReaderClass made = new ReaderClass();
      byte[] file = made.file(constructor, arguments);
      MethodHandles.Lookup there =
          own.defineHiddenClassWithClassData(file, List.copyOf(made.handles), true);
      return there.findStatic(there.lookupClass(), "read", READ);
    } catch (IOException | ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] file(MethodHandle constructor, List<Argument> arguments) throws IOException {
    MethodType type = constructor.type().erase().changeReturnType(Object.class);
    push(constructor.asType(type));
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Load load) {
        load(load);
      } else if (argument instanceof Argument.Made made) {
        MethodHandle by = made.by.asType(made.by.type().erase());
        push(by);
        pushBytes();
        invoke(by.type());
      }
    }
    invoke(type);
    code.writeByte(ARETURN);
    // the handle, the arguments so far, of which a long has two places, and those of one in work
    return file(1 + 2 * arguments.size() + 3);
  }

  private void load(Argument.Load load) throws IOException {
    code.writeByte(LDC_W);
    code.writeShort(pool.integer(load.offset));
    pushBytes();
    code.writeByte(INVOKESTATIC);
    code.writeShort(pool.method(LOADS, load.name, LOAD));
    if (load.to != long.class) {
      code.writeByte(L2I);
    }
    if (load.to == short.class) {
      code.writeByte(I2S);
    } else if (load.to == byte.class) {
      code.writeByte(I2B);
    }
  }

  private void pushBytes() throws IOException {
    code.writeByte(ALOAD_0);
    code.writeByte(ILOAD_1);
  }

  /** A handle as a constant, which it is for the compiler too: one of the class's data. */
  private void push(MethodHandle handle) throws IOException {
    code.writeByte(LDC_W);
    code.writeShort(pool.dynamic(handles.size(), "_", "L" + HANDLE + ";"));
    handles.add(handle);
  }

  private void invoke(MethodType type) throws IOException {
    code.writeByte(INVOKEVIRTUAL);
    code.writeShort(pool.method(HANDLE, "invokeExact", type.toMethodDescriptorString()));
  }

  private byte[] file(int stack) throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(rest);
    out.writeShort(FINAL);
    out.writeShort(pool.type(THIS));
    out.writeShort(pool.type("java/lang/Object"));
    out.writeShort(0); // interfaces
    out.writeShort(0); // fields
    out.writeShort(1);
    method(out, stack);
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

  private void method(DataOutputStream out, int stack) throws IOException {
    out.writeShort(STATIC);
    out.writeShort(pool.utf8("read"));
    out.writeShort(pool.utf8(READ.toMethodDescriptorString()));
    out.writeShort(1);
    out.writeShort(pool.utf8("Code"));
    out.writeInt(12 + code.size());
    out.writeShort(stack);
    out.writeShort(2); // locals
    out.writeInt(code.size());
    bytes.writeTo(out);
    out.writeShort(0); // exceptions
    out.writeShort(0); // attributes
  }

  private void bootstraps(DataOutputStream out) throws IOException {
    out.writeShort(pool.utf8("BootstrapMethods"));
    out.writeInt(2 + 6 * handles.size());
    out.writeShort(handles.size());
    for (int i = 0; i < handles.size(); i++) {
      out.writeShort(pool.handle(HANDLES, "classDataAt", CLASS_DATA_AT));
      out.writeShort(1);
      out.writeShort(pool.integer(i));
    }
  }
}
