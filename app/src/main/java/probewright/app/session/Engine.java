package probewright.app.session;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import probewright.app.panels.Distribution;

/**
 * What the window needs of the engine. No method blocks: work goes on on the engine's own threads,
 * and {@link RunWatcher} is told there.
 */
public interface Engine extends AutoCloseable {
  /** Starts a program on its way; every start comes to one {@code ended} or {@code refused}. */
  RunHandle start(RunRequest request, RunWatcher watcher);

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
   */
  record RunRequest(String file, @Nullable Path path, String text, String target) {}

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
