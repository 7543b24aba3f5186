package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.Frame;
import probewright.output.MapText;
import probewright.output.OutputCsv;
import probewright.output.OutputJson;
import probewright.output.Symbols;

/**
 * Stacks of real kernels and of a program that was compiled here: each frame's name, or why not.
 */
@Tag("vm")
class FramesVmTest {
  /**
   * So many stacks that two of this program's hardly ever want the same place, where the second is
   * refused.
   */
  private static final String PROGRAM =
      """
      // attach: kprobe:syscall:umask=f
      // show: events.kernel as kstack:stacks
      // show: events.user as ustack:stacks
      // show: events.here as ksym
      // show: events.when as time
      // show: events.home as ipv4
      // show: events.nothing as hex
      // show: counts.key as ksym
      BPF_STACK_TRACE(stacks, 16384);
      BPF_HASH(counts, u64);
      BPF_PERF_OUTPUT(events);
      struct event { u32 pid; u32 mask; int kernel; int user; u64 here; u64 when; u32 home; };
      int f(struct pt_regs *ctx, int mask)
      {
          struct event e = {};
          if (mask < 65 || mask > 67)
              return 0;
          e.pid = bpf_get_current_pid_tgid() >> 32;
          e.mask = mask;
          e.kernel = stacks.get_stackid(ctx, 0);
          e.user = stacks.get_stackid(ctx, BPF_F_USER_STACK);
          e.here = PT_REGS_IP(ctx);
          e.when = bpf_ktime_get_ns();
          e.home = 0x0100007f;
          counts.increment(e.here);
          events.perf_submit(ctx, &e, sizeof(e));
          return 0;
      }
      """;

  @TempDir static Path folder;

  private static PracticeTargets targets;

  /** Rows as they come, with their names found while the process is there. */
  private static final class Ran implements RunListener {
    private final BlockingQueue<List<String>> rows = new LinkedBlockingQueue<>();
    private final List<Problem> notes = new ArrayList<>();
    private @Nullable EventLayout layout;
    private @Nullable Symbols symbols;

    @Override
    public void outputs(List<Output> outputs) {
      for (Output output : outputs) {
        if (output instanceof Output.Events events) {
          layout = events.layout();
        }
      }
    }

    @Override
    public void noted(List<Problem> problems) {
      notes.addAll(problems);
    }

    @Override
    public void symbols(Symbols names) {
      symbols = names;
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      EventRing.Event event = new EventRing.Event(0, 0, cpu, bytes);
      rows.add(
          Objects.requireNonNull(layout).row(event, symbols).values().stream()
              .map(value -> value.text())
              .toList());
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      throw new AssertionError(stream + " lost " + kernel + " and " + agent);
    }

    @Override
    public void ended(Problem why) {
      throw new AssertionError(why);
    }

    List<String> next() throws InterruptedException {
      return Objects.requireNonNull(rows.poll(60, TimeUnit.SECONDS), "no event came");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void framesHaveNamesOrAReason(String kernel) throws Exception {
    AgentTarget target = targets.get(kernel);
    send(target, "/tmp/frames", compile("frames"));
    send(target, "/tmp/bare", compile("bare", "-s"));
    Ran ran = new Ran();
    try (Run run = done(start(target, PROGRAM, ran))) {
      assertThat(ran.notes.stream().map(Problem::code)).containsExactly("show.field");
      whileItWaits(
          target,
          "/tmp/frames",
          () -> {
            List<String> row = ran.next();
            assertThat(row.get(2))
                .matches(".*sys_umask\\+0x\\w+ < .*do_syscall_64\\+0x\\w+ < entry_SYSCALL_64.*");
            assertThat(row.get(3)).matches("inner\\+0x\\w+ < demo::outer\\+0x\\w+ < main\\+.*");
            assertThat(row.get(4)).matches(".*sys_umask\\+0x\\w+");
            assertThat(row.get(5)).matches("[0-9]+\\.[0-9]{9}");
            assertThat(row.get(6)).isEqualTo("127.0.0.1");
            assertThat(ran.next().get(3))
                .matches("0x\\w+ \\[unknown]: no perf map < made\\+0x\\w+ < main\\+.*");
            shell(target, "printf x >/tmp/go");
            assertThat(ran.next().get(3)).matches("made by hand\\+0x\\w+ < made\\+.* < main\\+.*");
          });
      whileItWaits(
          target,
          "/tmp/bare",
          () ->
              assertThat(ran.next().get(3))
                  .startsWith("0x")
                  .contains("[unknown] [bare]: stripped < 0x"));
      run.detach();
      Output.Entries counts = entries(run, "counts");
      assertThat(
              new MapText(counts.btf(), counts.types(), counts.shown(run.symbols()))
                  .lines(run.read("counts")))
          .singleElement()
          .asString()
          .matches(".*sys_umask\\+0x\\w+ 0x6");
      assertThat(run.symbols().user(1 << 21, 0x1000))
          .isEqualTo(new Frame.Unknown(0x1000, "", Frame.Reason.PROCESS_GONE));
      assertThat(run.symbols().user(1, 0x10))
          .isEqualTo(new Frame.Unknown(0x10, "", Frame.Reason.UNMAPPED));
      assertThat(run.symbols().user(-1, 0x10))
          .isEqualTo(new Frame.Unknown(0x10, "", Frame.Reason.NO_PROCESS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aMapOfStacksIsPrintedAsItsFrames(String kernel) throws Exception {
    AgentTarget target = targets.get(kernel);
    String text =
        """
        BPF_STACK_TRACE(stacks, 1000);
        int kprobe__vfs_read(struct pt_regs *ctx)
        {
            stacks.get_stackid(ctx, 0);
            return 0;
        }
        """;
    try (Run run = done(start(target, text, new Ran()))) {
      shell(target, "cat /proc/version");
      run.detach();
      Output.Entries stacks = entries(run, "stacks");
      List<String> lines =
          new MapText(stacks.btf(), stacks.types(), stacks.shown(run.symbols()))
              .lines(run.read("stacks"));
      assertThat(lines).anyMatch(line -> line.matches("    vfs_read\\+0x\\w+ \\[kernel]"));
      assertThat(lines).anyMatch(line -> line.matches("    ksys_read\\+0x\\w+ \\[kernel]"));
      assertThat(lines).noneMatch(line -> line.contains("[unknown]"));
      assertThat(
              OutputJson.map(
                  "stacks",
                  stacks.btf(),
                  stacks.types(),
                  stacks.shown(run.symbols()),
                  run.read("stacks")))
          .contains("\"symbol\":\"vfs_read\"", "\"module\":\"kernel\"");
      OutputCsv.Table table =
          OutputCsv.map(
              "stacks",
              stacks.btf(),
              stacks.types(),
              stacks.shown(run.symbols()),
              run.read("stacks"));
      assertThat(table.rows()).anyMatch(row -> row.get(4).equals("vfs_read"));
    }
  }

  private interface Look {
    void now() throws Exception;
  }

  /** Runs a program that ends when it is told, and tells it when the look is over. */
  private static void whileItWaits(AgentTarget target, String program, Look look) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Workloads workloads = target.workloads().orElseThrow();
    try (Workloads.Workload waiting =
        workloads.start(
            "rm -f /tmp/go; mkfifo /tmp/go; exec " + program + " 0<>/tmp/go", out, out)) {
      look.now();
      shell(target, "printf xx >/tmp/go");
      assertThat(waiting.waitFor()).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }
  }

  private static Output.Entries entries(Run run, String map) {
    return run.outputs().stream()
        .filter(output -> output.name().equals(map))
        .map(Output.Entries.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Outcome<Run> start(AgentTarget target, String text, RunListener listener)
      throws Exception {
    Toolchain toolchain = done(Toolchain.find(folder.resolve("types")));
    return Run.start(Program.of("frames.c", text), toolchain, target, listener, System::nanoTime);
  }

  private static byte[] compile(String name, String... options) throws Exception {
    Path out = folder.resolve(name);
    Path source =
        Path.of(Objects.requireNonNull(FramesVmTest.class.getResource("frames.c")).toURI());
    List<String> command = new ArrayList<>(List.of("gcc", "-O0", "-fno-omit-frame-pointer"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", out.toString(), source.toString()));
    Process gcc = new ProcessBuilder(command).inheritIO().start();
    assertThat(gcc.waitFor()).isZero();
    return Files.readAllBytes(out);
  }

  private static void send(AgentTarget target, String path, byte[] bytes) throws Exception {
    String text = Base64.getEncoder().encodeToString(bytes);
    shell(target, "echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  @BeforeAll
  static void openTargets() {
    targets = new PracticeTargets(folder);
  }

  @AfterAll
  static void closeTargets() {
    targets.close();
  }

  private static void shell(Target target, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload = target.workloads().orElseThrow().start(command, out, out)) {
      assertThat(workload.waitFor()).as(out.toString(StandardCharsets.UTF_8)).isZero();
    }
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
