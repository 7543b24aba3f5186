package probewright.cli;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import probewright.capture.Recorder;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.MapDeclaration;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.Health;
import probewright.output.LossLedger;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.probes.Attachment;
import probewright.target.Output;
import probewright.target.RunListener;

/**
 * Writes what a run sends to standard output as it comes, and what there is to say about it to
 * standard error. Streams arrive on the wire's thread, maps are printed by the main thread.
 */
final class RunPrinter implements RunListener {
  /** In a flood, losses come a hundred times a second; they are told of once. */
  private static final long BETWEEN_LOSSES = 1_000_000_000L;

  private static final long BETWEEN_PROGRESS = 1_000_000_000L;

  private static final int LAST_LINES = 10;

  private final Format format;
  private final PrintStream out;
  private final PrintStream err;
  private final Words words;
  private final Report report;
  private final Consumer<Problem> whenTargetGone;
  private final Runnable whenOutputClosed;
  private final LossLedger ledger = new LossLedger();
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private final Map<String, EventLayout> layouts = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Long> lossesTold = new HashMap<>();
  private long lossesToldAt;
  private long progressToldAt;
  private String file = "";
  private Symbols symbols;
  private List<Output.Entries> maps = List.of();

  /**
   * Prints to the surroundings' streams.
   *
   * @param whenOutputClosed is run when nobody reads standard output any more; perhaps many times
   */
  RunPrinter(
      Format format,
      Surroundings surroundings,
      Consumer<Problem> whenTargetGone,
      Runnable whenOutputClosed) {
    this.format = format;
    this.symbols = format.named(Symbols.none());
    this.out = surroundings.out();
    this.err = surroundings.err();
    this.words = new Words(surroundings.locale());
    this.report = surroundings.report();
    this.whenTargetGone = whenTargetGone;
    this.whenOutputClosed = whenOutputClosed;
    this.lossesToldAt = System.nanoTime() - BETWEEN_LOSSES;
    this.progressToldAt = System.nanoTime();
  }

  @Override
  public synchronized void stageDone(Stage stage, Duration took) {
    times.put(stage, took);
  }

  @Override
  public void noted(List<Problem> problems) {
    report.problems(file, problems);
  }

  @Override
  public synchronized void expanded(ExpandedProgram program) {
    file = program.program().file();
  }

  @Override
  public synchronized void outputs(List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Events events) {
        layouts.put(events.name(), events.layout());
      }
    }
    maps =
        outputs.stream()
            .filter(Output.Entries.class::isInstance)
            .map(Output.Entries.class::cast)
            .toList();
  }

  @Override
  public synchronized void symbols(Symbols names) {
    symbols = format.named(names);
  }

  @Override
  public synchronized void record(String stream, int cpu, ByteBuffer data) {
    ledger.received(stream, 1, data.remaining());
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    EventLayout layout = layouts.get(stream);
    if (layout != null) {
      long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
      EventRing.Event event = new EventRing.Event(sequence, System.nanoTime(), cpu, bytes);
      print(format.event(stream, layout, layout.row(event, symbols)));
    } else if (stream.equals(TRACE_PIPE)) {
      print(format.trace(TraceLine.parse(bytes)));
    }
  }

  @Override
  public synchronized void lost(String stream, long kernel, long agent) {
    ledger.kernelLost(stream, kernel);
    ledger.agentDropped(stream, agent);
    long now = System.nanoTime();
    if (now - lossesToldAt >= BETWEEN_LOSSES) {
      lossesToldAt = now;
      tellLosses();
    }
  }

  private void tellLosses() {
    ledger
        .snapshot()
        .streams()
        .forEach(
            (stream, counts) -> {
              Long told = lossesTold.put(stream, counts.lost());
              if (counts.lost() > (told == null ? 0 : told)) {
                err.println(
                    words.say(
                        "lost", stream, counts.lost(), counts.kernelLost(), counts.agentDropped()));
              }
            });
  }

  @Override
  public void ended(Problem why) {
    whenTargetGone.accept(why);
  }

  /** Says on standard error that the program is at work, and how long each stage took. */
  synchronized void attached() {
    String each =
        times.entrySet().stream()
            .map(time -> time.getKey() + " " + time.getValue().toMillis())
            .collect(Collectors.joining(", "));
    long sum = times.values().stream().mapToLong(Duration::toMillis).sum();
    err.println(words.say("attached", sum, each));
  }

  @Override
  public synchronized void iterated(String function, String text) {
    print(format.iterator(function, text));
  }

  @Override
  public synchronized void snapshot(String map, List<RawEntry> entries) {
    for (Output.Entries output : maps) {
      if (output.name().equals(map)) {
        print(format.map(output, entries, symbols, maps.size() == 1));
      }
    }
  }

  @Override
  public synchronized void notKept(String output, long count) {
    ledger.viewDropped(output, count);
    err.println(words.say("capture.not-kept", output, count));
  }

  /** Says on standard error how far an attachment of many probes is, where there is a wait. */
  @Override
  public synchronized void attaching(Attachment attachment, int asked, int all) {
    long now = System.nanoTime();
    if (now - progressToldAt >= BETWEEN_PROGRESS && asked < all) {
      progressToldAt = now;
      err.println(words.say("attaching", attachment.probe(), asked, all));
    }
  }

  /** Says what stays in the kernel when the program has gone. */
  synchronized void pinned(ExpandedProgram program) {
    for (MapDeclaration map : program.maps()) {
      if (!map.path().isEmpty()) {
        err.println(words.say("pinned", map.name(), map.path()));
      }
    }
  }

  /** What the run costs: among what it sends where that has a form for it, else beside it. */
  synchronized void cost(Health now, List<Health.Cost> costs) {
    List<String> lines = format.cost(now, costs);
    if (lines.isEmpty()) {
      new CostText(words).lines(now, costs).forEach(err::println);
    } else {
      print(lines);
    }
  }

  /** Says what of the capture did not become part of it. */
  synchronized void captured(Path file, Recorder recorder) {
    if (recorder.notKept() > 0) {
      err.println(words.say("capture.kept-less", file, recorder.notKept()));
    }
  }

  void workloadEnded(String command, int status, String output) {
    if (status != 0) {
      err.println(words.say("workload.failed", command, status));
      List<String> lines = output.lines().toList();
      lines
          .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
          .forEach(line -> err.println("  | " + line));
    }
  }

  /** The last words of a run. */
  synchronized void farewell() {
    tellLosses();
    print(format.end(ledger.snapshot()));
  }

  private synchronized void print(List<String> lines) {
    lines.forEach(out::println);
    // flushes as well
    if (out.checkError()) {
      whenOutputClosed.run();
    }
  }
}
