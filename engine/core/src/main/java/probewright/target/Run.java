package probewright.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import probewright.btf.Btf;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;

/**
 * The way of a Run: Translate, Compile, Load, Attach, and then Stream until it is closed. Starting
 * and reading block on child processes and the wire; never call them on the JavaFX thread.
 */
public final class Run implements RunView, AutoCloseable {
  private final ExpandedProgram expanded;
  private final Btf types;
  private final List<Output> outputs;
  private final Loaded loaded;
  private final Attached attached;

  private Run(
      ExpandedProgram expanded, Btf types, List<Output> outputs, Loaded loaded, Attached attached) {
    this.types = types;
    this.expanded = expanded;
    this.outputs = outputs;
    this.loaded = loaded;
    this.attached = attached;
  }

  /**
   * Takes a program all the way to its streams. A refused stage takes back what earlier ones did.
   *
   * @param nanoClock tells the stages' times, such as {@link System#nanoTime}
   */
  public static Outcome<Run> start(
      Program program,
      Toolchain toolchain,
      Target target,
      RunListener listener,
      LongSupplier nanoClock)
      throws ProblemException {
    return start(program, toolchain, target, AttachOptions.none(), listener, nanoClock);
  }

  /** The same with limits to what is attached. */
  public static Outcome<Run> start(
      Program program,
      Toolchain toolchain,
      Target target,
      AttachOptions options,
      RunListener listener,
      LongSupplier nanoClock)
      throws ProblemException {
    return start(program, toolchain, target, expanded -> options, listener, nanoClock);
  }

  /** The same, and the verifier also has its say of the programs that are attached nowhere. */
  public static Outcome<Run> check(
      Program program,
      Toolchain toolchain,
      Target target,
      RunListener listener,
      LongSupplier nanoClock)
      throws ProblemException {
    return start(program, toolchain, target, AttachOptions::withAll, listener, nanoClock);
  }

  private static Outcome<Run> start(
      Program program,
      Toolchain toolchain,
      Target target,
      Function<ExpandedProgram, AttachOptions> asked,
      RunListener listener,
      LongSupplier nanoClock)
      throws ProblemException {
    Steps steps = new Steps(listener, nanoClock);
    Outcome<ExpandedProgram> expanded =
        steps.pass(Stage.TRANSLATE, () -> toolchain.translate(program, target.kernel()));
    if (!(expanded instanceof Outcome.Done<ExpandedProgram> translated)) {
      return new Outcome.Refused<>(expanded.problems());
    }
    AttachOptions options = asked.apply(translated.value());
    listener.limited(options);
    listener.expanded(translated.value());
    Outcome<BpfObject> object =
        steps.pass(Stage.COMPILE, () -> toolchain.compile(translated.value(), target.kernel()));
    if (!(object instanceof Outcome.Done<BpfObject> compiled)) {
      return new Outcome.Refused<>(object.problems());
    }
    List<Output> outputs = Outputs.of(compiled.value());
    listener.outputs(outputs);
    List<Problem> unshown = Outputs.unshown(translated.value(), outputs);
    if (!unshown.isEmpty()) {
      listener.noted(unshown);
    }
    Outcome<Loaded> load = steps.pass(Stage.LOAD, () -> target.load(compiled.value(), options));
    if (!(load instanceof Outcome.Done<Loaded> loaded)) {
      return new Outcome.Refused<>(load.problems());
    }
    boolean kept = false;
    try {
      Outcome<Attached> attach =
          steps.pass(
              Stage.ATTACH,
              () -> loaded.value().attach(translated.value().attachments(), options, listener));
      if (!(attach instanceof Outcome.Done<Attached> attached)) {
        return new Outcome.Refused<>(attach.problems());
      }
      kept = true;
      listener.stageStarted(Stage.STREAM);
      return Outcome.done(
          new Run(
              translated.value(),
              compiled.value().btf(),
              outputs,
              loaded.value(),
              attached.value()));
    } finally {
      if (!kept) {
        loaded.value().close();
      }
    }
  }

  @Override
  public ExpandedProgram expanded() {
    return expanded;
  }

  @Override
  public List<Output> outputs() {
    return outputs;
  }

  /** The object's own types. */
  public Btf types() {
    return types;
  }

  /** The program at work, to be closed by closing the run. */
  public Attached attached() {
    return attached;
  }

  @Override
  public List<RawEntry> read(String map) throws ProblemException {
    return attached.read(map);
  }

  /** The value at a key, raw; see {@link Attached#lookup}. */
  public Optional<byte[]> lookup(String map, byte[] key) throws ProblemException {
    return attached.lookup(map, key);
  }

  /** Sets the value at a key, raw; see {@link Attached#update}. */
  public void update(String map, byte[] key, byte[] value) throws ProblemException {
    attached.update(map, key, value);
  }

  /** Puts a map of the program into a map of maps. */
  public void insert(String map, byte[] key, String inner) throws ProblemException {
    attached.insert(map, key, inner);
  }

  /** Deletes a key; see {@link Attached#delete}. */
  public void delete(String map, byte[] key) throws ProblemException {
    attached.delete(map, key);
  }

  /** Names for the addresses that the program sends; they are read when first asked for. */
  @Override
  public Symbols symbols() {
    return attached.symbols();
  }

  /** The text that the iterator of a function writes now; see {@link Attached#iterate}. */
  public String iterate(String function) throws ProblemException {
    return attached.iterate(function);
  }

  /** Deletes a hash's entries, sets an array's to zero. */
  public void clear(String map) throws ProblemException {
    attached.clear(map);
  }

  /** Has the kernel count what programs cost; see {@link Attached#countCosts}. */
  public Optional<Problem> countCosts(boolean on) throws ProblemException {
    return attached.countCosts(on);
  }

  /**
   * What the run takes of the target now, or took at its end. As a stream: {@link
   * HealthStream#follow(Run, Duration, HealthListener)}.
   */
  public Health health() throws ProblemException {
    return attached.health();
  }

  /** Takes the probes off and waits for the last records; see {@link Attached#detach}. */
  public void detach() throws ProblemException {
    attached.detach();
  }

  /** Detaches and unloads at once; the streams end. */
  @Override
  public void close() {
    try {
      attached.close();
    } finally {
      loaded.close();
    }
  }

  /** One stage at a time, told and timed. */
  private record Steps(RunListener listener, LongSupplier nanoClock) {
    interface Step<T> {
      Outcome<T> take() throws ProblemException;
    }

    <T> Outcome<T> pass(Stage stage, Step<T> step) throws ProblemException {
      listener.stageStarted(stage);
      long began = nanoClock.getAsLong();
      Outcome<T> outcome = step.take();
      if (outcome instanceof Outcome.Done<T> done) {
        listener.stageDone(stage, Duration.ofNanos(nanoClock.getAsLong() - began));
        if (!done.problems().isEmpty()) {
          listener.noted(done.problems());
        }
      }
      return outcome;
    }
  }
}
