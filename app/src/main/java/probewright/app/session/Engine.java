package probewright.app.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.language.Language;

/**
 * What the window needs of the engine. No method blocks: work goes on on the engine's own threads,
 * and {@link RunWatcher} is told there.
 */
public interface Engine extends AutoCloseable {
  /** Starts a program on its way; every start comes to one {@code ended} or {@code refused}. */
  RunHandle start(RunRequest request, RunWatcher watcher);

  /**
   * The kernel of a target, as data. That of a practice VM which ran before is there without
   * starting it; what is asked of its files later may start it. Completes on the engine's threads,
   * exceptionally with a {@link probewright.diagnostics.ProblemException}.
   *
   * @param target as the command line spells it
   */
  CompletableFuture<Kernel> kernel(String target);

  /**
   * Has the target's verifier tell what it knows of a program, with a load of its own: nothing is
   * attached, nothing stays. The target is started where it is not open. Completes on the engine's
   * threads, exceptionally with a {@link probewright.diagnostics.ProblemException}.
   */
  CompletableFuture<Outcome<Verdict>> verify(RunRequest request);

  /** Who answers a person that writes a program; completes as {@link #kernel} does. */
  CompletableFuture<Language> language();

  /** Ends what runs and takes the practice VM down. Blocks until nothing is left. */
  @Override
  void close();

  /**
   * What is to be run.
   *
   * @param file the name problems carry
   * @param path where it lies, so that files beside it can be included; null for a text without
   *     file
   * @param target as the command line spells it
   * @param parameters values for the program's named parameters, by name
   * @param open the texts of its headers that are open, by their absolute paths
   */
  record RunRequest(
      String file,
      @Nullable Path path,
      String text,
      String target,
      Map<String, String> parameters,
      Map<Path, String> open) {
    /** A run of a program as it stands. */
    public static RunRequest of(ProgramSource source, String target) {
      return new RunRequest(
          source.file(), source.path(), source.text(), target, source.parameters(), source.open());
    }

    /** The program alone. */
    public ProgramSource source() {
      return new ProgramSource(file, path, text, parameters, open);
    }
  }

  /** A run under way. */
  interface RunHandle {
    /** Asks it to end; {@link RunWatcher#ended} follows. */
    void stop();

    /** The counts of a histogram as they are now. */
    CompletableFuture<Distribution> read(String histogram);

    /** Runs a shell command in the practice VM while the program is attached. */
    void startWorkload(String command, WorkloadWatcher watcher);
  }

  /** Follows a workload, on the engine's threads. */
  interface WorkloadWatcher {
    /** A line of what it wrote, without its end. */
    void line(String text);

    /** It ended, with the shell's status. */
    void exited(int status);

    /** It could not be started or followed. */
    void failed(probewright.diagnostics.Problem why);
  }
}
