package probewright.probes.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.probes.format.PrintExpression.Binary;
import probewright.probes.format.PrintExpression.Call;
import probewright.probes.format.PrintExpression.Cast;
import probewright.probes.format.PrintExpression.Choice;
import probewright.probes.format.PrintExpression.Element;
import probewright.probes.format.PrintExpression.Name;
import probewright.probes.format.PrintExpression.Text;
import probewright.probes.format.PrintExpression.Unary;

/**
 * Writes a tracepoint's records as the kernel's own trace would, or, where that takes the kernel
 * itself, field by field. Immutable, for many threads.
 */
public final class PrintFormat {
  private final TracepointFormat format;
  private final PrintNames names;
  private final String text;
  private final List<PrintExpression> arguments;
  private final @Nullable String unknown;

  private PrintFormat(
      TracepointFormat format,
      PrintNames names,
      String text,
      List<PrintExpression> arguments,
      @Nullable String unknown) {
    this.format = format;
    this.names = names;
    this.text = text;
    this.arguments = List.copyOf(arguments);
    this.unknown = unknown;
  }

  /** Reads the print format of a tracepoint. What cannot be read is told by {@link #unknown}. */
  public static PrintFormat of(TracepointFormat format, PrintNames names) {
    try {
      PrintTokens tokens = new PrintTokens(format.print());
      PrintParser parser = new PrintParser(tokens);
      PrintExpression first = parser.expression();
      List<PrintExpression> arguments = new ArrayList<>();
      while (tokens.skip(",")) {
        arguments.add(parser.expression());
      }
      if (!(first instanceof Text text) || tokens.peek().kind() != PrintTokens.Kind.END) {
        throw new PrintUnknown(tokens.peek().text());
      }
      PrintFormat read = new PrintFormat(format, names, text.text(), arguments, null);
      String foreign = read.foreign();
      return foreign.isEmpty()
          ? read
          : new PrintFormat(format, names, text.text(), arguments, foreign);
    } catch (PrintUnknown e) {
      return new PrintFormat(format, names, "", List.of(), e.what());
    }
  }

  /**
   * What the print format needs of the kernel itself, as it spells it; records are then written
   * field by field. Empty where it can be worked out from a record alone.
   */
  public Optional<String> unknown() {
    return Optional.ofNullable(unknown);
  }

  /** The functions and names in it that are not known. */
  private String foreign() {
    Set<String> foreign = new TreeSet<>();
    arguments.forEach(argument -> collect(argument, foreign));
    return String.join(", ", foreign);
  }

  private void collect(PrintExpression expression, Set<String> foreign) {
    if (expression instanceof Name name) {
      if (names.constant(name.name()).isEmpty() && format.field(name.name()).isEmpty()) {
        foreign.add(name.name());
      }
    } else if (expression instanceof Element element) {
      collect(element.array(), foreign);
      collect(element.index(), foreign);
    } else if (expression instanceof Unary unary) {
      collect(unary.of(), foreign);
    } else if (expression instanceof Binary binary) {
      collect(binary.left(), foreign);
      collect(binary.right(), foreign);
    } else if (expression instanceof Choice choice) {
      collect(choice.condition(), foreign);
      collect(choice.yes(), foreign);
      collect(choice.no(), foreign);
    } else if (expression instanceof Cast cast) {
      collect(cast.of(), foreign);
    } else if (expression instanceof Call call) {
      if (!PrintMacros.KNOWN.contains(call.function())) {
        foreign.add(call.function() + "()");
      }
      call.arguments().forEach(argument -> collect(argument, foreign));
      call.table().forEach(entry -> collect(entry.value(), foreign));
    }
  }

  /**
   * A record in words.
   *
   * @param record from its first byte, in the target's byte order; what is beyond its end is taken
   *     as cut off
   */
  public String render(ByteBuffer record) {
    RecordBytes bytes = new RecordBytes(format, record, names);
    if (unknown != null) {
      return fields(bytes);
    }
    try {
      PrintEvaluation evaluation = new PrintEvaluation(bytes, names);
      List<PrintValue> values = new ArrayList<>();
      for (PrintExpression argument : arguments) {
        values.add(evaluation.value(argument));
      }
      String line = Printf.text(text, values, bytes);
      return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    } catch (PrintUnknown e) {
      return fields(bytes);
    }
  }

  /** The event's own fields as {@code NAME=VALUE}, whatever its print format. */
  public String fields(ByteBuffer record) {
    return fields(new RecordBytes(format, record, names));
  }

  private String fields(RecordBytes bytes) {
    return format.ownFields().stream()
        .map(field -> field.name() + "=" + bytes.show(field))
        .collect(Collectors.joining(" "));
  }
}
