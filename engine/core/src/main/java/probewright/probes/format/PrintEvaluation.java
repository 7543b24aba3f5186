package probewright.probes.format;

import java.util.OptionalLong;
import probewright.probes.format.PrintExpression.Binary;
import probewright.probes.format.PrintExpression.Call;
import probewright.probes.format.PrintExpression.Cast;
import probewright.probes.format.PrintExpression.Choice;
import probewright.probes.format.PrintExpression.Element;
import probewright.probes.format.PrintExpression.Field;
import probewright.probes.format.PrintExpression.Literal;
import probewright.probes.format.PrintExpression.Name;
import probewright.probes.format.PrintExpression.SizeOf;
import probewright.probes.format.PrintExpression.Text;
import probewright.probes.format.PrintExpression.Unary;
import probewright.probes.format.PrintValue.Region;
import probewright.probes.format.PrintValue.Whole;

/** Works out the arguments of a print format for one record, as the kernel's C would. */
final class PrintEvaluation {
  private final RecordBytes record;
  private final PrintNames names;
  private final PrintMacros macros;

  PrintEvaluation(RecordBytes record, PrintNames names) {
    this.record = record;
    this.names = names;
    this.macros = new PrintMacros(this, record, names);
  }

  PrintValue value(PrintExpression expression) throws PrintUnknown {
    if (expression instanceof Literal literal) {
      return literal.value();
    } else if (expression instanceof Text text) {
      return new PrintValue.Text(text.text());
    } else if (expression instanceof Field field) {
      return record.value(field.name());
    } else if (expression instanceof Name name) {
      return constant(name.name());
    } else if (expression instanceof Element element) {
      return element(element);
    } else if (expression instanceof Unary unary) {
      return unary(unary);
    } else if (expression instanceof Binary binary) {
      return binary(binary);
    } else if (expression instanceof Choice choice) {
      return value(whole(choice.condition()).isTrue() ? choice.yes() : choice.no());
    } else if (expression instanceof Cast cast) {
      return cast(cast.type(), value(cast.of()));
    } else if (expression instanceof SizeOf sizeOf) {
      return Whole.of(number(sizeOf.type()).size(), 8, false);
    }
    return macros.call((Call) expression);
  }

  Whole whole(PrintExpression expression) throws PrintUnknown {
    if (value(expression) instanceof Whole whole) {
      return whole;
    }
    throw new PrintUnknown(String.valueOf(expression));
  }

  private Whole constant(String name) throws PrintUnknown {
    OptionalLong value = names.constant(name);
    if (value.isEmpty()) {
      throw new PrintUnknown(name);
    }
    boolean small = value.getAsLong() == (int) value.getAsLong();
    return Whole.of(value.getAsLong(), small ? 4 : 8, true);
  }

  private CTypes.CNumber number(String type) throws PrintUnknown {
    int size = CTypes.number(type).isPresent() ? 0 : names.sizeOf(type);
    return CTypes.number(type)
        .or(
            () ->
                size == 0
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(new CTypes.CNumber(Math.abs(size), size < 0)))
        .orElseThrow(() -> new PrintUnknown("(" + type + ")"));
  }

  /** An address into the record stays one, whatever it is said to point to. */
  private PrintValue cast(String type, PrintValue value) throws PrintUnknown {
    if (value instanceof Region region && type.endsWith("*")) {
      var element = CTypes.number(type.substring(0, type.length() - 1).strip());
      return element.isPresent()
          ? new Region(region.bytes(), element.get().size(), element.get().signed())
          : region;
    }
    if (value instanceof Whole whole) {
      CTypes.CNumber to = number(type);
      return to.size() == 1 && type.endsWith("bool")
          ? Whole.of(whole.isTrue())
          : Whole.of(whole.bits(), to.size(), to.signed());
    }
    return value;
  }

  private Whole element(Element element) throws PrintUnknown {
    long index = whole(element.index()).bits();
    if (value(element.array()) instanceof Region region && index >= 0 && index < region.count()) {
      return region.element((int) index);
    }
    throw new PrintUnknown("[" + index + "]");
  }

  private PrintValue unary(Unary unary) throws PrintUnknown {
    if (unary.operator().equals("&") && unary.of() instanceof Field field) {
      return record.region(field.name());
    }
    if (unary.operator().equals("*")) {
      if (value(unary.of()) instanceof Region region && region.count() > 0) {
        return region.element(0);
      }
      throw new PrintUnknown("*");
    }
    Whole of = whole(unary.of()).promoted();
    return switch (unary.operator()) {
      case "!" -> Whole.of(!of.isTrue());
      case "~" -> Whole.of(~of.bits(), of.size(), of.signed());
      case "-" -> Whole.of(-of.bits(), of.size(), of.signed());
      case "+" -> of;
      default -> throw new PrintUnknown(unary.operator());
    };
  }

  private PrintValue binary(Binary binary) throws PrintUnknown {
    String operator = binary.operator();
    Whole first = whole(binary.left()).promoted();
    if (operator.equals("&&") || operator.equals("||")) {
      boolean decided = first.isTrue() == operator.equals("||");
      return Whole.of(decided ? first.isTrue() : whole(binary.right()).isTrue());
    }
    Whole second = whole(binary.right()).promoted();
    if (operator.equals("<<") || operator.equals(">>")) {
      return shift(first, operator, (int) second.bits());
    }
    int size = Math.max(first.size(), second.size());
    boolean signed =
        first.size() == second.size()
            ? first.signed() && second.signed()
            : first.size() > second.size() ? first.signed() : second.signed();
    long a = Whole.of(first.bits(), size, signed).bits();
    long b = Whole.of(second.bits(), size, signed).bits();
    int order = signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    return switch (operator) {
      case "==" -> Whole.of(order == 0);
      case "!=" -> Whole.of(order != 0);
      case "<" -> Whole.of(order < 0);
      case ">" -> Whole.of(order > 0);
      case "<=" -> Whole.of(order <= 0);
      case ">=" -> Whole.of(order >= 0);
      case "|" -> Whole.of(a | b, size, signed);
      case "^" -> Whole.of(a ^ b, size, signed);
      case "&" -> Whole.of(a & b, size, signed);
      case "+" -> Whole.of(a + b, size, signed);
      case "-" -> Whole.of(a - b, size, signed);
      case "*" -> Whole.of(a * b, size, signed);
      default -> Whole.of(divided(operator, a, b, signed), size, signed);
    };
  }

  private static Whole shift(Whole of, String operator, int by) throws PrintUnknown {
    if (by < 0 || by >= 8 * of.size()) {
      throw new PrintUnknown(operator + by);
    }
    long bits =
        operator.equals("<<") ? of.bits() << by : of.signed() ? of.bits() >> by : of.bits() >>> by;
    return Whole.of(bits, of.size(), of.signed());
  }

  private static long divided(String operator, long a, long b, boolean signed) throws PrintUnknown {
    if (b == 0) {
      throw new PrintUnknown(operator + "0");
    }
    if (operator.equals("/")) {
      return signed ? a / b : Long.divideUnsigned(a, b);
    }
    return signed ? a % b : Long.remainderUnsigned(a, b);
  }
}
