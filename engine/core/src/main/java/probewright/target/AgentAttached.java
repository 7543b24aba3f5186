package probewright.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
  private static final Duration DETACH_PATIENCE = Duration.ofSeconds(10);

  /**
   * The end of a kprobe waits for every CPU; emulated, on a busy machine, a quarter of a second.
   */
  private static final Duration EACH_PATIENCE = Duration.ofMillis(600);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
  private static final long FLUSH_MILLISECONDS = 500;

  private final AgentClient client;
  private final AgentMaps maps;
  private final long run;
  private final List<Integer> streams;
  private final AtomicInteger links = new AtomicInteger();
  private final AgentSymbols symbols;
  private final AgentHealth health;
  private final Set<String> programs;
  private final List<Attachment> known;
  private final Supplier<Attaching> more;
  private final List<AttachedProbe> probes = new CopyOnWriteArrayList<>();
  private boolean detached;
  private volatile @Nullable Health last;

  /**
   * @param programs those that were loaded
   * @param known what the program's text attaches, at the start or later
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
      List<Attachment> known,
      Supplier<Attaching> more) {
    this.programs = Set.copyOf(programs);
    this.known = List.copyOf(known);
    this.more = more;
    this.maps = new AgentMaps(client, object);
    this.symbols =
        new AgentSymbols(
            lists,
            new UserStacks(process -> new AgentBinaries(client, process), System::nanoTime),
            maps::lookup,
            options.pid());
    this.client = client;
    this.health = new AgentHealth(client, run);
    this.run = run;
    this.streams = List.copyOf(streams);
  }

  @Override
  public List<RawEntry> read(String map) throws ProblemException {
    return maps.read(map);
  }

  @Override
  public List<RawEntry> drain(String map) throws ProblemException {
    return maps.drain(map);
  }

  @Override
  public void clear(String map) throws ProblemException {
    maps.clear(map);
  }

  @Override
  public Optional<byte[]> lookup(String map, byte[] key) throws ProblemException {
    return maps.lookup(map, key);
  }

  @Override
  public Optional<byte[]> take(String map, byte[] key) throws ProblemException {
    return maps.take(map, key);
  }

  @Override
  public void update(String map, byte[] key, byte[] value) throws ProblemException {
    maps.update(map, key, value);
  }

  @Override
  public void update(String map, List<RawEntry> entries) throws ProblemException {
    maps.update(map, entries);
  }

  @Override
  public void delete(String map, byte[] key) throws ProblemException {
    maps.delete(map, key);
  }

  @Override
  public void delete(String map, List<byte[]> keys) throws ProblemException {
    maps.delete(map, keys);
  }

  @Override
  public void insert(String map, byte[] key, MapReference what) throws ProblemException {
    maps.insert(map, key, what);
  }

  @Override
  public void count(String map, PerfEvent event) throws ProblemException {
    maps.count(map, event);
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
    Optional<Problem> misfit = misfit(attachment);
    if (misfit.isPresent()) {
      return Outcome.refused(misfit.get());
    }
    Attaching attaching = more.get();
    Optional<Problem> problem = attaching.attach(attachment);
    if (problem.isPresent()) {
      release(attaching.links());
      links.addAndGet(attaching.asked());
      return Outcome.refused(problem.get());
    }
    return new Outcome.Done<>(joined(attachment, attaching), attaching.notes());
  }

  /** What a program of these kinds is attached to is fixed when it is loaded. */
  private Optional<Problem> misfit(Attachment attachment) {
    boolean fixed =
        switch (attachment.probe().kind()) {
          case FENTRY, FEXIT, FMOD_RET, LSM, ITER, TP_BTF -> true;
          default -> false;
        };
    List<String> loadedFor =
        known.stream()
            .filter(one -> one.function().equals(attachment.function()))
            .map(one -> one.probe().toString())
            .toList();
    return fixed && !loadedFor.contains(attachment.probe().toString())
        ? Optional.of(
            Problem.error(
                Stage.ATTACH,
                "attach.fixed",
                attachment.function(),
                attachment.probe(),
                String.join(", ", loadedFor)))
        : Optional.empty();
  }

  /** Keeps what an attachment has become. */
  AttachedProbe joined(Attachment attachment, Attaching attaching) {
    links.addAndGet(attaching.asked());
    Joined joined = new Joined(attachment, attaching.links());
    probes.add(joined);
    return joined;
  }

  @Override
  public List<AttachedProbe> probes() {
    return List.copyOf(probes);
  }

  private void release(List<Attaching.Links> made) {
    for (Attaching.Links some : made) {
      Body request =
          Body.with().put("run", run).put("first", some.first()).put("links", some.count()).done();
      quietly(
          client,
          Protocol.RELEASE,
          request,
          CLOSE_PATIENCE.plus(EACH_PATIENCE.multipliedBy(some.count())));
    }
  }

  private final class Joined implements AttachedProbe {
    private final Attachment attachment;
    private final List<Attaching.Links> made;

    Joined(Attachment attachment, List<Attaching.Links> made) {
      this.attachment = attachment;
      this.made = List.copyOf(made);
    }

    @Override
    public Attachment attachment() {
      return attachment;
    }

    @Override
    public void close() {
      if (probes.remove(this)) {
        release(made);
      }
    }
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
    probes.clear();
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
    probes.clear();
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
