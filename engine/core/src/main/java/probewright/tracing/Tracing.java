package probewright.tracing;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.btf.Decoder;
import probewright.btf.Value;
import probewright.capture.Recorder;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.Symbols;
import probewright.output.TraceLine;
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

  private final @Nullable Recorder recorder;

  private Tracing(Run run, Follower follower, @Nullable Recorder recorder) {
    this.run = run;
    this.follower = follower;
    this.recorder = recorder;
  }

  static Tracing start(Program program, Toolchain toolchain, Target target, @Nullable Path capture)
      throws RefusedException, ProblemException {
    Follower follower = new Follower();
    Recorder recorder = capture == null ? null : recorder(capture, target, follower);
    Outcome<Run> run =
        Run.start(
            program, toolchain, target, recorder == null ? follower : recorder, System::nanoTime);
    if (!(run instanceof Outcome.Done<Run> done)) {
      if (recorder != null) {
        recorder.discard();
      }
      throw new RefusedException(run.problems());
    }
    if (recorder != null) {
      recorder.follow(done.value(), BETWEEN_SAMPLES);
    }
    return new Tracing(done.value(), follower, recorder);
  }

  private static Recorder recorder(Path capture, Target target, Follower follower)
      throws RefusedException, ProblemException {
    Outcome<Recorder> opened = Recorder.open(capture, target, follower);
    if (opened instanceof Outcome.Done<Recorder> done) {
      return done.value();
    }
    throw new RefusedException(opened.problems());
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
    Decoder decoder = new Decoder(events.layout().btf());
    Function<Value, E> bound =
        new RecordBinding(events.layout().btf()).bind(events.layout().type(), type);
    return new EventStream<>(
        follower.queue(stream),
        bytes -> bound.apply(decoder.decode(events.layout().type(), bytes)));
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
