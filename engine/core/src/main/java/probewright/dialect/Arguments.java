package probewright.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/**
 * The arguments of the traced function. In bcc's dialect they follow the context in the parameter
 * list; here those that are used become variables, filled from the registers.
 */
final class Arguments {
  /** What the calling conventions put into registers. */
  private static final int MOST = 6;

  private Arguments() {}

  static void unpack(Function function, List<Attachment> attached, Translation work, Style style) {
    List<Node> parameters = function.parameters();
    if (parameters.size() < 2) {
      return;
    }
    Node context = parameters.get(0);
    Node beyond = parameters.get(parameters.size() - 1);
    if (parameters.size() > MOST + 1) {
      work.error(parameters.get(MOST + 1).loc(), "translate.arguments", MOST);
      return;
    }
    if (attached.stream().anyMatch(a -> !hasRegisters(a.probe().kind()))) {
      work.notYet(parameters.get(1).begin(), Programs.kinds(attached));
      return;
    }
    if (!context.end().written() || !beyond.end().written()) {
      work.notYet(context.begin(), "macro");
      return;
    }
    // an array or function parameter ends behind its name
    int end = beyond.end().end();
    work.edits.replace(context.end().end(), end, "");
    boolean syscall = isSyscall(function, attached, work);
    Set<String> used = used(function);
    StringBuilder lines = new StringBuilder();
    String gap = gap(function, work, style);
    if (syscall
        && parameters.stream()
            .anyMatch(p -> used.contains(p.id()) && !p.id().equals(context.id()))) {
      lines
          .append(gap)
          .append("struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(")
          .append(context.name())
          .append(");");
    }
    for (int i = 1; i < parameters.size(); i++) {
      Node parameter = parameters.get(i);
      if (used.contains(parameter.id())) {
        lines
            .append(gap)
            .append(work.words(parameter.begin().offset(), parameter.end().end()))
            .append(" = (")
            .append(parameter.type().written())
            .append(")PT_REGS_PARM")
            .append(i)
            .append(syscall ? "_CORE_SYSCALL(call_regs)" : "(" + context.name() + ")")
            .append(";");
      }
    }
    if (lines.length() > 0) {
      if (gap.startsWith("\n") && !endsLine(function, work)) {
        lines.append("\n").append(gap.substring(1));
      }
      int brace = function.body().begin().end();
      work.edits.close(brace, lines.toString());
      work.meanings.put(brace, function.node().loc().offset());
    }
  }

  private static boolean hasRegisters(ProbeKind kind) {
    return switch (kind) {
      case KPROBE, KRETPROBE, UPROBE, URETPROBE -> true;
      default -> false;
    };
  }

  /** Whether the arguments are a system call's, which lie in registers saved by its entry code. */
  static boolean isSyscall(Function function, List<Attachment> attached, Translation work) {
    if (function.name().startsWith("syscall__")) {
      return true;
    }
    boolean savedRegisters =
        function.parameters().size() == 2
            && function.parameters().get(1).type().tag().equals("pt_regs");
    return !savedRegisters
        && !attached.isEmpty()
        && attached.stream()
            .allMatch(
                a ->
                    a.probe().kind() == ProbeKind.KPROBE
                        && a.probe().parts().get(0).startsWith(work.machine.syscallPrefix()));
  }

  private static Set<String> used(Function function) {
    Set<String> used = new HashSet<>();
    function.body().walk(node -> used.add(node.target()));
    return used;
  }

  private static boolean endsLine(Function function, Translation work) {
    int brace = function.body().begin().end();
    return work.words(brace, work.source.lineEnd(work.source.lineOf(brace - 1))).isBlank();
  }

  /** What stands before each added line: a one-line body stays on one line. */
  private static String gap(Function function, Translation work, Style style) {
    boolean oneLine =
        work.source.lineOf(function.body().begin().offset())
            == work.source.lineOf(Math.max(function.body().end().offset(), 0));
    return oneLine ? " " : "\n" + style.indent();
  }
}
