package probewright.tracing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Value;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * Makes Java values of C ones: a record of a struct whose members bear its components' names, a
 * number of a number, a {@code String} of anything. What does not fit is refused before the first
 * value comes.
 */
final class RecordBinding {
  private final Btf btf;

  RecordBinding(Btf btf) {
    this.btf = btf;
  }

  /** How values of a C type become those of a Java class. */
  <T> Function<Value, T> bind(int type, Class<T> to) throws RefusedException {
    Function<Value, @Nullable Object> made = converter(type, to, to.getSimpleName());
    return value -> {
      @SuppressWarnings("unchecked")
      T result = (T) made.apply(value);
      if (result == null) {
        throw new IllegalStateException(value.text());
      }
      return result;
    };
  }

  private Function<Value, @Nullable Object> converter(int type, Class<?> to, String what)
      throws RefusedException {
    BtfType c = btf.resolve(type);
    if (to == Value.class) {
      return value -> value;
    } else if (to == String.class) {
      return Value::text;
    } else if (to.isRecord() && c instanceof Composite composite) {
      return record(composite, to);
    } else if (to.isEnum() && c instanceof BtfType.Enumeration) {
      return value -> constant(value, to);
    } else if (to == byte[].class && c instanceof BtfType.Array array && size(array) == 1) {
      return RecordBinding::bytes;
    } else if (to == long[].class
        && c instanceof BtfType.Array array
        && isNumber(array.element())) {
      return value ->
          ((Value.Elements) value)
              .elements().stream().mapToLong(e -> number(e).longValue()).toArray();
    } else if (isNumber(type)) {
      Function<Value, @Nullable Object> number = number(to, btf.sizeOf(type));
      if (number != null) {
        return number;
      }
    }
    throw new RefusedException(
        Problem.error(Stage.STREAM, "tracing.type", what, to.getSimpleName(), btf.spelling(type)));
  }

  private long size(BtfType.Array array) {
    return btf.sizeOf(array.element());
  }

  private boolean isNumber(int type) {
    BtfType c = btf.resolve(type);
    return c instanceof BtfType.Int
        || c instanceof BtfType.Enumeration
        || c instanceof BtfType.Pointer
        || c instanceof BtfType.FloatingPoint;
  }

  /** C's unsigned numbers keep their bits in Java's signed ones of the same size. */
  private static @Nullable Function<Value, @Nullable Object> number(Class<?> to, long size) {
    if (to == long.class || to == Long.class) {
      return value -> number(value).longValue();
    } else if ((to == int.class || to == Integer.class) && size <= 4) {
      return value -> number(value).intValue();
    } else if ((to == short.class || to == Short.class) && size <= 2) {
      return value -> number(value).shortValue();
    } else if ((to == byte.class || to == Byte.class) && size <= 1) {
      return value -> number(value).byteValue();
    } else if (to == boolean.class || to == Boolean.class) {
      return value -> number(value).signum() != 0;
    } else if (to == double.class || to == Double.class) {
      return value ->
          value instanceof Value.Decimal d ? (Object) d.value() : number(value).doubleValue();
    }
    return to == BigInteger.class ? RecordBinding::number : null;
  }

  private static BigInteger number(Value value) {
    if (value instanceof Value.Int i) {
      return i.value();
    } else if (value instanceof Value.Enumerator e) {
      return e.value();
    } else if (value instanceof Value.Bool b) {
      return b.value() ? BigInteger.ONE : BigInteger.ZERO;
    } else if (value instanceof Value.Address a) {
      return BigInteger.valueOf(a.value());
    }
    return BigInteger.ZERO;
  }

  private static byte[] bytes(Value value) {
    if (value instanceof Value.Text text) {
      return text.bytes();
    } else if (value instanceof Value.Elements elements) {
      byte[] all = new byte[elements.elements().size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = number(elements.elements().get(i)).byteValue();
      }
      return all;
    }
    return value instanceof Value.Raw raw ? raw.bytes() : new byte[0];
  }

  private static Object constant(Value value, Class<?> to) {
    return Arrays.stream(to.getEnumConstants())
        .filter(constant -> constant.toString().equals(value.text()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(to.getSimpleName() + " " + value.text()));
  }

  private Function<Value, @Nullable Object> record(Composite struct, Class<?> to)
      throws RefusedException {
    List<String> names = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    List<Function<Value, @Nullable Object>> parts = new ArrayList<>();
    for (RecordComponent component : to.getRecordComponents()) {
      Member member =
          btf.member(struct.id(), component.getName())
              .orElseThrow(() -> absent(struct, component.getName(), to.getSimpleName()));
      names.add(component.getName());
      types.add(component.getType());
      parts.add(
          converter(
              member.type(), component.getType(), to.getSimpleName() + "." + component.getName()));
    }
    Constructor<?> constructor = constructor(to, types);
    return value -> make(constructor, names, parts, (Value.Fields) value);
  }

  private static Constructor<?> constructor(Class<?> to, List<Class<?>> types) {
    try {
      Constructor<?> canonical = to.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("every record has its canonical constructor", impossible);
    }
  }

  private static Object make(
      Constructor<?> constructor,
      List<String> names,
      List<Function<Value, @Nullable Object>> parts,
      Value.Fields fields) {
    @Nullable Object[] arguments = new @Nullable Object[names.size()];
    for (Value.Field field : fields.fields()) {
      int index = names.indexOf(field.name());
      if (index >= 0) {
        arguments[index] = parts.get(index).apply(field.value());
      }
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException own) {
      throw new IllegalArgumentException(constructor.getDeclaringClass().getName(), own.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The struct has no member for a component of a class, or of a value's class. */
  static RefusedException absent(Composite struct, String component, Object of) {
    return new RefusedException(
        Problem.error(
            Stage.STREAM,
            "tracing.field",
            component,
            of instanceof String name ? name : of.getClass().getSimpleName(),
            (struct.keyword() + " " + struct.name()).strip(),
            names(struct)));
  }

  private static String names(Composite struct) {
    return struct.members().stream()
        .map(Member::name)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
