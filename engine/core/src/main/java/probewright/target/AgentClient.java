package probewright.target;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * The client end of the wire: one session with one agent. A thread reads, one writes, one hands
 * records on, so that neither a slow listener nor a full pipe keeps an answer from its caller. Safe
 * for many threads. When the agent is gone, everything that waits on it is told at once.
 */
final class AgentClient implements AutoCloseable {
  private static final long CLOSE_MILLISECONDS = 2000;

  private final Map<Long, CompletableFuture<Body>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicReference<Problem> end = new AtomicReference<>();
  private final AutoCloseable beneath;
  private final FrameReader reader;
  private final ClientWriter writer;
  private final Streams streams;
  private final Thread readerThread;
  private final long session = new SecureRandom().nextLong() & Long.MAX_VALUE;
  private final CompletableFuture<Body> greeting = new CompletableFuture<>();

  /** Before the greeting nothing is. */
  private volatile Offered offered = new Offered(List.of());

  private AgentClient(InputStream in, OutputStream out, AutoCloseable beneath) {
    this.beneath = beneath;
    this.reader = new FrameReader(new java.io.BufferedInputStream(in, 256 << 10));
    this.writer = new ClientWriter(new FrameWriter(out), this::die);
    this.streams = new Streams(writer::credit, this::die);
    this.readerThread = new Thread(this::readAll, "agent-reader");
    this.readerThread.setDaemon(true);
  }

  /**
   * Opens a session with whatever agent is at the other end, now or within {@code patience}.
   *
   * @param beneath closed with the client, and when no session comes about; closing it must end
   *     reads and writes that are under way
   */
  static AgentClient connect(
      InputStream in, OutputStream out, AutoCloseable beneath, Duration patience)
      throws ProblemException {
    AgentClient client = new AgentClient(in, out, beneath);
    boolean connected = false;
    try {
      client.start();
      Body hello = client.await(client.greeting, patience);
      checkVersion(hello.number("protocol"));
      client.offered = new Offered(hello.texts("offers"));
      client.writer.credit(Streams.WINDOW);
      connected = true;
      return client;
    } catch (AgentException | MalformedFrameException e) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "agent.malformed", String.valueOf(e.getMessage())), e);
    } finally {
      if (!connected) {
        client.close();
      }
    }
  }

  private static void checkVersion(long agents) throws ProblemException {
    if (agents != Protocol.VERSION) {
      String code = agents < Protocol.VERSION ? "agent.older" : "agent.newer";
      throw problem(code, agents, Protocol.VERSION);
    }
  }

  private void start() {
    readerThread.start();
    writer.start();
    streams.start();
    writer.hello(Body.with().put("protocol", Protocol.VERSION).put("session", session).done());
  }

  /** What the agent can be asked. */
  Offered offered() {
    return offered;
  }

  /** The streams of this session. */
  Streams streams() {
    return streams;
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws AgentException when the agent says no
   * @throws ProblemException when the agent is gone, or silent for so long, when it does not offer
   *     the operation, or when the fields are more than a frame takes
   */
  Body request(String operation, Body fields, Duration patience)
      throws AgentException, ProblemException {
    if (!offered.has(operation)) {
      throw problem("agent.not-offered", operation);
    }
    long id = lastId.incrementAndGet();
    byte[] payload = Body.with().put("id", id).put("op", operation).putAll(fields).done().encode();
    if (payload.length > Frame.MAXIMUM) {
      throw problem("agent.too-large", Frame.MAXIMUM >> 20);
    }
    CompletableFuture<Body> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      Problem over = end.get();
      if (over != null) {
        throw new ProblemException(over);
      }
      writer.request(payload);
      return await(answer, patience);
    } finally {
      waiting.remove(id);
    }
  }

  private Body await(CompletableFuture<Body> future, Duration patience)
      throws AgentException, ProblemException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AgentException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof ProblemException gone) {
        throw new ProblemException(gone.problem(), gone);
      }
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "agent.silent", patience.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
    }
  }

  private void readAll() {
    try {
      Body hello;
      do {
        reader.awaitMarker();
        hello = readHello();
        // one for a client before us may still have been under way
      } while (hello.number("session") != session);
      greeting.complete(hello);
      while (true) {
        Optional<Frame> frame = reader.read();
        if (frame.isEmpty()) {
          throw new EOFException();
        }
        receive(frame.get());
      }
    } catch (MalformedFrameException e) {
      die(Problem.error(Stage.STREAM, "agent.malformed", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      die(gone(e));
    }
  }

  /** What carries the stream may know why it ended; a machine that panicked does. */
  static Problem gone(IOException e) {
    return e instanceof ProblemException known
        ? known.problem()
        : Problem.error(Stage.STREAM, "agent.gone").withRaw(e.getMessage());
  }

  private Body readHello() throws IOException {
    Optional<Frame> frame = reader.read();
    while (frame.isEmpty()) {
      frame = reader.read();
    }
    if (frame.get().type() != FrameType.HELLO) {
      throw new MalformedFrameException("hello", frame.get().type());
    }
    return Body.decode(frame.get().payload());
  }

  private void receive(Frame frame) throws IOException {
    switch (frame.type()) {
      case REPLY -> {
        Body reply = Body.decode(frame.payload());
        CompletableFuture<Body> answer = waiting.get(reply.number("id"));
        if (answer != null) {
          answer.complete(reply);
        }
      }
      case ERROR -> {
        Body error = Body.decode(frame.payload());
        CompletableFuture<Body> answer = waiting.get(error.number("id"));
        if (answer != null) {
          answer.completeExceptionally(AgentException.of(error));
        }
      }
      case BATCH -> streams.receive(ByteBuffer.wrap(frame.payload()));
      case NOTICE -> streams.notice(Body.decode(frame.payload()));
      default -> throw new MalformedFrameException("direction", frame.type());
    }
  }

  /** The session is over: whoever waits is told why. Only the first reason counts. */
  private void die(Problem why) {
    if (!end.compareAndSet(null, why)) {
      return;
    }
    ProblemException gone = new ProblemException(why);
    greeting.completeExceptionally(gone);
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
    streams.end(why);
    writer.stop();
  }

  private static ProblemException problem(String code, Object... arguments) {
    return new ProblemException(Problem.error(Stage.LOAD, code, arguments));
  }

  /** Ends the session and closes what is beneath. Waits two seconds at most for each. */
  @Override
  public void close() {
    // who closes knows it: the listeners are not told
    streams.forgetAll();
    die(Problem.error(Stage.CLOSE, "agent.closed"));
    Thread closer =
        new Thread(
            () -> {
              try {
                beneath.close();
              } catch (Exception e) {
                System.getLogger(AgentClient.class.getName())
                    .log(System.Logger.Level.WARNING, "closing the agent's channel", e);
              }
            },
            "agent-closer");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSE_MILLISECONDS);
      readerThread.join(CLOSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
