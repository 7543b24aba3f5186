package probewright.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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
import probewright.dialect.Machine;
import probewright.dialect.Outline;
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
  private final BpfClang clang;
  private final ModuleTypes modules = new ModuleTypes();

  private Toolchain(BpfClang clang) {
    this.clang = clang;
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
        ? Outcome.done(new Toolchain(new BpfClang(clang.get(), new Cache(cacheDir))))
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
        return new Analysis(clang, modules, translator.value(), kernel, machine.get())
            .completions(offset);
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
                return new Analysis(clang, modules, translator, kernel, machine.get())
                    .run(analysed);
              } catch (IOException e) {
                return Outcome.refused(BpfClang.failure(Stage.TRANSLATE, e));
              }
            });
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
      return Outcome.refused(BpfClang.failure(Stage.COMPILE, e));
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
    List<String> command = new ArrayList<>(clang.flags(machine));
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
    ChildProcess.Result result = clang.run(command, own, new byte[0]);
    if (result.exit() != 0) {
      // once more, to hear of places in the text as it lies there, which lead to the user's columns
      Origins origins = Origins.of(expanded);
      Path source = made.resolve("expanded.bpf.c");
      Files.writeString(source, Origins.physical(expanded.compilerText()));
      ChildProcess.Result again = clang.run(command, own, new byte[0]);
      List<Problem> problems =
          new ClangMessages(
                  Stage.COMPILE,
                  Composition.of(program),
                  source.getFileName().toString(),
                  (line, column) -> origins.ofPhysical(line, column).orElse(-1))
              .read(again.err());
      return ClangMessages.stops(problems)
          ? new Outcome.Refused<>(problems)
          : Outcome.refused(BpfClang.crash(Stage.COMPILE, result));
    }
    byte[] elf = DebugSections.drop(Files.readAllBytes(object));
    return Outcome.done(new BpfObject(elf, Btf.ofElf(elf), expanded));
  }
}
