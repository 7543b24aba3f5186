package probewright.probes.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An argument of a print format: the C that the kernel's TP_printk macros leave of it. */
sealed interface PrintExpression {
  /** A number as C types it. */
  record Literal(PrintValue.Whole value) implements PrintExpression {}

  record Text(String text) implements PrintExpression {}

  /** {@code REC->name}. */
  record Field(String name) implements PrintExpression {}

  /** An enumerator, or a variable of the kernel's. */
  record Name(String name) implements PrintExpression {}

  record Element(PrintExpression array, PrintExpression index) implements PrintExpression {}

  record Unary(String operator, PrintExpression of) implements PrintExpression {}

  record Binary(String operator, PrintExpression left, PrintExpression right)
      implements PrintExpression {}

  record Choice(PrintExpression condition, PrintExpression yes, PrintExpression no)
      implements PrintExpression {}

  /** A cast to a type, as spelled, without qualifiers. */
  record Cast(String type, PrintExpression of) implements PrintExpression {}

  record SizeOf(String type) implements PrintExpression {}

  /** A macro of TP_printk's or a function of the kernel's. */
  record Call(String function, List<PrintExpression> arguments, List<Named> table)
      implements PrintExpression {
    public Call {
      arguments = List.copyOf(arguments);
      table = List.copyOf(table);
    }
  }

  /**
   * An entry of a table of names.
   *
   * @param name null for {@code NULL}, which ends the table
   */
  record Named(PrintExpression value, @Nullable String name) {}
}
