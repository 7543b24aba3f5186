package probewright.capture;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.probes.Attachment;
import probewright.target.AttachOptions;
import probewright.target.Output;
import probewright.target.RunListener;
import probewright.target.RunView;
import probewright.target.Target;

/**
 * Writes a capture while a run goes on: listens in the place of another listener and hands
 * everything on to it, so that the file holds things in the order in which that one was told.
 *
 * <pre>{@code
 * Outcome<Recorder> recorder = Recorder.open(file, target, listener);
 * Outcome<Run> run = Run.start(program, toolchain, target, recorder, System::nanoTime);
 * recorder.follow(run, Duration.ofSeconds(1));
 * … run.detach(); recorder.finish(); run.close(); recorder.close();
 * }</pre>
 *
 * <p>It never holds the run up: 16 MiB wait for the disk at most, what it cannot take is counted,
 * and a file that cannot be written any more is noted to the listener, once. Safe for many threads.
 */
public final class Recorder implements RunListener, AutoCloseable {
  private final CaptureFile file;
  private final RunListener next;
  private final Journal journal;
  private final long began;
  // what is told to the listener is told under this lock, so that the file has its order
  private final Object order = new Object();
  // for the batch alone: the disk's thread does not wait for a slow listener
  private final Object filling = new Object();
  private long positions;
  private @Nullable Batch batch;
  private final Map<String, Entries> last = new HashMap<>();
  private @Nullable Sampler sampler;
  private @Nullable Symbols symbols;
  private boolean over;
  private boolean closed;

  private Recorder(CaptureFile file, RunListener next) {
    this.file = file;
    this.next = next;
    this.began = file.began();
    this.journal =
        new Journal(
            file.path(),
            file.connection(),
            this::handIn,
            problem -> next.noted(List.of(problem.asWarning())));
  }

  /**
   * Makes the file, which nobody but its owner may read, and begins. Refused when there is a file
   * of that name: nothing is ever written over.
   *
   * @throws ProblemException when the target is gone
   */
  public static Outcome<Recorder> open(Path file, Target target, RunListener next)
      throws ProblemException {
    return open(file, target, next, CaptureFile.NO_LIMIT);
  }

  /** The same for a file that may have so many pages of 4 KiB at most. */
  static Outcome<Recorder> open(Path file, Target target, RunListener next, long pages)
      throws ProblemException {
    Outcome<CaptureFile> made = CaptureFile.make(file, target, pages);
    if (!(made instanceof Outcome.Done<CaptureFile> done)) {
      return new Outcome.Refused<>(made.problems());
    }
    Recorder recorder = new Recorder(done.value(), next);
    recorder.journal.start();
    return Outcome.done(recorder);
  }

  private long now() {
    return System.nanoTime() - began;
  }

  private void add(Row row) {
    journal.add(row, 0, 0);
  }

  @Override
  public void stageStarted(Stage stage) {
    next.stageStarted(stage);
  }

  @Override
  public void stageDone(Stage stage, Duration took) {
    add(Row.of(Table.STAGES, null, stage.name(), took.toNanos()));
    next.stageDone(stage, took);
  }

  @Override
  public void noted(List<Problem> problems) {
    problems.forEach(problem -> add(ProgramRows.problem("note", problem)));
    next.noted(problems);
  }

  @Override
  public void limited(AttachOptions options) {
    if (options.hasPid()) {
      add(Row.of(Table.CAPTURE, "pid", options.pid()));
    }
    next.limited(options);
  }

  @Override
  public void expanded(ExpandedProgram program) {
    ProgramRows.of(program).forEach(this::add);
    next.expanded(program);
  }

  @Override
  public void outputs(List<Output> outputs) {
    outputs.stream()
        .flatMap(output -> types(output).stream())
        .findFirst()
        .ifPresent(btf -> add(Row.of(Table.TYPES, (Object) btf.raw())));
    next.outputs(outputs);
  }

  /** All outputs have the object's own types. */
  private static Optional<Btf> types(Output output) {
    if (output instanceof Output.Events events) {
      return Optional.of(events.layout().btf());
    }
    return output instanceof Output.Entries map ? Optional.of(map.btf()) : Optional.empty();
  }

  @Override
  public void symbols(Symbols names) {
    Symbols recorded = new RecordedSymbols(names, this::keep);
    synchronized (order) {
      symbols = recorded;
    }
    next.symbols(recorded);
  }

  /** An answer belongs to what is being shown, the last thing that was told. */
  private boolean keep(Table table, Object... values) {
    Object[] row = new Object[values.length + 1];
    synchronized (filling) {
      row[0] = positions;
    }
    System.arraycopy(values, 0, row, 1, values.length);
    return journal.add(Row.of(table, row), 0, 0);
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {
    synchronized (order) {
      synchronized (filling) {
        long now = now();
        positions++;
        if (batch != null && !batch.takes(stream, now)) {
          handIn();
        }
        if (batch == null) {
          batch = new Batch(stream, positions, now);
        }
        batch.add(now, cpu, data);
      }
      next.record(stream, cpu, data);
    }
  }

  /** Hands the batch in as it is. From any thread. */
  private void handIn() {
    synchronized (filling) {
      if (batch != null) {
        journal.add(batch.row(), batch.position, batch.time);
        batch = null;
      }
    }
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    synchronized (order) {
      synchronized (filling) {
        handIn();
        positions++;
        journal.lost(stream, kernel, agent, positions, now());
      }
      next.lost(stream, kernel, agent);
    }
  }

  @Override
  public void snapshot(String map, List<RawEntry> entries) {
    synchronized (order) {
      keep(map, Entries.of(entries), true);
      next.snapshot(map, entries);
    }
  }

  /** Keeps what a map holds without telling the listener, who did not ask for it. */
  void sample(Output.Entries map, List<RawEntry> entries) {
    Entries now = Entries.of(entries);
    synchronized (order) {
      Entries before = last.get(map.name());
      if (before == null || !now.same(before)) {
        keep(map.name(), now, false);
        if (symbols != null) {
          SymbolicMaps.resolve(map, entries, symbols);
        }
      }
    }
  }

  private void keep(String map, Entries all, boolean shown) {
    last.put(map, all);
    synchronized (filling) {
      handIn();
      positions++;
      long now = now();
      Object[] values = {positions, now, map, shown ? 1 : 0, all.count(), all.keys(), all.values()};
      journal.add(
          shown ? Row.counted(map, 1, Table.SNAPSHOTS, values) : Row.of(Table.SNAPSHOTS, values),
          positions,
          now);
    }
  }

  @Override
  public void iterated(String function, String text) {
    synchronized (order) {
      synchronized (filling) {
        handIn();
        positions++;
        journal.add(
            Row.counted(function, 1, Table.TEXTS, positions, now(), function, text),
            positions,
            now());
      }
      next.iterated(function, text);
    }
  }

  @Override
  public void notKept(String output, long count) {
    next.notKept(output, count);
  }

  @Override
  public void attaching(Attachment attachment, int asked, int all) {
    next.attaching(attachment, asked, all);
  }

  @Override
  public void ended(Problem why) {
    synchronized (order) {
      end("target-gone", why);
    }
    next.ended(why);
  }

  /**
   * Reads the maps of a run from time to time, so that the capture knows how they grew; what has
   * not changed is not written again, and reading takes a tenth of the time at most.
   *
   * @param interval between two reads; null: only when it is finished
   */
  public void follow(RunView run, @Nullable Duration interval) {
    Sampler reads = new Sampler(run, this);
    synchronized (order) {
      sampler = reads;
    }
    if (interval != null) {
      reads.start(interval);
    }
  }

  /** The run ends as it was asked to: its maps are read for the last time. Before it is closed. */
  public void finish() throws ProblemException {
    Sampler reads;
    synchronized (order) {
      reads = sampler;
    }
    if (reads != null) {
      reads.stop();
      reads.sample();
    }
    synchronized (order) {
      end("closed", null);
    }
  }

  private void end(String how, @Nullable Problem why) {
    if (over) {
      return;
    }
    over = true;
    handIn();
    if (why != null) {
      add(ProgramRows.problem("end", why));
    }
    add(Row.of(Table.CAPTURE, "end", how));
    add(Row.of(Table.CAPTURE, "length", now()));
  }

  /** Why the file cannot be written any more, when it is so. */
  public Optional<Problem> trouble() {
    return Optional.ofNullable(journal.trouble());
  }

  /** Records and prints that the disk could not take in time. */
  public long notKept() {
    return journal.notKept();
  }

  /** The run was refused: the file goes, in which there is nothing. */
  public void discard() {
    close();
    file.delete();
  }

  /** Writes what there is and closes the file; waits for the disk, some seconds at most. */
  @Override
  public void close() {
    Sampler reads;
    synchronized (order) {
      if (closed) {
        return;
      }
      closed = true;
      reads = sampler;
    }
    if (reads != null) {
      reads.stop();
    }
    handIn();
    try {
      journal.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
