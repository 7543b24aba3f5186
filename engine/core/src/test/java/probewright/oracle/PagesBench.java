package probewright.oracle;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import probewright.agent.wire.MalformedFrameException;
import probewright.btf.Btf;
import probewright.output.EventLayout;

/**
 * From a ring buffer's pages, recorded in a guest, to a consumer on this machine: ours (the agent's
 * walk, one crossing for a batch, records by the engine's decoder) beside plain C. Started by
 * {@code packaging/bench pages}; {@code PagesBench BIN KERNEL}.
 *
 * <p>Both read the same pages in turns, in one process; the figure is the median of many turns.
 */
final class PagesBench {
  private static final int BATCH = 256 << 10;
  private static final int WARM = 2000;
  private static final int TURNS = 3001;

  private PagesBench() {}

  public static void main(String[] arguments) throws Exception {
    Path bin = Path.of(arguments[0]);
    Path library = Files.createTempDirectory("probewright-bench-lib-");
    Bench.copy(bin, library.resolve("events-bin"));
    String there = OracleVm.FILES + "/events-bin";
    Path pages = Files.createTempDirectory("probewright-bench-pages-");
    try (OracleVm vm = OracleVm.boot(arguments[1], List.of(library))) {
      for (int size : new int[] {16, 64, 256}) {
        String recorded =
            vm.run(
                "%s/tool record %s/ring%d.o /run/oracle/pages && base64 -w 0 /run/oracle/pages"
                    .formatted(there, there, size));
        Files.write(pages.resolve("ring" + size), Base64.getDecoder().decode(recorded.strip()));
      }
    }
    System.out.printf(
        "%n### Recorded pages, on this machine, load %s%n%n",
        Files.readString(Path.of("/proc/loadavg")).strip());
    System.out.println("| event | ours, ns | C, ns | ours of C's speed | fields held |");
    System.out.println("|---|---|---|---|---|");
    for (int size : new int[] {16, 64, 256}) {
      measure(size, Files.readAllBytes(bin.resolve("ring" + size + ".o")), pages);
    }
  }

  private static void measure(int size, byte[] elf, Path folder) throws Exception {
    Btf btf = Btf.ofElf(elf);
    EventLayout layout = EventLayout.of(btf, btf.struct("event").orElseThrow().id());
    long pages = PagesNative.open(folder.resolve("ring" + size).toString());
    Events.Sum sum = new Events.Sum();
    Events.Reader reader = Events.reader(layout, size, sum);
    ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
    LongSupplier ours = () -> ours(pages, batch, reader, sum);
    LongSupplier plain = () -> PagesNative.plain(pages, size);
    for (int i = 0; i < WARM; i++) {
      if (ours.getAsLong() != plain.getAsLong()) {
        throw new IllegalStateException("not as many events");
      }
    }
    double[] java = new double[TURNS];
    double[] c = new double[TURNS];
    for (int i = 0; i < TURNS; i++) {
      java[i] = nanosEach(ours);
      c[i] = nanosEach(plain);
    }
    long check = sum.check(size);
    if (check != PagesNative.check(size)) {
      throw new IllegalStateException("what was read is not the same");
    }
    System.out.printf(
        Locale.ROOT,
        "| %d bytes | %.1f | %.1f | %.2f | %d |%n",
        size,
        median(java),
        median(c),
        median(c) / median(java),
        check);
  }

  private static long ours(long pages, ByteBuffer batch, Events.Reader reader, Events.Sum sum) {
    long before = sum.events();
    PagesNative.rewind(pages);
    int bytes;
    do {
      bytes = PagesNative.fill(pages, batch, 0, BATCH);
      batch.position(0).limit(bytes);
      try {
        reader.readAll(batch);
      } catch (MalformedFrameException impossible) {
        throw new IllegalStateException(impossible);
      }
    } while (bytes > BATCH / 2);
    return sum.events() - before;
  }

  private static double nanosEach(LongSupplier turn) {
    long begun = System.nanoTime();
    long events = turn.getAsLong();
    return (double) (System.nanoTime() - begun) / events;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
