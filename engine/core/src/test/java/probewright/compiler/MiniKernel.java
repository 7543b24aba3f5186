package probewright.compiler;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

/** A kernel of a few types, and the clangs of this machine to translate for it. */
public final class MiniKernel {
  private MiniKernel() {}

  static String resource(String name) {
    try (InputStream in = MiniKernel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Kernel make(Path folder) throws IOException {
    return make(folder, KernelFiles.none());
  }

  static Kernel make(Path folder, KernelFiles files) throws IOException {
    return make(folder, "x86_64", files, "mini_kernel.c");
  }

  /** A kernel of the types in some files, for a processor. */
  static Kernel make(Path folder, String machine, KernelFiles files, String... sources)
      throws IOException {
    Path source = folder.resolve("mini_kernel.c");
    Path object = folder.resolve("mini_kernel.o");
    Files.writeString(source, Stream.of(sources).map(MiniKernel::resource).collect(joining("\n")));
    run(
        clangs().findFirst().orElseThrow().toString(),
        "-g",
        "-O2",
        "-target",
        "bpf",
        machine.equals("aarch64") ? "-DARM64" : "-DX86",
        "-c",
        source.toString(),
        "-o",
        object.toString());
    return new Kernel("6.1.0-mini", machine, Btf.ofElf(Files.readAllBytes(object)), files);
  }

  /** The oldest and the newest clang that are here. */
  public static Stream<Path> clangs() {
    List<Path> all =
        Stream.of(
                "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19", "clang-20")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(":", -1))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .limit(1))
            .toList();
    if (all.isEmpty()) {
      throw new IllegalStateException("no clang-14 or newer: sudo apt-get install clang-14");
    }
    return Stream.of(all.get(0), all.get(all.size() - 1)).distinct();
  }

  public static Toolchain toolchain(Path cache, Path clang) {
    return done(Toolchain.find(cache, System.getenv("PATH"), clang));
  }

  static ExpandedProgram translate(Toolchain toolchain, Kernel kernel, String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return done(toolchain.translate(Program.of(file, resource(name)), kernel));
  }

  static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> passed) {
      return passed.value();
    }
    throw new AssertionError(outcome.problems().toString());
  }

  /** Runs a command that must succeed. */
  static String run(String... command) throws IOException {
    ChildProcess.Result result =
        ChildProcess.run(List.of(command), null, new byte[0], Duration.ofSeconds(30));
    if (result.exit() != 0) {
      throw new AssertionError(String.join(" ", command) + "\n" + result.err());
    }
    return new String(result.out(), StandardCharsets.UTF_8);
  }
}
