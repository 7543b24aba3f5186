package probewright.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of the machine to its end. Both of its outputs are drained while it runs; it is
 * ended when its time is up or when the waiting thread is interrupted.
 */
final class ChildProcess {
  /** What a program printed and how it ended. */
  record Result(int exit, byte[] out, String err) {}

  /** The program took longer than it may. */
  static final class TimeUp extends IOException {
    private static final long serialVersionUID = 1L;

    TimeUp(String command) {
      super(command);
    }
  }

  private ChildProcess() {}

  /**
   * @param directory where it runs, null for here
   * @throws TimeUp when it did not end in time
   * @throws java.io.InterruptedIOException when the thread was interrupted; its mark is set again
   */
  static Result run(List<String> command, @Nullable Path directory, byte[] input, Duration limit)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    // clang's messages are read by machine
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    try {
      CompletableFuture<byte[]> out = drain(process.getInputStream());
      CompletableFuture<byte[]> err = drain(process.getErrorStream());
      feed(process, input);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeUp(command.get(0));
      }
      return new Result(
          process.exitValue(), out.join(), new String(err.join(), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      java.io.InterruptedIOException stopped = new java.io.InterruptedIOException(command.get(0));
      stopped.initCause(e);
      throw stopped;
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<byte[]> drain(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, "clang-output");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // it ended before it had read all: its exit status and messages say why
    }
  }
}
