package probewright.target;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.format.PrintFormat;
import probewright.probes.format.TracepointFormat;

/**
 * The first records of chosen places in words, by a program of its own and nothing else. Closing it
 * takes everything off. {@link #next} is for one thread.
 */
public final class Samples implements AutoCloseable {
  /** So many can be asked for. */
  public static final int MOST = 1000;

  private static final int HEADER = 80;
  private static final int COMM = 16;

  private final Run run;
  private final List<Shown> places;
  private final LinkedBlockingQueue<Optional<Sample>> queue;
  private final int most;
  private int taken;

  private Samples(
      Run run, List<Shown> places, LinkedBlockingQueue<Optional<Sample>> queue, int most) {
    this.run = run;
    this.places = places;
    this.queue = queue;
    this.most = most;
  }

  /**
   * One passing of a place.
   *
   * @param cpu the processor it was on, -1 when that is not known
   * @param nanoseconds since the target was booted
   * @param tid the thread that passed it
   * @param text what it came with: an event as its print format writes it, a function with its
   *     arguments; empty where nothing is known of that
   */
  public record Sample(Probe probe, int cpu, long nanoseconds, int tid, String comm, String text) {
    /** In the manner of the kernel's own trace. */
    @Override
    public String toString() {
      String who = comm + "-" + tid;
      long micros = nanoseconds / 1000;
      return String.format(
          Locale.ROOT,
          "%24s [%03d] %d.%06d: %s: %s",
          who,
          cpu,
          micros / 1_000_000,
          micros % 1_000_000,
          String.join(":", probe.parts()),
          text);
    }
  }

  /** How a place's records become words. */
  private record Shown(
      Probe probe,
      @Nullable TracepointFormat format,
      @Nullable PrintFormat print,
      @Nullable ShownCall call) {
    String text(ByteBuffer sample) {
      if (format != null && print != null) {
        ByteBuffer record = sample.slice(HEADER, SamplingProgram.RECORD).order(sample.order());
        // a program sees something of its own in the place of what all records begin with
        record.putLong(0, 0);
        record.putShort(0, (short) format.id());
        record.putInt(4, sample.getInt(4));
        return print.render(record);
      }
      return call == null ? "" : call.text(sample.slice(32, 48).order(sample.order()));
    }
  }

  /**
   * Attaches; samples come from then on.
   *
   * @param sites usable places; each is sampled at its first probe
   * @param most how many there will be, at most {@link #MOST}
   */
  public static Outcome<Samples> start(
      Target target, Toolchain toolchain, List<ProbeSite> sites, AttachOptions options, int most)
      throws ProblemException {
    if (sites.size() > FireRates.MOST) {
      return Outcome.refused(
          Problem.error(Stage.ATTACH, "probe.too-many-sampled", sites.size(), FireRates.MOST));
    }
    int wanted = Math.min(most, MOST);
    List<Shown> places = new ArrayList<>();
    for (ProbeSite site : sites) {
      places.add(shown(target, site.probes().get(0)));
    }
    ByteOrder order = target.kernel().btf().order();
    LinkedBlockingQueue<Optional<Sample>> queue = new LinkedBlockingQueue<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void record(String stream, int cpu, ByteBuffer data) {
            sample(places, cpu, data, order).ifPresent(one -> queue.add(Optional.of(one)));
          }

          @Override
          public void lost(String stream, long kernel, long agent) {
            // the first ones are asked for, and any that come are as good
          }

          @Override
          public void ended(Problem why) {
            queue.add(Optional.empty());
          }
        };
    Outcome<Run> started =
        Run.start(
            SamplingProgram.of(sites, wanted),
            toolchain,
            target,
            options,
            listener,
            System::nanoTime);
    return started instanceof Outcome.Done<Run> done
        ? Outcome.done(new Samples(done.value(), places, queue, wanted))
        : new Outcome.Refused<>(started.problems());
  }

  private static Shown shown(Target target, Probe probe) throws ProblemException {
    ProbeCatalogue catalogue = target.catalogue();
    if (probe.kind() == ProbeKind.TRACEPOINT) {
      Optional<TracepointFormat> format =
          catalogue.format(probe.parts().get(0), probe.parts().get(1));
      if (format.isPresent()) {
        return new Shown(probe, format.get(), catalogue.printFormat(format.get()), null);
      }
    }
    boolean called = probe.kind() == ProbeKind.KPROBE || probe.kind() == ProbeKind.KRETPROBE;
    return new Shown(
        probe,
        null,
        null,
        called
            ? ShownCall.of(
                target.kernel().btf(), probe.parts().get(0), probe.kind() == ProbeKind.KRETPROBE)
            : null);
  }

  private static Optional<Sample> sample(
      List<Shown> places, int cpu, ByteBuffer data, ByteOrder order) {
    if (data.remaining() < HEADER + SamplingProgram.RECORD) {
      return Optional.empty();
    }
    ByteBuffer copy = ByteBuffer.allocate(HEADER + SamplingProgram.RECORD).order(order);
    copy.put(data.slice(data.position(), copy.capacity())).flip();
    int place = copy.getInt(0);
    if (place < 0 || place >= places.size()) {
      return Optional.empty();
    }
    byte[] comm = new byte[COMM];
    copy.get(16, comm);
    int end = 0;
    while (end < COMM && comm[end] != 0) {
      end++;
    }
    Shown shown = places.get(place);
    return Optional.of(
        new Sample(
            shown.probe(),
            cpu,
            copy.getLong(8),
            copy.getInt(4),
            new String(comm, 0, end, StandardCharsets.UTF_8),
            shown.text(copy)));
  }

  /** The next one; empty when none came in time, when all came, or the target is gone. */
  public Optional<Sample> next(Duration patience) throws InterruptedException {
    if (taken >= most) {
      return Optional.empty();
    }
    Optional<Sample> next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null || next.isEmpty()) {
      return Optional.empty();
    }
    taken++;
    return next;
  }

  /** Wakes who waits for the next: there will be none. From any thread. */
  public void stop() {
    queue.add(Optional.empty());
  }

  /** Why records of a place are not written by its print format; empty where they are. */
  public Map<Probe, String> unknown() {
    Map<Probe, String> unknown = new HashMap<>();
    for (Shown place : places) {
      if (place.print() != null) {
        place.print().unknown().ifPresent(what -> unknown.put(place.probe(), what));
      }
    }
    return unknown;
  }

  @Override
  public void close() {
    run.close();
  }
}
