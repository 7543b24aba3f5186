package probewright.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;

/**
 * The arguments of the traced function. In bcc's dialect they follow the context in the parameter
 * list. In probes that have registers those that are used become variables, filled from the
 * registers; in probes whose arguments come typed, libbpf's {@code BPF_PROG} takes the list.
 */
final class Arguments {
  /** What the calling conventions put into registers. */
  private static final int MOST = 6;

  private Arguments() {}

  static List<Node> behindContext(Function function) {
    List<Node> parameters = function.parameters();
    return parameters.subList(Math.min(1, parameters.size()), parameters.size());
  }

  /** Whether the parameters can be what bcc lets them be; notes what cannot. */
  static boolean check(Function function, Translation work) {
    boolean fine = true;
    List<Node> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Node parameter = parameters.get(i);
      if (parameter.name().isEmpty()) {
        work.error(parameter.begin(), "translate.argument-name");
        fine = false;
      } else if (i > 0 && isStruct(parameter)) {
        work.error(parameter.loc(), "translate.argument-struct", parameter.name());
        fine = false;
      }
    }
    if (parameters.size() > MOST + 1) {
      work.error(parameters.get(MOST + 1).loc(), "translate.arguments", MOST);
      fine = false;
    }
    return fine;
  }

  private static boolean isStruct(Node parameter) {
    return !parameter.type().isPointer()
        && parameter.type().plain().matches("(?:const |volatile )*(?:struct|union) .*");
  }

  static void unpack(Function function, List<Attachment> attached, Translation work, Style style) {
    List<Node> parameters = function.parameters();
    if (!check(function, work) || parameters.size() < 2) {
      return;
    }
    Node context = parameters.get(0);
    Node beyond = parameters.get(parameters.size() - 1);
    for (Spot end : List.of(context.end(), beyond.end())) {
      if (!end.written()) {
        work.expand(end);
        return;
      }
    }
    if (areTyped(attached)) {
      typed(function, work);
      return;
    }
    if (attached.stream().anyMatch(a -> !hasRegisters(a.probe().kind()))) {
      work.error(
          parameters.get(1).begin(),
          "translate.no-arguments",
          function.name(),
          Programs.kinds(attached));
      return;
    }
    if (!attached.isEmpty() && attached.stream().allMatch(Arguments::isReturn)) {
      work.problems.add(
          Problem.errorAt(
                  Stage.TRANSLATE,
                  work.place(parameters.get(1).loc()),
                  "translate.return-arguments",
                  function.name())
              .asWarning());
    }
    // an array or function parameter ends behind its name
    work.edits.replace(Rewrite.ARGUMENTS, context.end().end(), beyond.end().end(), "");
    fill(function, isSyscall(function, attached, work), work, style);
  }

  /** {@code int f(unsigned long long *ctx, struct file *file)} by {@code BPF_PROG(f, …)}. */
  private static void typed(Function function, Translation work) {
    Node context = function.parameters().get(0);
    Spot name = function.node().loc();
    if (!name.written()) {
      work.expand(name);
      return;
    }
    if (!context.name().equals("ctx") && used(function).contains(context.id())) {
      work.error(context.loc(), "translate.context-name");
      return;
    }
    work.edits.replace(
        Rewrite.ARGUMENTS, name.offset(), context.end().end(), "BPF_PROG(" + function.name());
  }

  private static void fill(Function function, boolean syscall, Translation work, Style style) {
    Node context = function.parameters().get(0);
    List<Node> arguments = behindContext(function);
    Set<String> used = used(function);
    List<String> lines = new ArrayList<>();
    String registers = syscall ? "call_regs" : context.name();
    for (int i = 0; i < arguments.size(); i++) {
      Node argument = arguments.get(i);
      if (used.contains(argument.id())) {
        lines.add(
            declaration(argument, work) + " = " + value(argument, i + 1, registers, syscall) + ";");
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    if (syscall) {
      lines.add(0, "struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(" + context.name() + ");");
    }
    String gap = gap(function, work, style);
    String words = gap + String.join(gap, lines);
    if (gap.startsWith("\n") && !endsLine(function, work)) {
      words += "\n" + gap.substring(1);
    }
    int brace = function.body().begin().end();
    work.edits.close(Rewrite.ARGUMENTS, brace, words);
    work.meanings.put(brace, function.node().loc().offset());
  }

  /** The same in the user's own words, where these declare a variable. */
  private static String declaration(Node parameter, Translation work) {
    String words = work.words(parameter.begin().offset(), parameter.end().end());
    boolean variable = words.matches("[\\w *]+") && words.endsWith(parameter.name());
    return variable ? words : declaration(parameter);
  }

  /** A variable like a parameter; of an array it is the pointer that C makes of it. */
  static String declaration(Node parameter) {
    String type = parameter.type().written();
    int name = type.indexOf("(*)");
    if (name >= 0) {
      return type.substring(0, name + 2) + parameter.name() + type.substring(name + 2);
    }
    return type + (type.endsWith("*") ? "" : " ") + parameter.name();
  }

  /** An argument's value, counted from 1, as an expression of its type. */
  static String value(Node parameter, int number, String registers, boolean syscall) {
    return "("
        + parameter.type().written()
        + ")PT_REGS_PARM"
        + number
        + (syscall ? "_CORE_SYSCALL(" : "(")
        + registers
        + ")";
  }

  static boolean hasRegisters(ProbeKind kind) {
    return switch (kind) {
      case KPROBE, KRETPROBE, UPROBE, URETPROBE, USDT -> true;
      default -> false;
    };
  }

  /** Whether a probe's arguments come with types that the verifier knows. */
  static boolean isTyped(ProbeKind kind) {
    return switch (kind) {
      case TP_BTF, FENTRY, FEXIT, FMOD_RET, LSM -> true;
      default -> false;
    };
  }

  static boolean areTyped(List<Attachment> attached) {
    return !attached.isEmpty() && attached.stream().allMatch(a -> isTyped(a.probe().kind()));
  }

  private static boolean isReturn(Attachment attachment) {
    ProbeKind kind = attachment.probe().kind();
    return kind == ProbeKind.KRETPROBE || kind == ProbeKind.URETPROBE;
  }

  /** Whether the arguments are a system call's, which lie in registers saved by its entry code. */
  static boolean isSyscall(Function function, List<Attachment> attached, Translation work) {
    List<Node> arguments = behindContext(function);
    if (function.name().startsWith("syscall__") || arguments.isEmpty()) {
      return !arguments.isEmpty();
    }
    boolean savedRegisters =
        arguments.size() == 1 && arguments.get(0).type().tag().equals("pt_regs");
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
