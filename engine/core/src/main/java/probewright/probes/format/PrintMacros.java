package probewright.probes.format;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import probewright.probes.format.PrintExpression.Call;
import probewright.probes.format.PrintExpression.Field;
import probewright.probes.format.PrintExpression.Name;
import probewright.probes.format.PrintExpression.Named;
import probewright.probes.format.PrintValue.Region;
import probewright.probes.format.PrintValue.Whole;

/**
 * The helpers that a print format calls, those that the kernel's {@code
 * include/trace/stages/stage3_trace_output.h} defines. Whatever else is called only the kernel
 * knows.
 */
final class PrintMacros {
  /** All of them. */
  static final Set<String> KNOWN =
      Set.of(
          "__print_symbolic",
          "__print_symbolic_u64",
          "__print_flags",
          "__print_flags_u64",
          "__print_hex",
          "__print_hex_str",
          "__print_array",
          "__print_ns_to_secs",
          "__print_ns_without_secs",
          "__get_str",
          "__get_rel_str",
          "__get_dynamic_array",
          "__get_rel_dynamic_array",
          "__get_dynamic_array_len",
          "__get_rel_dynamic_array_len",
          "__get_bitmask",
          "__get_rel_bitmask",
          "__get_cpumask",
          "__get_rel_cpumask",
          "__get_sockaddr",
          "__get_rel_sockaddr",
          "__get_buf",
          "__builtin_expect",
          "jiffies_to_msecs");

  private static final long SECOND = 1_000_000_000L;

  private final PrintEvaluation evaluation;
  private final RecordBytes record;
  private final PrintNames names;

  PrintMacros(PrintEvaluation evaluation, RecordBytes record, PrintNames names) {
    this.evaluation = evaluation;
    this.record = record;
    this.names = names;
  }

  PrintValue call(Call call) throws PrintUnknown {
    List<PrintExpression> given = call.arguments();
    String function = call.function().replace("__get_rel_", "__get_");
    return switch (function) {
      case "__print_symbolic", "__print_symbolic_u64" -> symbolic(whole(call, 0), call.table());
      case "__print_flags", "__print_flags_u64" -> flags(call);
      case "__print_hex" -> hex(call, " ");
      case "__print_hex_str" -> hex(call, "");
      case "__print_array" -> array(call);
      case "__print_ns_to_secs" ->
          Whole.of(Long.divideUnsigned(whole(call, 0).bits(), SECOND), 8, false);
      case "__print_ns_without_secs" ->
          Whole.of(Long.remainderUnsigned(whole(call, 0).bits(), SECOND), 4, false);
      case "__get_str" -> new PrintValue.Text(region(call).text());
      case "__get_dynamic_array", "__get_sockaddr" -> region(call);
      case "__get_dynamic_array_len" -> Whole.of(region(call).bytes().remaining(), 4, false);
      case "__get_bitmask", "__get_cpumask" -> bitmask(region(call));
      case "__get_buf", "__builtin_expect" -> evaluation.value(argument(given, 0, call));
      case "jiffies_to_msecs" -> milliseconds(whole(call, 0).bits());
      default -> throw new PrintUnknown(call.function() + "()");
    };
  }

  private static PrintExpression argument(List<PrintExpression> given, int index, Call call)
      throws PrintUnknown {
    if (index >= given.size()) {
      throw new PrintUnknown(call.function() + "()");
    }
    return given.get(index);
  }

  private Whole whole(Call call, int index) throws PrintUnknown {
    return evaluation.whole(argument(call.arguments(), index, call));
  }

  /** The field that a helper is told the bare name of. */
  private Region region(Call call) throws PrintUnknown {
    PrintExpression named = argument(call.arguments(), 0, call);
    if (named instanceof Name name) {
      return record.region(name.name());
    }
    throw new PrintUnknown(call.function() + "()");
  }

  private Whole milliseconds(long jiffies) throws PrintUnknown {
    OptionalLong hertz = names.constant("HZ");
    if (hertz.isEmpty() || hertz.getAsLong() == 0) {
      throw new PrintUnknown("HZ");
    }
    return Whole.of(jiffies * 1000 / hertz.getAsLong(), 4, false);
  }

  private PrintValue symbolic(Whole value, List<Named> table) throws PrintUnknown {
    for (Named entry : table) {
      if (entry.name() == null) {
        break;
      }
      // the kernel compares both as unsigned long
      if (evaluation.whole(entry.value()).bits() == value.bits()) {
        return new PrintValue.Text(entry.name());
      }
    }
    return new PrintValue.Text("0x" + Long.toHexString(value.bits()));
  }

  private PrintValue flags(Call call) throws PrintUnknown {
    long left = whole(call, 0).bits();
    String delimiter =
        evaluation.value(argument(call.arguments(), 1, call)) instanceof PrintValue.Text text
            ? text.text()
            : "";
    StringJoiner joined = new StringJoiner(delimiter);
    for (Named entry : call.table()) {
      if (entry.name() == null || left == 0) {
        break;
      }
      long mask = evaluation.whole(entry.value()).bits();
      if ((left & mask) == mask) {
        joined.add(entry.name());
        left &= ~mask;
      }
    }
    if (left != 0) {
      joined.add("0x" + Long.toHexString(left));
    }
    return new PrintValue.Text(joined.toString());
  }

  private Region bytes(Call call) throws PrintUnknown {
    PrintExpression given = argument(call.arguments(), 0, call);
    PrintValue value =
        given instanceof Field field ? record.region(field.name()) : evaluation.value(given);
    if (value instanceof Region region) {
      return region;
    }
    throw new PrintUnknown(call.function() + "()");
  }

  private PrintValue hex(Call call, String between) throws PrintUnknown {
    ByteBuffer bytes = bytes(call).bytes();
    long length = whole(call, 1).bits();
    if (length < 0 || length > bytes.remaining()) {
      throw new PrintUnknown(call.function() + "()");
    }
    StringJoiner joined = new StringJoiner(between);
    for (int i = 0; i < length; i++) {
      joined.add(String.format(Locale.ROOT, "%02x", bytes.get(i)));
    }
    return new PrintValue.Text(joined.toString());
  }

  private PrintValue array(Call call) throws PrintUnknown {
    Region region = bytes(call);
    long count = whole(call, 1).bits();
    int size = (int) whole(call, 2).bits();
    boolean fits = (size == 1 || size == 2 || size == 4 || size == 8) && count >= 0;
    if (!fits || count > region.bytes().remaining() / size) {
      throw new PrintUnknown(call.function() + "()");
    }
    Region elements = new Region(region.bytes(), size, false);
    StringJoiner joined = new StringJoiner(",", "{", "}");
    for (int i = 0; i < count; i++) {
      joined.add("0x" + Long.toHexString(elements.element(i).bits()));
    }
    return new PrintValue.Text(joined.toString());
  }

  /** As {@code %*pb}: 32 bits a word, the highest first. */
  private static PrintValue bitmask(Region region) {
    ByteBuffer bytes = region.bytes();
    StringJoiner joined = new StringJoiner(",");
    for (int at = bytes.remaining() - 4; at >= 0; at -= 4) {
      joined.add(String.format(Locale.ROOT, "%08x", bytes.getInt(at)));
    }
    return new PrintValue.Text(joined.toString());
  }
}
