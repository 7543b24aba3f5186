package probewright.dialect;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** The functions: programs get their section, arguments and returns, helpers are inlined. */
final class Programs {
  private final Translation work;
  private final Style style;
  private final Splits splits;

  Programs(Translation work, Style style, Splits splits) {
    this.work = work;
    this.style = style;
    this.splits = splits;
  }

  void rewrite(Function function) {
    if (function.isLibbpf()) {
      return;
    }
    Spot begin = function.node().begin();
    boolean macro = ProbeMacros.begins(function, work);
    Spot hidden = hidden(function, macro);
    if (!function.isProgram()) {
      if (!work.libbpf && !function.node().inline() && hidden != null) {
        work.expand(hidden);
      } else if (!work.libbpf && begin.origin() == Spot.Origin.FILE) {
        inline(function);
      }
      return;
    }
    if (hidden != null) {
      work.expand(hidden);
      return;
    }
    List<Attachment> own = work.attachments.getOrDefault(function.name(), List.of());
    List<Attachment> attached = own.isEmpty() ? MapFilling.callers(function, work) : own;
    if (attached.isEmpty()) {
      warnUnattached(function);
    }
    if (Splits.isNeeded(attached)) {
      split(function, attached);
      return;
    }
    work.edits.open(
        Rewrite.SECTION,
        begin.offset(),
        "SEC(\"" + Sections.of(function, attached, work) + "\")\n");
    if (macro) {
      ProbeMacros.rewrite(function, work);
    } else {
      Prototypes.remove(function, work);
      Arguments.unpack(function, attached, work, style);
      if (function.isVoid()) {
        Returns.rewrite(function, work, style);
      }
    }
  }

  /**
   * Where a macro of the program's own is used that makes the function, or a part of it that is to
   * be rewritten; null when all of that stands in the text.
   */
  private static @Nullable Spot hidden(Function function, boolean macro) {
    if (!macro && function.node().begin().origin() != Spot.Origin.FILE) {
      return function.node().begin();
    }
    Spot body = function.body().begin();
    return body.origin() == Spot.Origin.FILE ? null : body;
  }

  private void warnUnattached(Function function) {
    Spot name = function.node().loc();
    String where = Sections.advice(function, work);
    Problem problem =
        where.isEmpty()
            ? Problem.errorAt(
                Stage.TRANSLATE,
                work.place(name),
                "translate.unattached-kind",
                function.name(),
                Sections.ofContext(function, work))
            : Problem.errorAt(
                Stage.TRANSLATE, work.place(name), "translate.unattached", function.name(), where);
    work.problems.add(problem.asWarning());
  }

  /** The function becomes a helper of the programs that it is made into. */
  private void split(Function function, List<Attachment> attached) {
    if (function.node().begin().origin() != Spot.Origin.FILE) {
      work.error(function.node().loc(), "translate.attach-mixed", function.name(), kinds(attached));
    } else if (Arguments.check(function, work)) {
      Prototypes.remove(function, work);
      inline(function);
      splits.add(function, attached);
    }
  }

  private void inline(Function function) {
    int start = function.node().begin().offset();
    int end = function.body().begin().offset();
    boolean stat = false;
    int at = start;
    for (int i = work.tokens.indexAt(start); work.tokens.at(i).start() < end; i++) {
      Tokens.Token token = work.tokens.at(i);
      if (token.text().matches("_*(?:always_inline|noinline)_*")) {
        return;
      }
      if (token.text().matches("_*inline_*")) {
        work.edits.replace(
            Rewrite.INLINE,
            token.start(),
            token.end(),
            stat ? "__always_inline" : "static __always_inline");
        return;
      }
      if (token.is("static")) {
        stat = true;
        at = token.end();
      }
    }
    work.edits.open(Rewrite.INLINE, at, stat ? " __always_inline" : "static __always_inline ");
  }

  /** Notes a call from one program to another, which needs to be a helper. */
  void checkCalls(Function function) {
    List<String> programs =
        work.functions.stream().filter(Function::isProgram).map(Function::name).toList();
    function
        .body()
        .walk(
            node -> {
              if (programs.contains(node.callee())) {
                work.error(
                    node.first().bare().begin(), "translate.helper-not-static", node.callee());
              }
            });
  }

  /** The kinds of probe that a function is attached to, for a message. */
  static String kinds(List<Attachment> attached) {
    return attached.stream()
        .map(attachment -> attachment.probe().kind())
        .distinct()
        .map(ProbeKind::word)
        .collect(Collectors.joining(", "));
  }
}
