package probewright.target;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import probewright.agent.wire.AgentException;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.output.RawEntry;
import probewright.probes.Probe;
import probewright.probes.ProbeSite;

/**
 * Counts how often chosen places are passed, by a program of its own and nothing else: no file of
 * tracefs is written. All are counted over the same time. Closing it takes everything off. Methods
 * block on the wire; never call them on the JavaFX thread.
 */
public final class FireRates implements AutoCloseable {
  /** Each function at its own needs a link that takes the kernel its time to end. */
  public static final int MOST = 64;

  /** Functions that the kernel attaches together (kprobe.multi). */
  public static final int MOST_TOGETHER = 4096;

  /** Of one processor, how much the counting itself may take where nobody says otherwise. */
  public static final double MOST_SHARE = 0.25;

  /** Below this a share says nothing. */
  private static final long GRACE_NANOSECONDS = 200_000_000;

  private static final long LOOK_MILLISECONDS = 50;

  private final CountingProgram counting;
  private final Run run;
  private final Map<Long, Integer> functions;
  private final List<Problem> notes;
  private final ByteOrder order;
  private final CountDownLatch stop = new CountDownLatch(1);
  private long opened;
  private long closed;

  private FireRates(
      CountingProgram counting,
      Run run,
      Map<Long, Integer> functions,
      List<Problem> notes,
      ByteOrder order) {
    this.counting = counting;
    this.run = run;
    this.functions = functions;
    this.notes = List.copyOf(notes);
    this.order = order;
  }

  /**
   * One place's count.
   *
   * @param hits since the counting began
   */
  public record Rate(Probe probe, long hits) {}

  /**
   * What was counted.
   *
   * @param rates the busiest first
   * @param took how long was counted
   * @param spent time in the counting itself, on all processors together; the kernel's own way to
   *     the probes comes on top
   * @param stopped whether it ended early because it took too much
   * @param notes what there is to say of the places
   */
  public record Counts(
      List<Rate> rates, Duration took, Duration spent, boolean stopped, List<Problem> notes) {
    public Counts {
      rates = List.copyOf(rates);
      notes = List.copyOf(notes);
    }

    /** Of all places together. */
    public long hits() {
      return rates.stream().mapToLong(Rate::hits).sum();
    }

    /** The part of one processor that the counting took, from 0 on. */
    public double share() {
      return took.isZero() ? 0 : (double) spent.toNanos() / took.toNanos();
    }
  }

  /**
   * Attaches and begins to count.
   *
   * @param sites usable places; each is counted at its first probe
   * @param listener follows the stages, and hears when the target is gone
   */
  public static Outcome<FireRates> start(
      Target target,
      Toolchain toolchain,
      List<ProbeSite> sites,
      AttachOptions options,
      RunListener listener)
      throws ProblemException {
    long together = sites.stream().filter(ProbeSite::together).count();
    if (sites.size() - together > MOST || together > MOST_TOGETHER) {
      return Outcome.refused(
          Problem.error(Stage.ATTACH, "probe.too-many", sites.size(), MOST, MOST_TOGETHER));
    }
    CountingProgram counting = CountingProgram.of(sites);
    Outcome<Run> started =
        Run.start(counting.program(), toolchain, target, options, listener, System::nanoTime);
    if (!(started instanceof Outcome.Done<Run> done)) {
      return new Outcome.Refused<>(started.problems());
    }
    boolean begun = false;
    try {
      FireRates rates =
          new FireRates(
              counting,
              done.value(),
              target.catalogue().addresses(counting.byFunction()),
              started.problems(),
              target.kernel().btf().order());
      rates.open();
      begun = true;
      return Outcome.done(rates);
    } catch (AgentException e) {
      return Outcome.refused(AgentFiles.refused(Stage.ATTACH, e));
    } finally {
      if (!begun) {
        done.value().close();
      }
    }
  }

  private void open() throws ProblemException {
    gate(1);
    opened = System.nanoTime();
  }

  private void gate(long open) throws ProblemException {
    run.update(CountingProgram.GATE, key(0), number(open));
  }

  private byte[] key(int index) {
    return ByteBuffer.allocate(4).order(order).putInt(index).array();
  }

  private byte[] number(long value) {
    return ByteBuffer.allocate(8).order(order).putLong(value).array();
  }

  /** The same with {@link #MOST_SHARE}. */
  public Counts count(Duration length) throws ProblemException, InterruptedException {
    return count(length, MOST_SHARE);
  }

  /**
   * Counts for a time since the start, or until it has taken a part of one processor, or {@link
   * #stop} was called; then it counts no more. Its probes stay until it is closed: to take them off
   * may take the kernel a quarter of a second each.
   *
   * @param mostShare from 0 on; 1 is a whole processor
   */
  public Counts count(Duration length, double mostShare)
      throws ProblemException, InterruptedException {
    boolean tooMuch = false;
    long end = opened + length.toNanos();
    long now = System.nanoTime();
    while (now < end && !tooMuch) {
      long wait = Math.min(end - now, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLISECONDS));
      if (stop.await(wait, TimeUnit.NANOSECONDS)) {
        break;
      }
      now = System.nanoTime();
      long passed = now - opened;
      tooMuch = total(1) > mostShare * Math.max(passed, GRACE_NANOSECONDS);
    }
    end();
    return counts(tooMuch && System.nanoTime() < end);
  }

  /** Ends {@link #count} soon, from any thread. */
  public void stop() {
    stop.countDown();
  }

  /** What was counted so far, while the counting goes on. */
  public Counts now() throws ProblemException {
    return counts(false);
  }

  private void end() throws ProblemException {
    if (closed == 0) {
      gate(0);
      closed = System.nanoTime();
    }
  }

  private long total(int index) throws ProblemException {
    return run.lookup(CountingProgram.TOTALS, key(index)).map(this::sum).orElse(0L);
  }

  private long sum(byte[] row) {
    ByteBuffer values = ByteBuffer.wrap(row).order(order);
    long sum = 0;
    while (values.remaining() >= 8) {
      sum += values.getLong();
    }
    return sum;
  }

  private Counts counts(boolean stopped) throws ProblemException {
    Duration took = Duration.ofNanos((closed == 0 ? System.nanoTime() : closed) - opened);
    long[] byFunction = new long[counting.byFunction().size()];
    if (byFunction.length > 0) {
      for (RawEntry entry : run.read(CountingProgram.BY_FUNCTION)) {
        long address = ByteBuffer.wrap(entry.key()).order(order).getLong();
        Integer index = functions.get(address);
        if (index != null) {
          byFunction[index] += sum(entry.value());
        }
      }
    }
    List<Rate> rates = new ArrayList<>();
    for (int i = 0; i < byFunction.length; i++) {
      rates.add(new Rate(counting.byFunction().get(i), byFunction[i]));
    }
    Map<Integer, Long> byNumber = new HashMap<>();
    if (!counting.byNumber().isEmpty()) {
      for (RawEntry entry : run.read(CountingProgram.BY_NUMBER)) {
        byNumber.put(ByteBuffer.wrap(entry.key()).order(order).getInt(), sum(entry.value()));
      }
    }
    for (int i = 0; i < counting.byNumber().size(); i++) {
      rates.add(new Rate(counting.byNumber().get(i), byNumber.getOrDefault(i, 0L)));
    }
    rates.sort(
        java.util.Comparator.comparingLong(Rate::hits)
            .reversed()
            .thenComparing(rate -> rate.probe().toString()));
    return new Counts(rates, took, Duration.ofNanos(total(1)), stopped, notes);
  }

  @Override
  public void close() {
    run.close();
  }
}
