package probewright.oracle;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import probewright.agent.wire.MalformedFrameException;
import probewright.btf.Btf;
import probewright.output.EventLayout;

/**
 * From a ring buffer's pages, recorded in a guest, to a consumer on this machine: ours (the agent's
 * walk, one crossing for a batch, records by the engine's decoder) beside plain C. Started by
 * {@code packaging/bench pages}; {@code PagesBench BIN KERNEL}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PagesBench {
  private static final int BATCH = 256 << 10;

  /** As many as {@code tool record} sends. */
  private static final int EVENTS = 800;

  /** Bytes of an event. */
  @Param({"16", "64", "256"})
  public int size;

  private final Events.Sum sum = new Events.Sum();
  private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
  private long pages;
  private Events.@Nullable Reader reader;

  /** Both consumers read all events and find the same in them. */
  @Setup
  public void open() throws Exception {
    Path folder = Path.of(System.getProperty("probewright.pages", ""));
    Btf btf = Btf.ofElf(Files.readAllBytes(folder.resolve("ring" + size + ".o")));
    EventLayout layout = EventLayout.of(btf, btf.struct("event").orElseThrow().id());
    pages = PagesNative.open(folder.resolve("ring" + size).toString());
    reader = Events.reader(layout, size, sum);
    if (ours() != EVENTS || plain() != EVENTS || sum.check(size) != PagesNative.check(size)) {
      throw new IllegalStateException("the two do not read the same");
    }
  }

  /** How many events there were. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long ours() throws MalformedFrameException {
    long before = sum.events();
    PagesNative.rewind(pages);
    int bytes;
    do {
      bytes = PagesNative.fill(pages, batch, 0, BATCH);
      Objects.requireNonNull(reader).readAll(batch.position(0).limit(bytes));
    } while (bytes > BATCH / 2);
    return sum.events() - before;
  }

  /** The same in C. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long plain() {
    return PagesNative.plain(pages, size);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = record(Path.of(arguments[0]), arguments[1]);
    System.out.printf(
        "%n### Recorded pages, on this machine, load %s%n%n",
        Files.readString(Path.of("/proc/loadavg")).strip());
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PagesBench.class.getName())
                    .jvmArgsAppend("-Dprobewright.pages=" + folder)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    System.out.println("| event | ours, ns | C, ns | ours of C's speed |");
    System.out.println("|---|---|---|---|");
    for (String size : List.of("16", "64", "256")) {
      double ours = nanos(results, "ours", size);
      double plain = nanos(results, "plain", size);
      System.out.printf(
          Locale.ROOT, "| %s bytes | %.1f | %.1f | %.2f |%n", size, ours, plain, plain / ours);
    }
  }

  private static double nanos(Collection<RunResult> results, String which, String size) {
    return results.stream()
        .filter(result -> result.getParams().getParam("size").equals(size))
        .filter(result -> result.getParams().getBenchmark().endsWith("." + which))
        .mapToDouble(result -> result.getPrimaryResult().getScore())
        .findFirst()
        .orElseThrow();
  }

  /** Pages of a guest beside the objects that filled them. */
  private static Path record(Path bin, String kernel) throws Exception {
    Path library = Files.createTempDirectory("probewright-bench-lib-");
    Bench.copy(bin, library.resolve("events-bin"));
    String there = OracleVm.FILES + "/events-bin";
    Path pages = Files.createTempDirectory("probewright-bench-pages-");
    try (OracleVm vm = OracleVm.boot(kernel, List.of(library))) {
      for (int size : new int[] {16, 64, 256}) {
        String recorded =
            vm.run(
                "%s/tool record %s/ring%d.o /run/oracle/pages && base64 -w 0 /run/oracle/pages"
                    .formatted(there, there, size));
        Files.write(pages.resolve("ring" + size), Base64.getDecoder().decode(recorded.strip()));
        Files.copy(bin.resolve("ring" + size + ".o"), pages.resolve("ring" + size + ".o"));
      }
    }
    return pages;
  }
}
