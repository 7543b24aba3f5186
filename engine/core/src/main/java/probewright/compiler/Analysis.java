package probewright.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import probewright.btf.Btf;
import probewright.btf.CHeader;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.KernelContext;
import probewright.dialect.Machine;
import probewright.dialect.Pass;
import probewright.dialect.Translator;

/**
 * One program under analysis: clang checks the text as often as it takes, and the translator makes
 * its expansion of what clang understood. Blocks for as long as clang takes.
 */
final class Analysis {
  private static final String STDIN = "<stdin>";
  private static final Pattern UNFIT_TYPES =
      Pattern.compile("(?:fatal )?error: .*(?:PCH file|precompiled header|AST file)");

  private final BpfClang clang;
  private final ModuleTypes modules;
  private final Translator translator;
  private final Kernel kernel;
  private final Machine machine;
  private final Map<String, String> definitions;

  Analysis(
      BpfClang clang, ModuleTypes modules, Translator translator, Kernel kernel, Machine machine)
      throws ProblemException {
    this.clang = clang;
    this.modules = modules;
    this.translator = translator;
    this.kernel = kernel;
    this.machine = machine;
    this.definitions = translator.definitions(kernel);
  }

  Outcome<ExpandedProgram> run(BiConsumer<Translator, byte[]> analysed) throws IOException {
    Set<String> used = modules.having(missingTypes(), kernel);
    ChildProcess.Result result = analyse(used);
    List<Problem> problems = problems(result);
    if (ClangMessages.stops(problems)) {
      // a typedef or an enumerator of a module shows only here
      Set<String> more = modules.having(MissingNames.in(problems), kernel);
      more.addAll(used);
      if (!more.equals(used)) {
        used = more;
        result = analyse(used);
        problems = problems(result);
      }
    }
    analysed.accept(translator, result.out());
    if (ClangMessages.stops(problems)) {
      List<Problem> all = new ArrayList<>(translator.headProblems());
      all.addAll(new MissingNames(types(used), translator.unreadHeaders()).explain(problems));
      return new Outcome.Refused<>(all);
    }
    if (result.exit() != 0) {
      return Outcome.refused(BpfClang.crash(Stage.TRANSLATE, result));
    }
    KernelContext context = new KernelContext(types(used), machine, definitions, List.copyOf(used));
    // what a later pass warns of, the first has warned of
    return new Outcome.Done<>(result.out(), translator.isFirst() ? problems : List.of())
        .then(tree -> translator.expand(tree, context))
        .then(this::next);
  }

  private Outcome<ExpandedProgram> next(Pass pass) {
    if (pass instanceof Pass.Again again) {
      return again
          .translator()
          .meet(kernel)
          .then(
              translator -> {
                try {
                  return new Analysis(clang, modules, translator, kernel, machine)
                      .run((first, tree) -> {});
                } catch (IOException e) {
                  return Outcome.refused(BpfClang.failure(Stage.TRANSLATE, e));
                }
              });
    }
    return Outcome.done(((Pass.Finished) pass).program());
  }

  /** The kernel's types, with those of the modules that are used. */
  private Btf types(Set<String> used) throws IOException {
    return used.isEmpty() ? kernel.btf() : modules.with(used, kernel);
  }

  private boolean isKernels(String tag) {
    Btf types = kernel.btf();
    return types.struct(tag).isPresent()
        || types.union(tag).isPresent()
        || types.enumeration(tag).isPresent();
  }

  private List<Problem> problems(ChildProcess.Result result) {
    return new ClangMessages(Stage.TRANSLATE, translator.source(), STDIN)
        .read(translator.inOwnNames(result.err(), kernel.btf()));
  }

  private ChildProcess.Result analyse(Set<String> used) throws IOException {
    Path types = clang.precompiled(kernel.btf(), machine);
    ChildProcess.Result result = runClang(types, used);
    if (result.exit() != 0 && UNFIT_TYPES.matcher(result.err()).find()) {
      // damaged, or made by another build of this clang
      Files.deleteIfExists(types);
      result = runClang(clang.precompiled(kernel.btf(), machine), used);
    }
    return result;
  }

  private ChildProcess.Result runClang(Path types, Set<String> used) throws IOException {
    List<String> command = new ArrayList<>(clang.flags(machine));
    command.addAll(
        List.of(
            "-include-pch",
            types.toString(),
            "-fsyntax-only",
            "-Werror=implicit-function-declaration",
            // the key of an array is int, and programs look it up by u32, which bcc lets pass
            "-Wno-pointer-sign",
            // bcc prints any number by %d; what is not there to print is another matter
            "-Wno-format",
            "-Wformat-insufficient-args",
            "-Wformat-extra-args",
            "-Wformat-invalid-specifier",
            // the fields of a packet's header stand where the wire has them
            "-Wno-address-of-packed-member",
            // a parameter without a name is refused by a rule, with words of its own
            "-Wno-c2x-extensions",
            "-ferror-limit=50",
            // clang tells its fixes only beside the lines that it quotes
            "-fdiagnostics-print-source-range-info",
            "-fdiagnostics-parseable-fixits",
            "-Xclang",
            "-ast-dump=json"));
    return runOn(command, used);
  }

  /** Runs clang over the program's text, with what the kernel said of itself before it. */
  private ChildProcess.Result runOn(List<String> command, Set<String> used) throws IOException {
    translator.ownConstants().forEach(name -> command.add("-U" + name));
    definitions.forEach((name, value) -> command.add("-D" + name + "=" + value));
    byte[] text = translator.analysedText(types(used)).getBytes(StandardCharsets.UTF_8);
    // a file of its own: the user's lines and offsets stay what they are
    Path before = Files.createTempFile("probewright-", ".h");
    try {
      Files.writeString(before, moduleTypes(used) + translator.kernelText());
      command.addAll(List.of("-include", before.toString(), "-"));
      return clang.run(command, null, text);
    } finally {
      Files.deleteIfExists(before);
    }
  }

  private String moduleTypes(Set<String> used) throws IOException {
    if (used.isEmpty()) {
      return "";
    }
    Set<String> words =
        KernelWords.of(translator.analysedText(kernel.btf()) + definitions.values());
    return CHeader.added(modules.with(used, kernel), kernel.btf().count(), words);
  }

  List<String> completions(int offset) throws IOException {
    String text = translator.analysedText(kernel.btf()).substring(0, offset);
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    int column = text.substring(text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
    List<String> command = new ArrayList<>(clang.flags(machine));
    command.addAll(
        List.of(
            "-include-pch",
            clang.precompiled(kernel.btf(), machine).toString(),
            "-fsyntax-only",
            "-w",
            "-Xclang",
            "-code-completion-at=-:" + line + ":" + (column + 1)));
    ChildProcess.Result result = runOn(command, modules.having(missingTypes(), kernel));
    return new String(result.out(), StandardCharsets.UTF_8).lines().toList();
  }

  private Set<String> missingTypes() {
    Set<String> missing = new TreeSet<>(translator.namedTypes());
    missing.removeIf(name -> isKernels(name) || name.startsWith("tracepoint__"));
    return missing;
  }
}
