package probewright.compiler;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.CHeader;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Composition;
import probewright.dialect.Examination;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.KernelContext;
import probewright.dialect.Machine;
import probewright.dialect.Outline;
import probewright.dialect.Pass;
import probewright.dialect.Program;
import probewright.dialect.Translator;

/**
 * The first two stages of a Run, with the machine's clang: from a program to its expansion, and
 * from that to a BPF object. Needs no privileges and no kernel but the target's, as data.
 *
 * <p>Safe for use by several threads and several processes over one cache. Both calls block for as
 * long as clang takes (30 to 300 ms; half a second more for the first program on a kernel): not for
 * the JavaFX thread. An interrupt ends clang and refuses the stage with {@code compile.stopped}.
 */
public final class Toolchain {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** More than precompiled types take, in bytes. */
  private static final long TYPES_SIZE = 32L << 20;

  private static final String STDIN = "<stdin>";
  private static final Pattern UNFIT_TYPES =
      Pattern.compile("(?:fatal )?error: .*(?:PCH file|precompiled header|AST file)");

  private final Clang clang;
  private final WarmClang warm;
  private final Cache cache;
  private final ModuleTypes modules = new ModuleTypes();

  private Toolchain(Clang clang, Cache cache) {
    this.clang = clang;
    warm = new WarmClang(clang.executable(), cache);
    this.cache = cache;
  }

  /**
   * Finds clang 14 or newer.
   *
   * @param cacheDir where precompiled types are kept; made when it is not there
   * @param path the folders to look in, as in the environment variable {@code PATH}
   * @param preferred the one to take, whatever is in the path
   */
  public static Outcome<Toolchain> find(Path cacheDir, String path, @Nullable Path preferred) {
    Optional<Clang> clang = Clang.find(path, preferred);
    return clang.isPresent()
        ? Outcome.done(new Toolchain(clang.get(), new Cache(cacheDir)))
        : Outcome.refused(
            Problem.error(
                Stage.TRANSLATE,
                "compile.no-clang",
                preferred == null ? "PATH" : preferred,
                Clang.OLDEST));
  }

  /** The same in this process's own {@code PATH}. */
  public static Outcome<Toolchain> find(Path cacheDir) {
    String path = System.getenv("PATH");
    return find(cacheDir, path == null ? "" : path, null);
  }

  /** What clang says of itself, such as {@code Debian clang version 14.0.6}. */
  public String clangVersion() {
    return clang.version();
  }

  /** The pinned {@code bpf_helper_defs.h}, which declares and describes the kernel's helpers. */
  public static String helperDeclarations() {
    try {
      return Cache.resource("bpf/bpf_helper_defs.h");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The stage Translate, with what the text declares and uses, also where it is half-typed. */
  public Examination examine(Program program, Kernel kernel) {
    Outline[] outline = {Outline.empty()};
    Outcome<ExpandedProgram> expanded =
        translate(
            program,
            kernel,
            (translator, tree) -> outline[0] = translator.outline(tree, kernel.btf()));
    return new Examination(outline[0], expanded);
  }

  /**
   * What clang would complete at an offset, as it prints it, a line each; empty when it cannot say.
   * Behind {@code .} and {@code ->} clang takes 40 to 60 ms; names of every kind take it three
   * times as long.
   */
  public List<String> completions(Program program, Kernel kernel, int offset) {
    Optional<Machine> machine = Machine.of(kernel.machine());
    if (machine.isPresent()
        && Translator.of(program) instanceof Outcome.Done<Translator> translator) {
      // what the kernel does not have is no reason to complete nothing
      var unused = translator.value().meet(kernel);
      try {
        return new Analysis(translator.value(), kernel, machine.get()).completions(offset);
      } catch (IOException e) {
        // an editor asks again at the next key
        System.getLogger(Toolchain.class.getName()).log(System.Logger.Level.DEBUG, "completion", e);
      }
    }
    return List.of();
  }

  /** The stage Translate. */
  public Outcome<ExpandedProgram> translate(Program program, Kernel kernel) {
    return translate(program, kernel, (translator, tree) -> {});
  }

  private Outcome<ExpandedProgram> translate(
      Program program, Kernel kernel, BiConsumer<Translator, byte[]> analysed) {
    Optional<Machine> machine = Machine.of(kernel.machine());
    if (machine.isEmpty()) {
      return Outcome.refused(Problem.error(Stage.TRANSLATE, "translate.machine", kernel.machine()));
    }
    return Translator.of(program)
        .then(translator -> translator.meet(kernel))
        .then(
            translator -> {
              try {
                return new Analysis(translator, kernel, machine.get()).run(analysed);
              } catch (IOException e) {
                return Outcome.refused(failure(Stage.TRANSLATE, e));
              }
            });
  }

  /** One program under analysis. */
  private final class Analysis {
    private final Translator translator;
    private final Kernel kernel;
    private final Machine machine;
    private final Map<String, String> definitions;

    Analysis(Translator translator, Kernel kernel, Machine machine) throws ProblemException {
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
        return Outcome.refused(crash(Stage.TRANSLATE, result));
      }
      KernelContext context =
          new KernelContext(types(used), machine, definitions, List.copyOf(used));
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
                    return new Analysis(translator, kernel, machine).run((first, tree) -> {});
                  } catch (IOException e) {
                    return Outcome.refused(failure(Stage.TRANSLATE, e));
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
      Path types = precompiled(kernel.btf(), machine);
      ChildProcess.Result result = runClang(types, used);
      if (result.exit() != 0 && UNFIT_TYPES.matcher(result.err()).find()) {
        // damaged, or made by another build of this clang
        Files.deleteIfExists(types);
        result = runClang(precompiled(kernel.btf(), machine), used);
      }
      return result;
    }

    private ChildProcess.Result runClang(Path types, Set<String> used) throws IOException {
      List<String> command = new ArrayList<>(flags(machine));
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
        return warm.run(command, null, text, LIMIT);
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
      int column =
          text.substring(text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
      List<String> command = new ArrayList<>(flags(machine));
      command.addAll(
          List.of(
              "-include-pch",
              precompiled(kernel.btf(), machine).toString(),
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

  /** The stage Compile. */
  public Outcome<BpfObject> compile(ExpandedProgram expanded, Kernel kernel) {
    Optional<Machine> machine = Machine.of(kernel.machine());
    if (machine.isEmpty()) {
      return Outcome.refused(Problem.error(Stage.COMPILE, "translate.machine", kernel.machine()));
    }
    try {
      Path work = Files.createTempDirectory("probewright-");
      try {
        return compile(expanded, modules.with(expanded.modules(), kernel), machine.get(), work);
      } finally {
        Cache.delete(work);
      }
    } catch (ProblemException e) {
      return Outcome.refused(e.problem());
    } catch (IOException e) {
      return Outcome.refused(failure(Stage.COMPILE, e));
    }
  }

  private Outcome<BpfObject> compile(ExpandedProgram expanded, Btf btf, Machine machine, Path work)
      throws IOException {
    Program program = expanded.program();
    String name = Translator.baseName(program.file());
    // clang quotes the user's own lines in the object's line information, and reads them from here
    Path own = Files.createDirectory(work.resolve("own"));
    Path made = Files.createDirectory(work.resolve("made"));
    Files.writeString(own.resolve(name), program.text());
    Files.writeString(own.resolve(Translator.expandedName(name)), expanded.text());
    for (Map.Entry<String, String> header : program.headers().entrySet()) {
      Files.writeString(own.resolve(Translator.baseName(header.getKey())), header.getValue());
    }
    Files.writeString(made.resolve("expanded.bpf.c"), expanded.compilerText());
    Files.writeString(
        made.resolve("vmlinux.h"),
        CHeader.minimal(
            btf, KernelWords.of(expanded.compilerText()), Translator.ownNames(expanded)));
    Path object = made.resolve("object.o");
    List<String> command = new ArrayList<>(flags(machine));
    command.addAll(
        List.of(
            "-I" + made,
            "-fdebug-compilation-dir=.",
            "-w",
            "-fno-caret-diagnostics",
            "-fdiagnostics-print-source-range-info",
            "-c",
            made.resolve("expanded.bpf.c").toString(),
            "-o",
            object.toString()));
    ChildProcess.Result result = warm.run(command, own, new byte[0], LIMIT);
    if (result.exit() != 0) {
      // once more, to hear of places in the text as it lies there, which lead to the user's columns
      Origins origins = Origins.of(expanded);
      Path source = made.resolve("expanded.bpf.c");
      Files.writeString(source, Origins.physical(expanded.compilerText()));
      ChildProcess.Result again = warm.run(command, own, new byte[0], LIMIT);
      List<Problem> problems =
          new ClangMessages(
                  Stage.COMPILE,
                  Composition.of(program),
                  source.getFileName().toString(),
                  (line, column) -> origins.ofPhysical(line, column).orElse(-1))
              .read(again.err());
      return ClangMessages.stops(problems)
          ? new Outcome.Refused<>(problems)
          : Outcome.refused(crash(Stage.COMPILE, result));
    }
    byte[] elf = DebugSections.drop(Files.readAllBytes(object));
    return Outcome.done(new BpfObject(elf, Btf.ofElf(elf), expanded));
  }

  private List<String> flags(Machine machine) throws IOException {
    return List.of(
        clang.executable().toString(),
        "-x",
        "c",
        "-target",
        "bpf",
        "-std=gnu11",
        "-O2",
        "-g",
        "-nostdinc",
        "-D__TARGET_ARCH_" + machine.clangTarget(),
        "-isystem",
        cache.headers().toString());
  }

  /** The kernel's types and what a program may take to be declared, read by clang once. */
  private Path precompiled(Btf btf, Machine machine) throws IOException {
    List<String> flags = flags(machine);
    // the flags name the folder of headers, which goes by its content
    String key = Cache.hash(btf.sha256() + clang.version() + flags);
    return cache.file(
        "types-" + key.substring(0, 32) + ".pch",
        draft -> {
          List<String> command = new ArrayList<>(flags);
          command.set(command.indexOf("c"), "c-header");
          command.addAll(List.of("-w", "-", "-o", draft.toString()));
          StringBuilder text = new StringBuilder(CHeader.full(btf));
          text.append("\n#include <").append(Cache.ANALYSIS).append(">\n");
          for (String name : Translator.supersededConstants(btf)) {
            text.append("#undef ").append(name).append('\n');
          }
          ChildProcess.Result result =
              warm.run(command, null, text.toString().getBytes(StandardCharsets.UTF_8), LIMIT);
          if (result.exit() != 0) {
            // clang's own word for a full disk differs between versions
            boolean full =
                result.err().contains("No space left")
                    || Files.getFileStore(draft.toAbsolutePath().getParent()).getUsableSpace()
                        < TYPES_SIZE;
            throw new ProblemException(
                Problem.error(Stage.TRANSLATE, full ? "compile.disk-full" : "compile.types", draft)
                    .withRaw(result.err()));
          }
        });
  }

  private static Problem crash(Stage stage, ChildProcess.Result result) {
    return Problem.error(stage, "compile.crash", result.exit()).withRaw(result.err());
  }

  private static Problem failure(Stage stage, IOException e) {
    if (e instanceof ProblemException known) {
      return known.problem();
    }
    if (e instanceof ChildProcess.TimeUp) {
      return Problem.error(stage, "compile.time-up", LIMIT.toSeconds());
    }
    if (e instanceof InterruptedIOException) {
      return Problem.error(stage, "compile.stopped");
    }
    String words = String.valueOf(e.getMessage());
    return Problem.error(
            stage, words.contains("No space left") ? "compile.disk-full" : "compile.files", words)
        .withRaw(e.toString());
  }
}
