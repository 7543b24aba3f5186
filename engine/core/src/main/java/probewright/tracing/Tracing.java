package probewright.tracing;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.btf.Value;
import probewright.capture.Recorder;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Machine;
import probewright.dialect.Program;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.probes.Attachment;
import probewright.probes.PerfEvent;
import probewright.probes.Probe;
import probewright.target.AttachOptions;
import probewright.target.AttachedProbe;
import probewright.target.MapReference;
import probewright.target.Output;
import probewright.target.Run;
import probewright.target.RunListener;
import probewright.target.StreamListener;
import probewright.target.Target;

/**
 * A program at work. Closing it, once or many times, takes its probes off and ends its streams;
 * what they have already sent can still be taken. Safe for many threads.
 */
public final class Tracing implements AutoCloseable {
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

  private final Run run;
  private final Follower follower;

  private final Optional<Machine> machine;
  private final @Nullable Recorder recorder;

  private Tracing(
      Run run, Follower follower, Optional<Machine> machine, @Nullable Recorder recorder) {
    this.run = run;
    this.follower = follower;
    this.machine = machine;
    this.recorder = recorder;
  }

  static Tracing start(
      Program program,
      Toolchain toolchain,
      Target target,
      AttachOptions options,
      @Nullable Path capture)
      throws RefusedException, ProblemException {
    Optional<Machine> machine = Machine.of(target.kernel().machine());
    Follower follower = new Follower();
    Recorder recorder = capture == null ? null : done(Recorder.open(capture, target, follower));
    Run started = null;
    boolean kept = false;
    try {
      started =
          done(
              Run.start(
                  program,
                  toolchain,
                  target,
                  options,
                  recorder == null ? follower : recorder,
                  System::nanoTime));
      if (recorder != null) {
        recorder.follow(started, BETWEEN_SAMPLES);
      }
      kept = true;
      return new Tracing(started, follower, machine, recorder);
    } finally {
      if (!kept && started != null) {
        started.close();
      }
      if (!kept && recorder != null) {
        recorder.discard();
      }
    }
  }

  /** What became of the program's text, and where it is attached. */
  public ExpandedProgram expanded() {
    return run.expanded();
  }

  /** Warnings and notes of the stages it went through. */
  public List<Problem> notes() {
    return List.copyOf(follower.notes);
  }

  /** Why the target is gone, when it is. */
  public Optional<Problem> ended() {
    return Optional.ofNullable(follower.ended);
  }

  /** The lines of the trace pipe, which all programs on the kernel share. */
  public EventStream<TraceLine> traceLines() {
    return new EventStream<>(follower.queue(StreamListener.TRACE_PIPE), TraceLine::parse);
  }

  /**
   * The events of a stream, as values of their C type.
   *
   * @param stream the name of its {@code BPF_PERF_OUTPUT} or {@code BPF_RINGBUF_OUTPUT}
   * @throws RefusedException {@code tracing.no-stream}
   */
  public EventStream<Value> events(String stream) throws RefusedException {
    return events(stream, Value.class);
  }

  /**
   * The events of a stream as records, whose components bear the names of members of the event's
   * struct: as many as one cares for, in any order.
   *
   * @throws RefusedException {@code tracing.no-stream}; {@code tracing.field}, {@code tracing.type}
   *     when the class does not fit the struct
   */
  public <E> EventStream<E> events(String stream, Class<E> type) throws RefusedException {
    Output.Events events = output(stream, Output.Events.class, "tracing.no-stream");
    EventDecoder<E> decoder = EventDecoder.of(events.layout(), type);
    return new EventStream<>(
        follower.queue(stream), bytes -> decoder.decode(ByteBuffer.wrap(bytes)));
  }

  /** Names for addresses: bcc's {@code ksym} and {@code sym}. */
  public Symbols symbols() {
    Symbols told = follower.symbols;
    return told == null ? run.symbols() : told;
  }

  /**
   * A map.
   *
   * @throws RefusedException {@code tracing.no-map}
   */
  public MapView map(String name) throws RefusedException {
    return new MapView(run, output(name, Output.Entries.class, "tracing.no-map"));
  }

  /**
   * A map with keys and values of Java's own.
   *
   * @throws RefusedException {@code tracing.no-map}; {@code tracing.field}, {@code tracing.type}
   *     when a class does not fit the C type; {@code tracing.per-cpu} for structs that are kept for
   *     each CPU, {@code tracing.no-keys} for queues and stacks
   */
  public <K, V> TypedMap<K, V> map(String name, Class<K> keys, Class<V> values)
      throws RefusedException {
    return new TypedMap<>(run.attached(), entries(name), keys, values);
  }

  /**
   * A map that keeps a value for each CPU, one by one.
   *
   * @throws RefusedException as {@link #map(String, Class, Class)}; {@code tracing.not-per-cpu}
   */
  public <K, V> PerCpuMap<K, V> perCpuMap(String name, Class<K> keys, Class<V> values)
      throws RefusedException {
    return new PerCpuMap<>(run.attached(), entries(name), keys, values);
  }

  /**
   * A {@code BPF_QUEUE} or {@code BPF_STACK}.
   *
   * @throws RefusedException {@code tracing.no-map}, {@code tracing.no-queue}, {@code tracing.type}
   */
  public <V> ValueQueue<V> queue(String name, Class<V> values) throws RefusedException {
    return new ValueQueue<>(run.attached(), entries(name), values);
  }

  private Output.Entries entries(String name) throws RefusedException {
    return output(name, Output.Entries.class, "tracing.no-map");
  }

  /**
   * Puts a function, another map or a control group into a map of its kind.
   *
   * @param key an index, or the key of a {@code BPF_HASH_OF_MAPS}
   */
  public void insert(String map, Object key, MapReference what)
      throws RefusedException, ProblemException {
    Optional<Output.Entries> known =
        run.outputs().stream()
            .filter(output -> output.name().equals(map))
            .filter(Output.Entries.class::isInstance)
            .map(Output.Entries.class::cast)
            .findFirst();
    RecordEncoder encoder = new RecordEncoder(run.types());
    byte[] bytes = encoder.encode(known.map(entries -> entries.types().key()).orElse(0), key);
    run.attached().insert(map, bytes, what);
  }

  /**
   * Opens a counter for each CPU in a {@code BPF_PERF_ARRAY}, which the program then reads: bcc's
   * {@code open_perf_event}. It counts until the run is closed.
   */
  public void count(String map, PerfEvent event) throws ProblemException {
    run.attached().count(map, event);
  }

  /**
   * Attaches one more probe while the program runs, until what is returned is closed or all is
   * detached. {@link #notes} may have something to say of it.
   *
   * @param probe as on the command line: {@code kprobe:vfs_read}, {@code uprobe:c:malloc}
   * @param function one that was loaded at the start: attached then too, or named by {@link
   *     AttachOptions#withLater}
   * @throws RefusedException when it cannot be attached, with the reason
   */
  public AttachedProbe attach(String probe, String function)
      throws RefusedException, ProblemException {
    Attachment attachment = done(Attachment.parse(own(probe) + "=" + function, null));
    Outcome<AttachedProbe> outcome = run.attached().attach(attachment);
    AttachedProbe attached = done(outcome);
    follower.noted(outcome.problems());
    return attached;
  }

  /** A system call is known by its function, whose name goes by the machine. */
  private String own(String probe) {
    return machine
        .map(m -> probe.replaceFirst(":syscall:(?=\\w)", ":" + m.syscallPrefix()))
        .orElse(probe);
  }

  /**
   * The probes at work, those of the start first, in the program's order. Closing one takes it off;
   * the others stay.
   */
  public List<AttachedProbe> probes() {
    return run.attached().probes();
  }

  /**
   * Takes off what is attached to a probe, at the start or later; the others stay, and it can be
   * attached again.
   *
   * @param probe as the program or {@link #attach} spells it
   * @throws RefusedException {@code tracing.no-probe} when nothing is attached there
   */
  public void detach(String probe) throws RefusedException {
    Probe wanted = done(Probe.parse(own(probe)));
    List<AttachedProbe> there =
        probes().stream().filter(each -> each.attachment().probe().equals(wanted)).toList();
    if (there.isEmpty()) {
      throw new RefusedException(
          Problem.error(
              Stage.CLOSE,
              "tracing.no-probe",
              wanted,
              probes().stream()
                  .map(each -> each.attachment().probe().toString())
                  .distinct()
                  .collect(Collectors.joining(", "))));
    }
    there.forEach(AttachedProbe::close);
  }

  private static <T> T done(Outcome<T> outcome) throws RefusedException {
    if (outcome instanceof Outcome.Done<T> passed) {
      return passed.value();
    }
    throw new RefusedException(outcome.problems());
  }

  /** The text that an iterator writes now; each call runs it anew. */
  public String iterate(String function) throws ProblemException {
    return run.iterate(function);
  }

  private <T extends Output> T output(String name, Class<T> kind, String code)
      throws RefusedException {
    Supplier<RefusedException> absent =
        () ->
            new RefusedException(
                Problem.error(
                    Stage.STREAM,
                    code,
                    name,
                    run.outputs().stream()
                        .filter(kind::isInstance)
                        .map(Output::name)
                        .collect(Collectors.joining(", "))));
    return run.outputs().stream()
        .filter(output -> output.name().equals(name))
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow(absent);
  }

  /**
   * Takes the probes off and waits until what the kernel's buffers held has arrived; the streams
   * end with it. Maps can still be read.
   */
  public void detach() throws ProblemException {
    run.detach();
    follower.endAll();
  }

  @Override
  public void close() {
    try {
      finishCapture();
      run.close();
    } finally {
      follower.endAll();
      if (recorder != null) {
        recorder.close();
      }
    }
  }

  private void finishCapture() {
    try {
      if (recorder != null) {
        recorder.finish();
      }
    } catch (ProblemException gone) {
      // the capture ends with what the target said last
      System.getLogger(Tracing.class.getName())
          .log(System.Logger.Level.DEBUG, "the last read of the maps", gone);
    }
  }

  /** Keeps what comes until it is asked for. */
  private static final class Follower implements RunListener {
    private final Map<String, StreamQueue> queues = new ConcurrentHashMap<>();
    private final List<Problem> notes = new CopyOnWriteArrayList<>();
    private volatile @Nullable Symbols symbols;
    private volatile boolean over;
    private volatile @Nullable Problem ended;

    StreamQueue queue(String stream) {
      StreamQueue queue = queues.computeIfAbsent(stream, name -> new StreamQueue());
      if (over) {
        queue.end();
      }
      return queue;
    }

    @Override
    public void symbols(Symbols names) {
      symbols = names;
    }

    @Override
    public void noted(List<Problem> problems) {
      notes.addAll(problems);
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      queue(stream).add(cpu, data);
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      queue(stream).lost(kernel, agent);
    }

    @Override
    public void ended(Problem why) {
      ended = why;
      endAll();
    }

    void endAll() {
      over = true;
      queues.values().forEach(StreamQueue::end);
    }
  }
}
