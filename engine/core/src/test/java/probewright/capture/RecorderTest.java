package probewright.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.output.Frame;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.target.RunListener;

/** What is written while a run goes on, and what a replay tells of it. */
class RecorderTest {
  @TempDir private Path folder;

  private static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> passed) {
      return passed.value();
    }
    throw new AssertionError(outcome.problems().toString());
  }

  private Recorder open(Path file, RunListener next) throws ProblemException {
    return done(Recorder.open(file, new StillTarget(), next));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RawEntry entry(String key, String value) {
    return new RawEntry(
        key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  private static Log replayed(Path file) throws ProblemException {
    Log log = new Log();
    try (Capture capture = done(Capture.open(file))) {
      new Replay(capture, Pace.atOnce(), log).play();
    }
    return log;
  }

  @Test
  void aReplayTellsTheSameThingsInTheSameOrder() throws Exception {
    Path file = folder.resolve("a run? #1 50%.capture");
    Log live = new Log();
    try (Recorder recorder = open(file, live)) {
      recorder.record("events", 0, bytes("first"));
      recorder.record("events", 3, bytes(""));
      recorder.record("trace_pipe", -1, bytes("a line"));
      recorder.record("events", 1, bytes("x".repeat(200_000)));
      recorder.lost("events", 7, 0);
      recorder.lost("events", 0, 9);
      recorder.record("events", 0, bytes("after the gap"));
      recorder.snapshot("counts", List.of(entry("one", "1234"), entry("two", "5678")));
      recorder.snapshot("empty", List.of());
      recorder.snapshot("queue", List.of(entry("", "head")));
      recorder.iterated("show_tasks", "a\nb, ' \"\n");
      recorder.record("more", 0, bytes("last"));
      recorder.ended(Problem.error(Stage.STREAM, "agent.gone", "vm:6.1"));
    }
    assertThat(replayed(file).lines())
        .isEqualTo(live.lines())
        .hasSize(13)
        .startsWith("events/0 first", "events/3 ", "trace_pipe/-1 a line")
        .endsWith("show_tasks wrote a\nb, ' \"\n", "more/0 last", "ended agent.gone[vm:6.1]")
        .contains("events lost 7 0", "events lost 0 9", "counts one=4 two=4", "queue =4");
  }

  @Test
  void itSaysWhatItIsAndIsOneFileOfItsOwnersAlone() throws Exception {
    Path file = folder.resolve("c.capture");
    try (Recorder recorder = open(file, new Log())) {
      recorder.stageDone(Stage.LOAD, java.time.Duration.ofMillis(3));
      recorder.noted(
          List.of(Problem.error(Stage.LOAD, "vm.slow", "a", "b").asWarning().withRaw("raw")));
      recorder.finish();
    }
    try (var listed = Files.list(folder)) {
      assertThat(listed).containsExactly(file);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Outcome<Capture> opened = Capture.open(file);
    assertThat(opened.problems()).isEmpty();
    try (Capture capture = done(opened)) {
      assertThat(capture.info().target()).isEqualTo("vm:6.1");
      assertThat(capture.info().release()).isEqualTo("6.1.0-still");
      assertThat(capture.info().machine()).isEqualTo("x86_64");
      assertThat(capture.info().targetMonotonic()).isEqualTo(StillTarget.MONOTONIC);
      assertThat(capture.info().ended()).isPresent();
      assertThat(capture.stages()).containsEntry(Stage.LOAD, java.time.Duration.ofMillis(3));
      assertThat(capture.notes())
          .containsExactly(
              Problem.error(Stage.LOAD, "vm.slow", "a", "b").asWarning().withRaw("raw"));
      assertThat(capture.end()).isEmpty();
    }
  }

  /** Names that change while it runs: an answer holds from its place on. */
  @Test
  void namesAreThoseThatWereGivenAtTheirPlace() throws Exception {
    Path file = folder.resolve("c.capture");
    Frame known = new Frame.Known(0x1010, "work", 16, "/usr/bin/demo");
    Frame gone = new Frame.Unknown(0x1010, "", Frame.Reason.PROCESS_GONE);
    Frame inKernel = new Frame.Known(-16L, "vfs_read", 1, "kernel");
    List<Frame> answers = new ArrayList<>(List.of(known, known, gone));
    Symbols names =
        new Symbols() {
          @Override
          public Frame kernel(long address) {
            return inKernel;
          }

          @Override
          public Frame user(int pid, long address) {
            return answers.remove(0);
          }

          @Override
          public List<Long> stack(String map, long number) {
            return List.of(-16L, 0x1010L);
          }
        };
    // asks at each record, as who prints it does
    class Asking implements RunListener {
      final List<Object> answered = new ArrayList<>();
      Symbols symbols = Symbols.none();

      @Override
      public void symbols(Symbols told) {
        symbols = told;
      }

      @Override
      public void record(String stream, int cpu, ByteBuffer data) {
        answered.add(symbols.user(42, 0x1010));
        answered.add(symbols.kernel(-16L));
        answered.add(symbols.stack("stacks", 5));
      }

      @Override
      public void lost(String stream, long kernel, long agent) {}

      @Override
      public void ended(Problem why) {}
    }
    Asking live = new Asking();
    try (Recorder recorder = open(file, live)) {
      recorder.symbols(names);
      for (int i = 0; i < 3; i++) {
        recorder.record("events", 0, bytes("e"));
      }
      recorder.finish();
    }
    Asking later = new Asking();
    try (Capture capture = done(Capture.open(file))) {
      Replay replay = new Replay(capture, Pace.atOnce(), later);
      replay.play();
      assertThat(replay.symbols().user(43, 0x1010))
          .isEqualTo(new Frame.Unknown(0x1010, "", Frame.Reason.NOT_RECORDED));
      assertThat(replay.symbols().stack("stacks", 6)).isEmpty();
    }
    assertThat(later.answered)
        .isEqualTo(live.answered)
        .containsExactly(
            known,
            inKernel,
            List.of(-16L, 0x1010L),
            known,
            inKernel,
            List.of(-16L, 0x1010L),
            gone,
            inKernel,
            List.of(-16L, 0x1010L));
  }

  /** The disk stands still while another program has the file locked. */
  @Test
  void whatASlowDiskCannotTakeIsCountedAndTheRunGoesOn() throws Exception {
    Path file = folder.resolve("c.capture");
    AtomicLong live = new AtomicLong();
    RunListener counting =
        new RunListener() {
          @Override
          public void record(String stream, int cpu, ByteBuffer data) {
            live.incrementAndGet();
          }

          @Override
          public void lost(String stream, long kernel, long agent) {}

          @Override
          public void ended(Problem why) {}
        };
    int produced = 0;
    long dropped;
    Recorder recorder = open(file, counting);
    try (Connection other = Sqlite.write(file, 10_000)) {
      Sqlite.run(other, "BEGIN IMMEDIATE");
      ByteBuffer kilobyte = ByteBuffer.wrap(new byte[1024]);
      while (produced < 2 * Journal.ROOM / 1024) {
        recorder.record("events", 0, kilobyte);
        produced++;
      }
      assertThat(recorder.notKept()).isPositive();
      Sqlite.run(other, "COMMIT");
    }
    recorder.finish();
    recorder.close();
    dropped = recorder.notKept();
    assertThat(recorder.trouble()).isEmpty();
    assertThat(live).hasValue(produced);
    Log log = replayed(file);
    long kept = log.lines().stream().filter(line -> line.startsWith("events/0")).count();
    assertThat(kept + dropped).isEqualTo(produced);
    assertThat(kept).isPositive();
    assertThat(log.lines().stream().filter(line -> line.contains("not kept")).toList())
        .containsExactly("events not kept " + dropped);
  }

  @Test
  void aDiskWithoutRoomIsSaidBeforeTheRun() throws Exception {
    Path file = folder.resolve("none.capture");
    assertThat(Recorder.open(file, new StillTarget(), new Log(), 4).problems())
        .extracting(Problem::code)
        .containsExactly("capture.no-room");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFullDiskEndsTheCaptureAndNotTheRun() throws Exception {
    Path file = folder.resolve("c.capture");
    Log live = new Log();
    Recorder recorder = done(Recorder.open(file, new StillTarget(), live, 100));
    int told = 0;
    while (live.problems().isEmpty()) {
      recorder.record("events", 0, bytes("e".repeat(1000)));
      told++;
    }
    recorder.record("events", 0, bytes("still told"));
    recorder.finish();
    recorder.close();
    assertThat(live.lines()).hasSize(told + 1).last().isEqualTo("events/0 still told");
    assertThat(live.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("capture.disk-full");
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            });
    assertThat(recorder.trouble()).map(Problem::code).hasValue("capture.disk-full");
    assertThat(Capture.open(file).problems())
        .extracting(Problem::code)
        .containsExactly("capture.unfinished");
    List<String> kept = replayed(file).lines();
    assertThat(kept).isEqualTo(live.lines().subList(0, kept.size()));
    assertThat(kept.size() + recorder.notKept()).isEqualTo(told + 1L);
  }

  @Test
  void aFileThatIsThereIsNeverWrittenOver() throws Exception {
    Path file = Files.writeString(folder.resolve("precious.c"), "int x;");
    assertThat(codes(file)).containsExactly("capture.exists");
    assertThat(file).hasContent("int x;");
    assertThat(codes(folder.resolve("no/such/folder.capture"))).containsExactly("capture.not-made");
    assertThat(codes(Path.of("/proc/c.capture"))).containsExactly("capture.not-made");
  }

  private static List<String> codes(Path file) throws ProblemException {
    return Recorder.open(file, new StillTarget(), new Log()).problems().stream()
        .map(Problem::code)
        .toList();
  }

  @Test
  void aRefusedRunLeavesNothingBehind() throws IOException {
    Path file = folder.resolve("c.capture");
    try (Recorder recorder = open(file, new Log())) {
      recorder.discard();
    }
    try (var listed = Files.list(folder)) {
      assertThat(listed).isEmpty();
    }
  }

  /** Who adds something to the listener is reminded of those that stand between. */
  @Test
  void everythingThatAListenerCanBeToldIsHandedOn() {
    for (Method told : RunListener.class.getMethods()) {
      if (!Modifier.isStatic(told.getModifiers())) {
        assertThatCode(
                () -> Recorder.class.getDeclaredMethod(told.getName(), told.getParameterTypes()))
            .doesNotThrowAnyException();
      }
    }
  }
}
