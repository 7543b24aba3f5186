package probewright.dialect;

import java.util.List;

/**
 * Calls of {@code bpf_trace_printk}, which in bcc takes a format and its values: libbpf's {@code
 * bpf_printk} is just that for a format that stands in the call. The kernel's own way, with the
 * format in an array and its size behind it, stays as it is.
 */
final class TracePrints {
  private static final String NAME = "bpf_trace_printk";
  private static final String PRINT = "bpf_printk";

  /** What the helper takes in registers; {@code bpf_printk} goes on to another helper. */
  private static final int FEW = 3;

  /** What {@code bpf_printk} can hand on. */
  private static final int MOST = 12;

  private TracePrints() {}

  static void rewrite(Node call, Translation work) {
    if (!call.callee().equals(NAME)) {
      return;
    }
    work.printsTrace = true;
    Spot name = call.first().bare().begin();
    List<Node> arguments = call.children().subList(1, call.children().size());
    if (arguments.isEmpty()) {
      work.error(name, "translate.format");
      return;
    }
    Node format = arguments.get(0).bare();
    boolean literal = format.is("StringLiteral");
    if (literal) {
      count(name, arguments.size() - 1, MOST, work);
      if (format.begin().written() && format.end().written()) {
        new PrintFormat(work).check(format.begin().offset(), format.end().end());
      }
      work.printsInMacros |= !name.written();
      if (name.written() && work.first(name.offset(), name.end())) {
        work.edits.replace(Rewrite.TRACE_PRINT, name.offset(), name.end(), PRINT);
      }
    } else if (hasSize(arguments)) {
      count(name, arguments.size() - 2, FEW, work);
      checkArray(format, work);
    } else if (format.type().isArray() && format.is("DeclRefExpr") && format.begin().written()) {
      count(name, arguments.size() - 1, FEW, work);
      checkArray(format, work);
      int end = format.end().end();
      if (work.first(format.begin().offset(), end)) {
        work.edits.close(Rewrite.TRACE_PRINT, end, ", sizeof(" + format.targetName() + ")");
      }
    } else {
      work.error(name, "translate.format");
    }
  }

  /** Whether the size of the format follows it, as the kernel's helper has it. */
  private static boolean hasSize(List<Node> arguments) {
    if (arguments.size() < 2) {
      return false;
    }
    Node second = arguments.get(1).core();
    return second.is("UnaryExprOrTypeTraitExpr");
  }

  private static void count(Spot name, int values, int most, Translation work) {
    boolean old =
        work.kernel.hasEnumerator("BPF_FUNC_trace_printk")
            && !work.kernel.hasEnumerator("BPF_FUNC_trace_vprintk");
    int possible = old ? FEW : most;
    if (values > possible) {
      work.error(name, "translate.print-arguments", possible, values);
    }
  }

  /** Checks the text that an array begins with, where it can be seen. */
  private static void checkArray(Node format, Translation work) {
    for (int i = 0; i + 4 < work.tokens.all().size(); i++) {
      if (work.tokens.at(i).is(format.targetName())
          && work.tokens.at(i + 1).is("[")
          && work.tokens.at(work.tokens.closing(i + 1) + 1).is("=")) {
        Tokens.Token text = work.tokens.at(work.tokens.closing(i + 1) + 2);
        if (text.kind() == Tokens.Kind.TEXT && work.first(text.start(), text.end())) {
          new PrintFormat(work).check(text.start(), text.end());
        }
      }
    }
  }

  /** Where a macro prints, its body is changed and not its uses. */
  static void rewriteMacros(Translation work) {
    if (!work.printsInMacros) {
      return;
    }
    work.definitions.replaceAll((name, value) -> value.replace(NAME + "(", PRINT + "("));
    for (int i = 0; i < work.tokens.all().size(); i++) {
      if (work.tokens.at(i).is("#") && work.tokens.at(i + 1).is("define")) {
        int end = work.source.lineEnd(work.source.lineOf(work.tokens.at(i).start()));
        while (work.words(0, end).endsWith("\\") && end < work.source.text().length()) {
          end = work.source.lineEnd(work.source.lineOf(end + 1));
        }
        for (int k = i; work.tokens.at(k).end() <= end && k < work.tokens.all().size(); k++) {
          Tokens.Token token = work.tokens.at(k);
          if (token.is(NAME) && work.first(token.start(), token.end())) {
            work.edits.replace(Rewrite.TRACE_PRINT, token.start(), token.end(), PRINT);
          }
        }
      }
    }
  }
}
