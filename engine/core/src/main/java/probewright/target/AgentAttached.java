package probewright.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.probes.Attachment;
import probewright.probes.PerfEvent;

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

  /** Of keys and values in one request, well below what a frame may have. */
  private static final int FRAME = 4 << 20;

  private final AgentClient client;
  private final long object;
  private final long run;
  private final List<Integer> streams;
  private final AtomicInteger links = new AtomicInteger();
  private final AgentSymbols symbols;
  private final AgentHealth health;
  private final Set<String> programs;
  private final Supplier<Attaching> more;
  private boolean detached;
  private volatile @Nullable Health last;

  /**
   * @param programs those that were loaded
   * @param more makes what attaches more probes
   */
  AgentAttached(
      AgentClient client,
      KernelLists lists,
      AttachOptions options,
      long object,
      long run,
      List<Integer> streams,
      Set<String> programs,
      Supplier<Attaching> more) {
    this.programs = Set.copyOf(programs);
    this.more = more;
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
    links.set(probes);
  }

  @Override
  public List<RawEntry> read(String map) throws ProblemException {
    return read(map, false);
  }

  @Override
  public List<RawEntry> drain(String map) throws ProblemException {
    return read(map, true);
  }

  private List<RawEntry> read(String map, boolean drain) throws ProblemException {
    List<RawEntry> entries = new ArrayList<>();
    Body.Builder request = Body.with().put("object", object).put("map", map).put("drain", drain);
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
    return found(Protocol.MAP_LOOKUP, map, key);
  }

  @Override
  public Optional<byte[]> take(String map, byte[] key) throws ProblemException {
    return found(Protocol.MAP_TAKE, map, key);
  }

  private Optional<byte[]> found(String operation, String map, byte[] key) throws ProblemException {
    try {
      Body reply = ask(operation, map, Body.with().put("key", key));
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
  public void update(String map, List<RawEntry> entries) throws ProblemException {
    for (List<RawEntry> some :
        frames(entries, entry -> entry.key().length + entry.value().length)) {
      ask(
          Protocol.MAP_UPDATE,
          map,
          Body.with()
              .put("key", joined(some.stream().map(RawEntry::key).toList()))
              .put("value", joined(some.stream().map(RawEntry::value).toList()))
              .put("count", some.size()));
    }
  }

  @Override
  public void delete(String map, List<byte[]> keys) throws ProblemException {
    for (List<byte[]> some : frames(keys, key -> key.length)) {
      ask(Protocol.MAP_DELETE, map, Body.with().put("key", joined(some)).put("count", some.size()));
    }
  }

  /** As many at once as a frame has room for. */
  private static <T> List<List<T>> frames(List<T> all, ToIntFunction<T> size) {
    List<List<T>> frames = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < all.size(); i++) {
      bytes += size.applyAsInt(all.get(i));
      if (bytes > FRAME) {
        frames.add(all.subList(from, Math.max(i, from + 1)));
        from = Math.max(i, from + 1);
        bytes = size.applyAsInt(all.get(i));
      }
    }
    if (from < all.size()) {
      frames.add(all.subList(from, all.size()));
    }
    return frames;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Override
  public void insert(String map, byte[] key, MapReference what) throws ProblemException {
    Body.Builder request = Body.with().put("key", key);
    if (what instanceof MapReference.Inner inner) {
      request.put("inner", inner.map());
    } else if (what instanceof MapReference.Function function) {
      request.put("program", function.name());
    } else if (what instanceof MapReference.ControlGroup group) {
      request.put("group", group.path());
    }
    ask(Protocol.MAP_UPDATE, map, request);
  }

  @Override
  public void count(String map, PerfEvent event) throws ProblemException {
    ask(
        Protocol.MAP_UPDATE,
        map,
        Body.with().put("type", event.type()).put("config", event.config()));
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

  @Override
  public Outcome<AttachedProbe> attach(Attachment attachment) throws ProblemException {
    if (!programs.contains(attachment.function())) {
      return Outcome.refused(
          Problem.error(
              Stage.ATTACH,
              "attach.not-loaded",
              attachment.function(),
              String.join(", ", new TreeSet<>(programs))));
    }
    Attaching attaching = more.get();
    Optional<Problem> problem = attaching.attach(attachment);
    links.addAndGet(attaching.asked());
    Joined joined = new Joined(attachment, attaching.links());
    if (problem.isPresent()) {
      joined.close();
      return Outcome.refused(problem.get());
    }
    return new Outcome.Done<>(joined, attaching.notes());
  }

  private final class Joined implements AttachedProbe {
    private final Attachment attachment;
    private final List<Attaching.Links> made;
    private boolean closed;

    Joined(Attachment attachment, List<Attaching.Links> made) {
      this.attachment = attachment;
      this.made = List.copyOf(made);
    }

    @Override
    public Attachment attachment() {
      return attachment;
    }

    @Override
    public synchronized void close() {
      for (Attaching.Links some : closed ? List.<Attaching.Links>of() : made) {
        Body request =
            Body.with()
                .put("run", run)
                .put("first", some.first())
                .put("links", some.count())
                .done();
        quietly(
            client,
            Protocol.RELEASE,
            request,
            CLOSE_PATIENCE.plus(EACH_PATIENCE.multipliedBy(some.count())));
      }
      closed = true;
    }
  }

  private static ProblemException refused(String map, AgentException e) {
    Problem problem =
        switch (e.code()) {
          case "map.absent", "map.opaque" -> Problem.error(Stage.STREAM, e.code(), map);
          case "map.wrong-size" ->
              Problem.error(Stage.STREAM, e.code(), map, e.argument(1), e.argument(2));
          case "load.no-program" ->
              Problem.error(Stage.STREAM, "attach.not-loaded", e.argument(0), "");
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
              DETACH_PATIENCE.plus(EACH_PATIENCE.multipliedBy(links.get())));
      for (Body loss : reply.bodies("losses")) {
        client
            .streams()
            .lost(loss.number("stream", 0, 65535), loss.number("kernel"), loss.number("agent"));
      }
      client.streams().flush(streams, FLUSH_MILLISECONDS);
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
