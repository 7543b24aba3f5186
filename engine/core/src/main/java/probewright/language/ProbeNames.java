package probewright.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.btf.Kernel;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Cursor;
import probewright.language.Completion.Kind;
import probewright.probes.ProbeKind;

/** Names of probes, wherever a program's text says where it attaches. */
final class ProbeNames {
  private static final Pattern PREFIX =
      Pattern.compile(
          "(kprobe__|kretprobe__|kfunc__vmlinux__|kretfunc__vmlinux__|kmod_ret__|tracepoint__|"
              + "raw_tracepoint__|syscall__)(.*)");
  private static final Pattern ATTACH_LINE = Pattern.compile("\\s*//\\s*attach:\\s*(\\S*)");

  private final Kernel kernel;

  ProbeNames(Kernel kernel) {
    this.kernel = kernel;
  }

  /** What a function's name can go on with; empty when it follows no convention. */
  Optional<List<Completion>> ofFunctionName(String word) throws ProblemException {
    Matcher matcher = PREFIX.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String prefix = matcher.group(1);
    List<String> names =
        switch (prefix) {
          case "tracepoint__" ->
              kernel.files().tracepoints().stream().map(e -> e.replace(":", "__")).toList();
          case "raw_tracepoint__" -> events();
          case "syscall__" -> syscalls();
          case "kprobe__", "kretprobe__" -> kernel.files().traceableFunctions();
          default -> typedFunctions();
        };
    // before anything is made of them: there are 40,000 functions
    String rest = matcher.group(2);
    return Optional.of(
        names.stream()
            .filter(name -> NameMatch.of(rest, name).isPresent())
            .sorted()
            .map(name -> probe(name, prefix + name, ""))
            .toList());
  }

  /**
   * What the arguments of a macro such as {@code TRACEPOINT_PROBE} can be.
   *
   * @param word what is typed of it
   */
  Optional<List<Completion>> ofMacro(Cursor.Call call, String word) throws ProblemException {
    return switch (call.name() + " " + call.argument()) {
      case "TRACEPOINT_PROBE 0" ->
          Optional.of(
              kernel.files().tracepoints().stream()
                  .map(event -> event.substring(0, event.indexOf(':')))
                  .distinct()
                  .map(category -> probe(category, category, ""))
                  .toList());
      case "TRACEPOINT_PROBE 1" -> {
        String category = call.arguments().get(0) + ":";
        yield Optional.of(
            kernel.files().tracepoints().stream()
                .filter(event -> event.startsWith(category))
                .map(event -> event.substring(category.length()))
                .map(event -> probe(event, event, ""))
                .toList());
      }
      case "RAW_TRACEPOINT_PROBE 0" ->
          Optional.of(events().stream().map(event -> probe(event, event, "")).toList());
      case "KFUNC_PROBE 0", "KRETFUNC_PROBE 0", "KMOD_RET 0" ->
          Optional.of(
              typedFunctions().stream()
                  .filter(name -> NameMatch.of(word, name).isPresent())
                  .sorted()
                  .map(name -> probe(name, name, parametersOf(name)))
                  .toList());
      default -> Optional.empty();
    };
  }

  /**
   * What can follow in a line {@code // attach: …}.
   *
   * @param line its text up to the cursor's word
   * @param word what is typed of it
   * @param functions the program's own functions
   */
  List<Completion> ofAttachLine(String line, String word, List<String> functions)
      throws ProblemException {
    Matcher matcher = ATTACH_LINE.matcher(line);
    if (!matcher.matches()) {
      return List.of();
    }
    String probe = matcher.group(1);
    if (probe.contains("=")) {
      return functions.stream()
          .map(name -> new Completion(name, Kind.FUNCTION, "", name, ""))
          .toList();
    }
    String[] parts = probe.split(":", -1);
    List<String> names = new ArrayList<>();
    if (parts.length == 1) {
      for (ProbeKind kind : ProbeKind.values()) {
        names.add(kind.word());
      }
      names.replaceAll(name -> name + ":");
    } else {
      switch (parts[0]) {
        case "tracepoint" -> {
          for (String event : kernel.files().tracepoints()) {
            int colon = event.indexOf(':');
            if (parts.length == 2) {
              names.add(event.substring(0, colon) + ":");
            } else if (event.startsWith(parts[1] + ":")) {
              names.add(event.substring(colon + 1) + "=");
            }
          }
        }
        case "raw_tracepoint" -> events().forEach(name -> names.add(name + "="));
        case "fentry", "fexit", "fmod_ret" -> typedFunctions().forEach(f -> names.add(f + "="));
        case "kprobe", "kretprobe" ->
            kernel.files().traceableFunctions().forEach(f -> names.add(f + "="));
        default -> {}
      }
    }
    return names.stream()
        .filter(name -> NameMatch.of(word, name).isPresent())
        .sorted()
        .distinct()
        .map(name -> probe(name, name, ""))
        .toList();
  }

  private List<String> events() throws ProblemException {
    return kernel.files().tracepoints().stream()
        .map(event -> event.substring(event.indexOf(':') + 1))
        .toList();
  }

  private List<String> syscalls() throws ProblemException {
    return kernel.files().tracepoints().stream()
        .filter(event -> event.startsWith("syscalls:sys_enter_"))
        .map(event -> event.substring("syscalls:sys_enter_".length()))
        .toList();
  }

  /** The traceable functions whose types are known, as trampolines need them. */
  private List<String> typedFunctions() throws ProblemException {
    return kernel.files().traceableFunctions().stream()
        .filter(kernel.btf().functionNames()::contains)
        .toList();
  }

  private String parametersOf(String function) {
    return KernelNames.prototype(kernel.btf(), function).orElse("");
  }

  private static Completion probe(String name, String insert, String detail) {
    return new Completion(name, Kind.PROBE, detail, insert, "");
  }
}
