package probewright.compiler;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.CHeader;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.Machine;
import probewright.dialect.Translator;

/**
 * The machine's clang as it makes BPF of C: with the flags for a machine, behind a kernel's types
 * that it has read before, and with what is said when it fails. Safe for many threads.
 */
final class BpfClang {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** More than precompiled types take, in bytes. */
  private static final long TYPES_SIZE = 32L << 20;

  private final Clang clang;
  private final WarmClang warm;
  private final Cache cache;

  BpfClang(Clang clang, Cache cache) {
    this.clang = clang;
    warm = new WarmClang(clang.executable(), cache);
    this.cache = cache;
  }

  /** What clang says of itself. */
  String version() {
    return clang.version();
  }

  /**
   * Runs clang.
   *
   * @param folder to run in, null for any
   * @param input what it reads from standard input
   * @throws IOException also when it takes longer than a minute, or the thread is interrupted
   */
  ChildProcess.Result run(List<String> command, @Nullable Path folder, byte[] input)
      throws IOException {
    return warm.run(command, folder, input, LIMIT);
  }

  List<String> flags(Machine machine) throws IOException {
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
  Path precompiled(Btf btf, Machine machine) throws IOException {
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
              run(command, null, text.toString().getBytes(StandardCharsets.UTF_8));
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

  static Problem crash(Stage stage, ChildProcess.Result result) {
    return Problem.error(stage, "compile.crash", result.exit()).withRaw(result.err());
  }

  static Problem failure(Stage stage, IOException e) {
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
