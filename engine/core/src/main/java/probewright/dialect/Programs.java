package probewright.dialect;

import java.util.List;
import java.util.stream.Collectors;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/** The functions: programs get their section, arguments and returns, helpers are inlined. */
final class Programs {
  private final Translation work;
  private final Style style;

  Programs(Translation work, Style style) {
    this.work = work;
    this.style = style;
  }

  void rewrite(Function function) {
    Spot begin = function.node().begin();
    if (begin.origin() != Spot.Origin.FILE
        || function.body().begin().origin() != Spot.Origin.FILE) {
      work.notYet(begin, work.tokens.after(begin.offset()).text());
      return;
    }
    if (!function.isProgram()) {
      inline(function);
      return;
    }
    List<Attachment> own = work.attachments.getOrDefault(function.name(), List.of());
    List<Attachment> attached = own.isEmpty() ? MapFilling.callers(function, work) : own;
    if (attached.isEmpty()) {
      Spot name = function.node().loc();
      work.problems.add(
          Problem.errorAt(
                  Stage.TRANSLATE, work.place(name), "translate.unattached", function.name())
              .asWarning());
    }
    work.edits.open(begin.offset(), "SEC(\"" + Sections.of(function, attached, work) + "\")\n");
    Arguments.unpack(function, attached, work, style);
    if (function.isVoid()) {
      Returns.rewrite(function, work, style);
    }
  }

  private void inline(Function function) {
    int start = function.node().begin().offset();
    int end = function.body().begin().offset();
    boolean stat = false;
    int at = start;
    for (int i = work.tokens.indexAt(start); work.tokens.at(i).start() < end; i++) {
      Tokens.Token token = work.tokens.at(i);
      if (token.is("__always_inline") || token.is("always_inline")) {
        return;
      }
      if (token.is("inline") || token.is("__inline")) {
        work.edits.replace(
            token.start(), token.end(), stat ? "__always_inline" : "static __always_inline");
        return;
      }
      if (token.is("static")) {
        stat = true;
        at = token.end();
      }
    }
    work.edits.open(at, stat ? " __always_inline" : "static __always_inline ");
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
