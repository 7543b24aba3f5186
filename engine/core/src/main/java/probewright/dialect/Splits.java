package probewright.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import probewright.probes.Attachment;
import probewright.probes.Probe;

/**
 * A function that is attached to probes which cannot share a program, such as a kprobe and a
 * tracepoint. It becomes a helper, and for each kind there is a program that calls it.
 */
final class Splits {
  private final Translation work;
  private final Style style;
  private final StringBuilder shown = new StringBuilder();
  private final StringBuilder compiled = new StringBuilder();

  Splits(Translation work, Style style) {
    this.work = work;
    this.style = style;
  }

  static boolean isNeeded(List<Attachment> attached) {
    return attached.stream().map(a -> Sections.type(a.probe())).distinct().count() > 1;
  }

  /** The programs, as they stand behind the user's text. */
  String shown() {
    return shown.toString();
  }

  /** The same for clang, which is to take them for lines of the function itself. */
  String compiled() {
    return compiled.toString();
  }

  /** Writes the programs; from here on the attachments are theirs. */
  void add(Function function, List<Attachment> attached) {
    Map<String, List<Attachment>> types = new LinkedHashMap<>();
    for (Attachment attachment : attached) {
      types
          .computeIfAbsent(Sections.type(attachment.probe()), none -> new ArrayList<>())
          .add(attachment);
    }
    List<Attachment> renamed = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (List<Attachment> same : types.values()) {
      Probe probe = same.get(0).probe();
      int count = counts.merge(probe.kind().word(), 1, Integer::sum);
      String name =
          function.name() + "__" + probe.kind().word() + (count == 1 ? "" : String.valueOf(count));
      program(function, name, probe, same);
      same.forEach(a -> renamed.add(new Attachment(a.probe(), name, a.place())));
    }
    work.attachments.put(function.name(), renamed);
  }

  private void program(Function function, String name, Probe probe, List<Attachment> attached) {
    List<Node> arguments = Arguments.behindContext(function);
    String declared;
    String values;
    String context = function.parameters().isEmpty() ? "" : "ctx";
    if (Arguments.isTyped(probe.kind()) && !arguments.isEmpty()) {
      declared =
          "BPF_PROG("
              + name
              + arguments.stream()
                  .map(a -> ", " + Arguments.declaration(a))
                  .collect(Collectors.joining())
              + ")";
      values = arguments.stream().map(a -> ", " + a.name()).collect(Collectors.joining());
      context = "(void *)ctx";
    } else if (arguments.isEmpty() || Arguments.hasRegisters(probe.kind())) {
      declared = name + (arguments.isEmpty() ? "(void *ctx)" : "(struct pt_regs *ctx)");
      boolean syscall = Arguments.isSyscall(function, attached, work);
      String registers = syscall ? "PT_REGS_SYSCALL_REGS(ctx)" : "ctx";
      values =
          IntStream.range(0, arguments.size())
              .mapToObj(i -> ", " + Arguments.value(arguments.get(i), i + 1, registers, syscall))
              .collect(Collectors.joining());
    } else {
      work.error(
          arguments.get(0).begin(), "translate.no-arguments", function.name(), probe.kind().word());
      return;
    }
    String call = function.name() + "(" + context + values + ")";
    String text =
        "SEC(\""
            + Sections.of(probe)
            + "\")\nint "
            + declared
            + "\n{\n"
            + style.indent()
            + (function.isVoid()
                ? call + ";\n" + style.indent() + "return 0;\n"
                : "return " + call + ";\n")
            + "}\n";
    shown.append('\n').append(text);
    int line = work.source.lineOf(Math.max(function.node().loc().offset(), 0));
    String file = Translator.baseName(work.program.file());
    compiled.append("\n#line ").append(line).append(" \"").append(file).append("\"\n");
    // one line, so that all of it is the function's own line
    compiled.append(text.replace('\n', ' ')).append('\n');
  }
}
