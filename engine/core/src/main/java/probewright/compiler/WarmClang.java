package probewright.compiler;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs clang as a child that is forked from one which is loaded already ({@code warm.c}): more than
 * half of a short run is loading. One is loaded for the third run; where clang cannot be kept
 * loaded, or the loaded one is gone, it is started anew for each run. Safe for threads.
 */
final class WarmClang {
  private static final String LIBRARY = "warm.so";
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final int NUMBER = Integer.BYTES;
  private static final int LARGEST_ANSWER = 256 << 20;

  /** A clang that is used no more than once would be loaded for nothing. */
  private static final int COLD_RUNS = 2;

  private static final System.Logger LOG = System.getLogger(WarmClang.class.getName());

  private final Path executable;
  private final Cache cache;
  private int cold;
  private @Nullable Server server;
  private boolean impossible;

  /**
   * @param process ends when its standard input does, so with this process
   */
  private record Server(Process process, UnixDomainSocketAddress address) {}

  WarmClang(Path executable, Cache cache) {
    this.executable = executable;
    this.cache = cache;
  }

  /**
   * As {@link ChildProcess#run}; the command's first word is the clang.
   *
   * @param directory where it runs, null for here
   */
  ChildProcess.Result run(
      List<String> command, @Nullable Path directory, byte[] input, Duration limit)
      throws IOException {
    Server loaded = server();
    if (loaded != null) {
      Path place = directory == null ? Path.of("") : directory;
      try (SocketChannel channel = SocketChannel.open(loaded.address)) {
        send(channel, request(command, place.toAbsolutePath(), input));
        return answer(command, new Answer(channel, command.get(0), limit));
      } catch (ChildProcess.TimeUp | InterruptedIOException e) {
        throw e;
      } catch (ClosedByInterruptException e) {
        throw stopped(command.get(0), e);
      } catch (IOException e) {
        forget(loaded);
      }
    }
    return ChildProcess.run(command, directory, input, limit);
  }

  private synchronized @Nullable Server server() throws InterruptedIOException {
    if (server == null && !impossible && cold++ >= COLD_RUNS) {
      try {
        server = start();
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "clang cannot be kept loaded", e);
      }
      impossible = server == null;
    }
    return server;
  }

  /** It ended, for nobody asked for a while, or somebody ended it. */
  private synchronized void forget(Server gone) {
    if (gone.equals(server)) {
      gone.process.destroy();
      server = null;
    }
  }

  private @Nullable Server start() throws IOException {
    byte[] code;
    try (InputStream library = WarmClang.class.getResourceAsStream(LIBRARY)) {
      if (library == null) {
        return null;
      }
      code = library.readAllBytes();
    }
    Path preloaded =
        cache.file(
            "warm-" + Cache.hash(code).substring(0, 16) + ".so", draft -> Files.write(draft, code));
    Path folder = Files.createTempDirectory("probewright-clang-");
    Path socket = folder.resolve("socket");
    ProcessBuilder builder = new ProcessBuilder(executable.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LD_PRELOAD", preloaded.toAbsolutePath().toString());
    // what is resolved before it forks is resolved once
    builder.environment().put("LD_BIND_NOW", "1");
    builder.environment().put("PROBEWRIGHT_CLANG", socket.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = null;
    boolean kept = false;
    try {
      process = builder.start();
      kept = listens(process);
      return kept ? new Server(process, UnixDomainSocketAddress.of(socket)) : null;
    } finally {
      if (!kept) {
        if (process != null) {
          process.destroyForcibly();
        }
        Cache.delete(folder);
      }
    }
  }

  /** Whether it says so before the limit; what does not know the library ends or is silent. */
  private static boolean listens(Process process) throws IOException {
    CompletableFuture<Integer> word =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return process.getInputStream().read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      return word.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS) == '\n';
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped("clang", e);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private static ByteBuffer request(List<String> command, Path directory, byte[] input) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(directory.toString().getBytes(StandardCharsets.UTF_8));
    parts.add(input);
    command.forEach(word -> parts.add(word.getBytes(StandardCharsets.UTF_8)));
    int size = parts.stream().mapToInt(part -> NUMBER + part.length).sum();
    ByteBuffer request =
        ByteBuffer.allocate(2 * NUMBER + size)
            .order(ByteOrder.nativeOrder())
            .putInt(size)
            .putInt(parts.size());
    parts.forEach(part -> request.putInt(part.length).put(part));
    return request.flip();
  }

  private static void send(SocketChannel channel, ByteBuffer request) throws IOException {
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  private static ChildProcess.Result answer(List<String> command, Answer answer)
      throws IOException {
    long began = System.nanoTime();
    try (answer) {
      int exit = answer.number();
      int processor = answer.number();
      int resident = answer.number();
      long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
      LOG.log(
          System.Logger.Level.DEBUG,
          "{0}: {1} us, {2} us on a processor, {3} KiB",
          command,
          took,
          processor,
          resident);
      byte[] out = answer.bytes();
      return new ChildProcess.Result(exit, out, new String(answer.bytes(), StandardCharsets.UTF_8));
    }
  }

  private static InterruptedIOException stopped(String what, Exception cause) {
    InterruptedIOException stopped = new InterruptedIOException(what);
    stopped.initCause(cause);
    return stopped;
  }

  /** What comes back, waited for until the time is up or the thread is interrupted. */
  private static final class Answer implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final String what;
    private final long end;

    Answer(SocketChannel channel, String what, Duration limit) throws IOException {
      this.channel = channel;
      this.what = what;
      end = System.nanoTime() + limit.toNanos();
      channel.configureBlocking(false);
      selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
    }

    int number() throws IOException {
      return read(NUMBER).getInt();
    }

    byte[] bytes() throws IOException {
      int size = number();
      if (size < 0 || size > LARGEST_ANSWER) {
        throw new IOException("an answer of " + size + " bytes");
      }
      return read(size).array();
    }

    private ByteBuffer read(int size) throws IOException {
      ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
      while (to.hasRemaining()) {
        int n = channel.read(to);
        if (n < 0) {
          throw new EOFException(what);
        }
        if (n == 0) {
          await();
        }
      }
      return to.flip();
    }

    private void await() throws IOException {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new ChildProcess.TimeUp(what);
      }
      selector.select(left);
      selector.selectedKeys().clear();
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException(what);
      }
    }

    @Override
    public void close() throws IOException {
      selector.close();
    }
  }
}
