package probewright.capture;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.target.RunListener;

/**
 * How fast captures are written and how large they get, beside other ways to keep the same: {@code
 * CaptureBench FOLDER [EVENTS]}. The figures of docs/decisions/0010; no test.
 */
final class CaptureBench {
  private static final int SIZE = 64;

  private interface Way {
    void write(Path file, int events) throws Exception;
  }

  private CaptureBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    Files.createDirectories(folder);
    for (int round = 0; round < 2; round++) {
      measure("a capture, by the recorder", CaptureBench::capture, folder, events);
      measure("SQLite, a row for each event", CaptureBench::rows, folder, events);
      measure("frames of our own", (file, n) -> frames(file, n, 0), folder, events);
      measure("frames of our own, deflated", (file, n) -> frames(file, n, 1), folder, events);
    }
  }

  private static void measure(String name, Way way, Path folder, int events) throws Exception {
    Path file = folder.resolve("bench");
    Files.deleteIfExists(file);
    long began = System.nanoTime();
    long cpu = cpu();
    way.write(file, events);
    double seconds = (System.nanoTime() - began) / 1e9;
    double used = (cpu() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-32s %,12.0f events/s  %6.1f ms CPU for 100,000  %5.1f bytes an event%n",
        name,
        events / seconds,
        used * 1e8 / events,
        (double) Files.size(file) / events);
    Files.delete(file);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** An event as programs send them: a time, a process, its name, some numbers. */
  private static ByteBuffer event(ByteBuffer into, Random random, long number) {
    into.clear().order(ByteOrder.LITTLE_ENDIAN);
    into.putLong(1_000_000_000_000L + number * 10_000L + random.nextInt(9_000));
    into.putInt(1000 + random.nextInt(40)).putInt(random.nextInt(1 << 20));
    into.putLong(0xffff_8880_0000_0000L + random.nextInt(1 << 24) * 64L);
    into.put(("worker" + random.nextInt(8)).getBytes(StandardCharsets.US_ASCII));
    into.position(40).putLong(random.nextInt(4096)).putLong(random.nextInt(100_000));
    return into.putLong(number).flip();
  }

  private static void capture(Path file, int events) throws Exception {
    RunListener nobody =
        new RunListener() {
          @Override
          public void record(String stream, int cpu, ByteBuffer data) {}

          @Override
          public void lost(String stream, long kernel, long agent) {}

          @Override
          public void ended(Problem why) {}
        };
    Recorder recorder =
        ((Outcome.Done<Recorder>) Recorder.open(file, new StillTarget(), nobody)).value();
    Random random = new Random(1);
    ByteBuffer event = ByteBuffer.allocate(SIZE);
    for (int i = 0; i < events; i++) {
      recorder.record("events", i & 1, event(event, random, i));
    }
    recorder.finish();
    recorder.close();
    if (recorder.notKept() > 0) {
      System.out.printf("  %,d records were not kept%n", recorder.notKept());
    }
  }

  private static void rows(Path file, int events) throws Exception {
    Files.createFile(file);
    try (Connection connection = Sqlite.write(file, 1000)) {
      Sqlite.run(connection, "PRAGMA journal_mode=WAL");
      Sqlite.run(connection, "PRAGMA synchronous=NORMAL");
      Sqlite.run(
          connection,
          "CREATE TABLE events (position INTEGER PRIMARY KEY, time INTEGER, stream INTEGER,"
              + " cpu INTEGER, record BLOB)");
      connection.setAutoCommit(false);
      Random random = new Random(1);
      ByteBuffer event = ByteBuffer.allocate(SIZE);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO events VALUES (?, ?, 1, ?, ?)")) {
        for (int i = 0; i < events; i++) {
          insert.setLong(1, i);
          insert.setLong(2, i * 10_000L);
          insert.setInt(3, i & 1);
          insert.setBytes(4, event(event, random, i).array().clone());
          insert.executeUpdate();
          if (i % 50_000 == 0) {
            connection.commit();
          }
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      Sqlite.run(connection, "PRAGMA journal_mode=DELETE");
    }
  }

  private static void frames(Path file, int events, int level) throws Exception {
    Random random = new Random(1);
    ByteBuffer event = ByteBuffer.allocate(SIZE);
    var plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    try (DataOutputStream out =
        new DataOutputStream(
            level == 0
                ? plain
                : new BufferedOutputStream(
                    new DeflaterOutputStream(plain, new Deflater(level)), 1 << 16))) {
      for (int i = 0; i < events; i++) {
        out.writeInt(SIZE);
        out.writeInt(i & 1);
        out.writeInt(i * 10_000);
        out.write(event(event, random, i).array());
      }
    }
  }
}
