package probewright.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;

/** A run that the agent holds. */
final class AgentAttached implements Attached {
  private static final Duration MAP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration DETACH_PATIENCE = Duration.ofSeconds(10);

  /**
   * The end of a kprobe waits for every CPU; emulated, on a busy machine, a quarter of a second.
   */
  private static final Duration EACH_PATIENCE = Duration.ofMillis(600);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
  private static final long FLUSH_MILLISECONDS = 500;

  private final AgentClient client;
  private final long object;
  private final long run;
  private final List<Integer> streams;
  private volatile int links;
  private final AgentSymbols symbols;
  private final AgentHealth health;
  private boolean detached;
  private volatile @Nullable Health last;

  AgentAttached(
      AgentClient client,
      KernelLists lists,
      AttachOptions options,
      long object,
      long run,
      List<Integer> streams) {
    this.symbols =
        new AgentSymbols(
            lists, new UserStacks(client, System::nanoTime), this::lookup, options.pid());
    this.client = client;
    this.health = new AgentHealth(client, run);
    this.object = object;
    this.run = run;
    this.streams = List.copyOf(streams);
  }

  /** Of how many probes it consists: each takes the kernel its time to end. */
  void count(int probes) {
    links = probes;
  }

  @Override
  public List<RawEntry> read(String map) throws ProblemException {
    List<RawEntry> entries = new ArrayList<>();
    Body.Builder request = Body.with().put("object", object).put("map", map);
    try {
      boolean last = false;
      while (!last) {
        Body page = client.request(Protocol.MAP_READ, request.done(), MAP_PATIENCE);
        collect(page, entries);
        last = page.flag("last");
        request = Body.with().put("object", object).put("cursor", page.number("cursor"));
      }
    } catch (AgentException e) {
      throw refused(map, e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
    return entries;
  }

  private static void collect(Body page, List<RawEntry> entries) throws MalformedFrameException {
    byte[] keys = page.bytes("keys");
    byte[] values = page.bytes("values");
    // a queue has values without keys
    int count = page.number("count", 0, Math.max(keys.length, values.length));
    if (count == 0) {
      return;
    }
    int key = keys.length / count;
    int value = values.length / count;
    for (int i = 0; i < count; i++) {
      entries.add(
          new RawEntry(
              Arrays.copyOfRange(keys, i * key, (i + 1) * key),
              Arrays.copyOfRange(values, i * value, (i + 1) * value)));
    }
  }

  @Override
  public void clear(String map) throws ProblemException {
    ask(Protocol.MAP_CLEAR, map, Body.with());
  }

  @Override
  public Optional<byte[]> lookup(String map, byte[] key) throws ProblemException {
    try {
      Body reply = ask(Protocol.MAP_LOOKUP, map, Body.with().put("key", key));
      return reply.flag("found") ? Optional.of(reply.bytes("value")) : Optional.empty();
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    }
  }

  @Override
  public void update(String map, byte[] key, byte[] value) throws ProblemException {
    ask(Protocol.MAP_UPDATE, map, Body.with().put("key", key).put("value", value));
  }

  @Override
  public void insert(String map, byte[] key, String inner) throws ProblemException {
    ask(Protocol.MAP_UPDATE, map, Body.with().put("key", key).put("inner", inner));
  }

  @Override
  public void delete(String map, byte[] key) throws ProblemException {
    ask(Protocol.MAP_DELETE, map, Body.with().put("key", key));
  }

  private Body ask(String operation, String map, Body.Builder request) throws ProblemException {
    try {
      return client.request(
          operation, request.put("object", object).put("map", map).done(), MAP_PATIENCE);
    } catch (AgentException e) {
      throw refused(map, e);
    }
  }

  @Override
  public Symbols symbols() {
    return symbols;
  }

  @Override
  public String iterate(String function) throws ProblemException {
    Body request = Body.with().put("run", run).put("program", function).done();
    try {
      return new String(
          new AgentFiles(client).read(Protocol.ITERATE, request), StandardCharsets.UTF_8);
    } catch (AgentException e) {
      throw new ProblemException(
          Problem.error(Stage.STREAM, "iterator.failed", function, Errno.words(e.argument(0))), e);
    }
  }

  private static ProblemException refused(String map, AgentException e) {
    Problem problem =
        switch (e.code()) {
          case "map.absent", "map.opaque" -> Problem.error(Stage.STREAM, e.code(), map);
          case "map.wrong-size" ->
              Problem.error(Stage.STREAM, e.code(), map, e.argument(1), e.argument(2));
          case "map.too-large" -> Problem.error(Stage.STREAM, e.code(), map, e.argument(1));
          case "map.failed" ->
              Problem.error(Stage.STREAM, "map.failed", map, Errno.words(e.argument(1)));
          default -> AgentFiles.refused(Stage.STREAM, e);
        };
    return new ProblemException(problem, e);
  }

  @Override
  public Optional<Problem> countCosts(boolean on) throws ProblemException {
    return health.count(on);
  }

  @Override
  public Health health() throws ProblemException {
    Health end = last;
    return end == null ? health.read() : end;
  }

  @Override
  public synchronized void detach() throws ProblemException {
    if (detached) {
      return;
    }
    detached = true;
    try {
      Body reply =
          client.request(
              Protocol.DETACH,
              request(true),
              DETACH_PATIENCE.plus(EACH_PATIENCE.multipliedBy(links)));
      for (Body loss : reply.bodies("losses")) {
        client
            .streams()
            .lost(loss.number("stream", 0, 65535), loss.number("kernel"), loss.number("agent"));
      }
      client.streams().flush(FLUSH_MILLISECONDS);
      last = reply.has("programs") ? health.of(reply) : null;
    } catch (AgentException e) {
      throw new ProblemException(AgentFiles.refused(Stage.CLOSE, e), e);
    } catch (MalformedFrameException e) {
      throw AgentFiles.malformed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.forEach(client.streams()::forget);
    }
  }

  private Body request(boolean drain) {
    return Body.with().put("run", run).put("drain", drain).done();
  }

  @Override
  public void close() {
    // first, so that a listener that is called now is not called again
    streams.forEach(client.streams()::forget);
    synchronized (this) {
      if (detached) {
        return;
      }
      detached = true;
    }
    quietly(client, Protocol.DETACH, request(false), CLOSE_PATIENCE);
  }

  /** Asks for an end. An agent that does not answer has ended all of it already, or will. */
  private static void quietly(
      AgentClient client, String operation, Body request, Duration patience) {
    try {
      client.request(operation, request, patience);
    } catch (AgentException | ProblemException e) {
      System.getLogger(AgentAttached.class.getName()).log(System.Logger.Level.DEBUG, operation, e);
    }
  }

  static void quietly(
      AgentClient client, String operation, String field, long handle, Duration patience) {
    quietly(client, operation, Body.with().put(field, handle).done(), patience);
  }
}
