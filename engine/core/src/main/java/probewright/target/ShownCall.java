package probewright.target;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.Signature;

/** A function's arguments in words, as the registers held them. */
final class ShownCall {
  private static final int REGISTERS = 6;

  private final Btf types;
  private final List<Signature.Parameter> parameters;

  private ShownCall(Btf types, List<Signature.Parameter> parameters) {
    this.types = types;
    this.parameters = parameters;
  }

  /**
   * Of a function; null when the types have none of the name.
   *
   * @param returned whether its value is meant and not its arguments
   */
  static @Nullable ShownCall of(Btf types, String function, boolean returned) {
    int dot = function.indexOf('.');
    String source = dot < 0 ? function : function.substring(0, dot);
    if (!returned) {
      return Signature.of(types, source)
          .map(signature -> new ShownCall(types, signature.parameters()))
          .orElse(null);
    }
    return types
        .function(source)
        .map(found -> types.type(found.prototype()))
        .filter(BtfType.FunctionPrototype.class::isInstance)
        .map(found -> ((BtfType.FunctionPrototype) found).returned())
        .map(type -> new ShownCall(types, List.of(new Signature.Parameter("returned", "", type))))
        .orElse(null);
  }

  /** Those beyond the registers, which lie on the stack, are left out. */
  String text(ByteBuffer registers) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(parameters.size(), REGISTERS); i++) {
      Signature.Parameter parameter = parameters.get(i);
      BtfType type = types.resolve(parameter.type());
      if (type instanceof BtfType.Composite) {
        // takes several registers, or the stack
        break;
      }
      String name = parameter.name().isEmpty() ? "arg" + (i + 1) : parameter.name();
      shown.add(name + "=" + value(type, registers.getLong(8 * i)));
    }
    return String.join(" ", shown);
  }

  private static String value(BtfType type, long register) {
    if (type instanceof BtfType.Int number) {
      long bits = cut(register, number.size(), number.encoding() == BtfType.Encoding.SIGNED);
      return number.encoding() == BtfType.Encoding.SIGNED
          ? Long.toString(bits)
          : Long.toUnsignedString(bits);
    }
    if (type instanceof BtfType.Enumeration enumeration) {
      long bits = cut(register, enumeration.size(), enumeration.signed());
      return enumeration.enumerators().stream()
          .filter(one -> one.value() == bits)
          .map(BtfType.Enumerator::name)
          .findFirst()
          .orElse(Long.toString(bits));
    }
    return "0x" + Long.toHexString(register);
  }

  private static long cut(long register, int size, boolean signed) {
    int unused = Math.max(0, 64 - 8 * size);
    return signed ? register << unused >> unused : register << unused >>> unused;
  }
}
