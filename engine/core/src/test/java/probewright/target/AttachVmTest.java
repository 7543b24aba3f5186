package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.Btf;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.probes.Attachment;
import probewright.target.vm.VmOptions;

/** Every kind of probe on real kernels: it runs as often as what it probes, or says why not. */
@Tag("vm")
class AttachVmTest {
  private static final Place PLACE = Place.point("attach.bpf.c", 1, 1);
  private static final int TURNS = 500;

  @TempDir Path folder;

  private String kernel = "";

  @SuppressWarnings("NullAway.Init")
  private AgentTarget target;

  /** The count of each slot after a run, and what was said of the attachments. */
  private record Result(
      List<Long> hits, List<Long> arguments, List<Problem> notes, List<String> progress) {
    List<String> codes() {
      return notes.stream().map(Problem::code).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyKindOfProbe(String release) throws Exception {
    kernel = release;
    byte[] object =
        compile(
            "attach.bpf.c",
            "clang-14",
            "-target",
            "bpf",
            "-g",
            "-D__TARGET_ARCH_x86",
            "-I/usr/include/x86_64-linux-gnu",
            "-c");
    byte[] probed = compile("probed.c", "gcc", "-fno-builtin");
    try (AgentTarget opened = open()) {
      target = opened;
      send("/tmp/probed", probed);
      shell("cp /bin/cat /tmp/denied; cp /bin/cat /tmp/barred");
      assertAll(checks().stream().map(check -> () -> check.timed(object)));
      assertThat(shell("bpftool prog list; bpftool link list; bpftool map list")).isEmpty();
      assertThat(shell("cat /sys/kernel/tracing/kprobe_events /sys/kernel/tracing/uprobe_events"))
          .isEmpty();
    }
  }

  private interface Body {
    void run(byte[] object) throws Exception;
  }

  private record Check(String name, Body body) {
    void timed(byte[] object) throws Exception {
      long start = System.nanoTime();
      body.run(object);
      System.err.println(
          "attach-vm: " + name + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  private List<Check> checks() {
    return List.of(
        new Check("functions", this::functions),
        new Check("otherNames", this::otherNames),
        new Check("patterns", this::patterns),
        new Check("userFunctions", this::userFunctions),
        new Check("ofOneProcess", this::ofOneProcess),
        new Check("staticProbes", this::staticProbes),
        new Check("samples", this::samples),
        new Check("decisions", this::decisions),
        new Check("iterator", this::iterator),
        new Check("others", this::others),
        new Check("refusals", this::refusals));
  }

  private void functions(byte[] object) throws Exception {
    Result result =
        run(
            object,
            "/tmp/probed " + TURNS,
            "kprobe:__x64_sys_getppid=on_function",
            "kretprobe:__x64_sys_getppid=on_return",
            "kprobe:" + address("__x64_sys_getppid") + "=on_function",
            "kprobe:__x64_sys_getppid+0x0=on_function",
            "fentry:__do_sys_getppid=on_entry");
    assertThat(result.hits).startsWith(3L * TURNS, (long) TURNS);
    assertThat(result.hits.get(9)).isEqualTo(TURNS);
    assertThat(result.notes).isEmpty();
  }

  private void otherNames(byte[] object) throws Exception {
    Result result = run(object, "true", "kprobe:finish_task_switch=on_function");
    assertThat(result.codes()).containsExactly("attach.found-renamed");
    assertThat(result.notes.get(0).arguments().get(1)).isEqualTo("finish_task_switch.isra.0");
    assertThat(result.notes.get(0).isError()).isFalse();
    result = run(object, "/tmp/probed " + TURNS, "kretprobe:sys_getppid=on_return");
    assertThat(result.notes.get(0).arguments().get(1)).isEqualTo("__x64_sys_getppid");
    assertThat(result.hits.get(1)).isEqualTo(TURNS);
  }

  private void patterns(byte[] object) throws Exception {
    Result result =
        run(
            object,
            "/tmp/probed " + TURNS,
            "kprobe:__*_sys_getppid=on_function",
            "kretprobe:^__(x64|do)_sys_getppid$=on_return");
    assertThat(result.hits).startsWith((long) TURNS, (long) TURNS);
    assertThat(result.notes).isEmpty();
    long start = System.nanoTime();
    result = run(object, "/tmp/probed 1", "kprobe:vfs_*=on_function");
    say("vfs_* with its end " + (System.nanoTime() - start) / 1_000_000 + " ms; " + result.notes);
    assertThat(result.hits.get(0)).isGreaterThan(3);
    assertThat(result.progress).last().asString().matches("kprobe:vfs_\\* (\\d\\d+) of \\1");
    result = run(object, "/tmp/probed " + TURNS, "tracepoint:syscalls:sys_*_getppid=on_event");
    assertThat(result.hits.get(8)).isEqualTo(2 * TURNS);
    long many = System.nanoTime();
    // without FPROBE each takes the kernel a quarter of a second to end
    String wide = kernel.equals("6.1") ? "kprobe:tcp_v4_*" : "kprobe:tcp_*";
    result = run(object, "true", wide + "=on_function");
    say(result.progress + " " + (System.nanoTime() - many) / 1_000_000 + " ms; " + result.notes);
    if (kernel.equals("6.1")) {
      assertThat(refusal(object, "kprobe:*=on_function").code()).isEqualTo("attach.too-many");
    }
    assertThat(refusal(object, "kprobe:no_such_*=on_function").code()).isEqualTo("attach.none-fit");
    assertThat(refusal(object, "kprobe:vfs_(=on_function").code()).isEqualTo("probe.bad-pattern");
  }

  private void userFunctions(byte[] object) throws Exception {
    String path = "/tmp/probed";
    Result result =
        run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:" + path + ":called_once_a_turn=on_user",
            "uretprobe:" + path + ":called_once_a_turn=on_user_return");
    assertThat(result.hits.subList(2, 4)).containsExactly((long) TURNS, (long) TURNS);
    result = run(object, "/tmp/probed " + TURNS, "uprobe:" + path + ":called_*=on_user");
    assertThat(result.hits.get(2)).isEqualTo(3 * TURNS);
    String address = "0x" + symbol("called_twice_a_turn");
    result =
        run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:" + path + ":" + address + "=on_user",
            "uprobe:" + path + ":called_twice_a_turn+0x0=on_user");
    assertThat(result.hits.get(2)).isEqualTo(4 * TURNS);
    // both are chosen when libc is loaded; memcpy has an older version too
    result =
        run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:c:strlen=on_user",
            "uretprobe:c:memcpy=on_user_return");
    assertThat(result.hits.get(2)).isBetween((long) TURNS, TURNS + 20L);
    assertThat(result.hits.get(3)).isBetween((long) TURNS, TURNS + 20L);
    result = run(object, "/tmp/probed " + TURNS, "uprobe:libc.so.6:malloc=on_user");
    assertThat(result.hits.get(2)).isBetween(0L, 20L);
  }

  private void ofOneProcess(byte[] object) throws Exception {
    try (Workloads.Workload waiting =
        target
            .workloads()
            .orElseThrow()
            .start(
                "mkfifo /tmp/go; exec /tmp/probed " + TURNS + " wait 0<>/tmp/go",
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream())) {
      String found = shell("until pgrep -x probed; do sleep 0.05; done");
      int pid = Integer.parseInt(found.strip());
      Result result =
          run(
              object,
              new AttachOptions(pid),
              "/tmp/probed 7; echo >/tmp/go; while pgrep -x probed; do sleep 0.05; done",
              "uprobe::called_once_a_turn=on_user",
              "uretprobe:c:strlen=on_user_return",
              "usdt::demo:values=on_static",
              "kprobe:__x64_sys_getppid=on_function");
      assertThat(waiting.waitFor()).isZero();
      assertThat(result.hits.get(2)).isEqualTo(TURNS);
      assertThat(result.hits.get(3)).isBetween((long) TURNS, TURNS + 5L);
      assertThat(result.hits.get(4)).isEqualTo(TURNS);
      assertThat(result.hits.get(0)).isEqualTo(TURNS + 7);
      assertThat(result.codes()).containsExactly("attach.pid-ignored");
    }
  }

  private void staticProbes(byte[] object) throws Exception {
    Result result = run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:values=on_static");
    assertThat(result.hits.get(4)).isEqualTo(TURNS);
    assertThat(result.arguments).startsWith(-5L, -7L, 1L << 40, 200L, -9L, TURNS - 1L);
    result = run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed::places=on_static");
    assertThat(result.hits.get(4)).isEqualTo(TURNS + 1);
    result = run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:guarded=on_static");
    assertThat(result.hits.get(4)).isEqualTo(TURNS);
    result = run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:*=on_static");
    assertThat(result.hits.get(4)).isEqualTo(3 * TURNS + 1);
  }

  private void samples(byte[] object) throws Exception {
    Result result =
        run(
            object,
            "timeout 2 sh -c 'while :; do :; done'",
            "perf:software:cpu-clock:freq:49=on_sample");
    say("samples in 2 s at 49 Hz on each CPU: " + result.hits.get(5));
    assertThat(result.hits.get(5)).isBetween(40L, 600L);
    result =
        run(
            object,
            "head -c 300000 /dev/zero | tail -c 1 >/dev/null",
            "perf:software:page-faults:period:1=on_sample");
    assertThat(result.hits.get(5)).isPositive();
    assertThat(refusal(object, "perf:hardware:cpu-cycles:freq:99=on_sample").code())
        .isEqualTo("attach.no-counters");
    assertThat(refusal(object, "perf:software:nonsense:freq:99=on_sample").code())
        .isEqualTo("attach.perf-event");
    assertThat(refusal(object, "perf:software:cpu-clock:often:99=on_sample").code())
        .isEqualTo("probe.malformed");
  }

  private void decisions(byte[] object) throws Exception {
    String look = "/tmp/denied /etc/hostname; /tmp/barred /etc/hostname; cat /etc/hostname";
    assertThat(attached(object, () -> shell(look), "fmod_ret:security_file_open=on_open"))
        .isEqualTo("practice\npractice\n");
    assertThat(attached(object, () -> shell(look), "lsm:file_open=on_hook"))
        .isEqualTo("practice\npractice\n");
    assertThat(shell(look)).isEqualTo("practice\npractice\npractice\n");
  }

  private void iterator(byte[] object) throws Exception {
    List<Attachment> attachments = attachments("iter:task=on_task");
    try (Loaded loaded = done(target.load(object(object, attachments)));
        Attached attached = done(loaded.attach(attachments, new Quiet()))) {
      String first = attached.iterate("on_task");
      assertThat(first.lines()).contains("2 kthreadd").hasSizeGreaterThan(20);
      assertThat(first.lines().filter(line -> line.endsWith(" runner"))).hasSize(1);
      assertThat(attached.iterate("on_task").lines()).contains("2 kthreadd");
    }
  }

  private void others(byte[] object) throws Exception {
    Result result =
        run(
            object,
            "/tmp/probed 1; echo x >/tmp/x; bash -c 'echo hello >/dev/udp/127.0.0.1/9'",
            "tp_btf:sched_process_exec=on_exec",
            "xdp:lo=on_packet");
    assertThat(result.hits.get(6)).isEqualTo(1);
    assertThat(result.hits.get(7)).isBetween(1L, 4L);
  }

  private void refusals(byte[] object) throws Exception {
    assertThat(refusal(object, "uprobe:/no/such:f=on_user").code())
        .isEqualTo("attach.binary-absent");
    assertThat(refusal(object, "uprobe:nosuchlibrary:f=on_user").code())
        .isEqualTo("attach.binary-absent");
    assertThat(refusal(object, "uprobe:/etc/hostname:f=on_user").code())
        .isEqualTo("attach.not-elf");
    Problem absent = refusal(object, "uprobe:c:mallok=on_user");
    assertThat(absent.code()).isEqualTo("attach.symbol-absent");
    assertThat(absent.arguments().get(2)).contains("malloc");
    assertThat(refusal(object, "uprobe::f=on_user").code()).isEqualTo("attach.needs-pid");
    Problem probes = refusal(object, "usdt:/tmp/probed:demo:valeus=on_static");
    assertThat(probes.code()).isEqualTo("attach.usdt-absent");
    assertThat(probes.arguments().get(1)).contains("demo:values");
    assertThat(refusal(object, "lsm:file_opem=on_hook").arguments().get(1)).contains("file_open");
    assertThat(refusal(object, "iter:no_such=on_task").code()).isEqualTo("attach.no-iterator");
    assertThat(refusal(object, "xdp:nosuch0=on_packet").code()).isEqualTo("attach.no-device");
    assertThat(refusal(object, "tp_btf:no_such_event=on_exec").code()).isEqualTo("attach.absent");
    assertThat(refusal(object, "kprobe:vfs_read+1=on_function").code()).isEqualTo("attach.offset");
    assertThat(refusal(object, "fentry:finish_task_switch=on_entry").code())
        .isEqualTo("attach.no-types");
    assertThat(refusal(object, new AttachOptions(4_000_000), "uprobe:c:malloc=on_user").code())
        .isEqualTo("attach.no-process");
  }

  private interface Action {
    String run() throws Exception;
  }

  private String attached(byte[] object, Action action, String... spellings) throws Exception {
    List<Attachment> attachments = attachments(spellings);
    try (Loaded loaded = done(target.load(object(object, attachments)));
        Attached attached = done(loaded.attach(attachments, new Quiet()))) {
      assertThat(attached).isNotNull();
      return action.run();
    }
  }

  private Result run(byte[] object, String workload, String... spellings) throws Exception {
    return run(object, AttachOptions.none(), workload, spellings);
  }

  private Result run(byte[] object, AttachOptions options, String workload, String... spellings)
      throws Exception {
    List<Attachment> attachments = attachments(spellings);
    Quiet listener = new Quiet();
    try (Loaded loaded = done(target.load(object(object, attachments)))) {
      Outcome<Attached> outcome = loaded.attach(attachments, options, listener);
      try (Attached attached = done(outcome)) {
        shell(workload);
        attached.detach();
        return new Result(
            numbers(attached.read("hits")),
            numbers(attached.read("arguments")),
            outcome.problems(),
            listener.progress);
      }
    }
  }

  private Problem refusal(byte[] object, String spelling) throws Exception {
    return refusal(object, AttachOptions.none(), spelling);
  }

  private Problem refusal(byte[] object, AttachOptions options, String spelling) throws Exception {
    List<Attachment> attachments = attachments(spelling);
    Outcome<Loaded> load = target.load(object(object, attachments));
    List<Problem> problems = load.problems();
    if (load instanceof Outcome.Done<Loaded> done) {
      try (Loaded loaded = done.value()) {
        Outcome<Attached> outcome = loaded.attach(attachments, options, new Quiet());
        assertThat(outcome).as(spelling).isInstanceOf(Outcome.Refused.class);
        problems = outcome.problems();
      }
    }
    say(spelling + " " + problems.get(0).code() + problems.get(0).arguments());
    assertThat(problems.get(0).place()).isEqualTo(PLACE);
    return problems.get(0);
  }

  private static List<Attachment> attachments(String... spellings) {
    return Stream.of(spellings).map(s -> done(Attachment.parse(s, PLACE))).toList();
  }

  private static BpfObject object(byte[] elf, List<Attachment> attachments) throws Exception {
    Program program = Program.of("attach.bpf.c", "");
    return new BpfObject(
        elf,
        Btf.ofElf(elf),
        new ExpandedProgram(
            program,
            "",
            "",
            List.of(),
            attachments,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false));
  }

  private String address(String function) throws Exception {
    return "0x" + shell("grep -w " + function + " /proc/kallsyms | cut -d ' ' -f 1").strip();
  }

  /** Of the binary that was compiled here. */
  private String symbol(String name) throws Exception {
    Process nm = new ProcessBuilder("nm", folder.resolve("probed.c.out").toString()).start();
    String all = new String(nm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.endsWith(" " + name))
        .findFirst()
        .orElseThrow()
        .split(" ", 2)[0];
  }

  private byte[] compile(String source, String... command) throws Exception {
    Path from = Path.of(AttachVmTest.class.getResource(source).toURI());
    Path to = folder.resolve(source + ".out");
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("-O1", from.toString(), "-o", to.toString()));
    assertThat(new ProcessBuilder(all).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(to);
  }

  private void send(String path, byte[] bytes) throws Exception {
    String text = Base64.getEncoder().encodeToString(bytes);
    shell("echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  private AgentTarget open() throws Exception {
    return PracticeTargets.open(VmOptions.of(kernel).withSnapshots(false), folder);
  }

  private String shell(String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Long> numbers(List<RawEntry> entries) {
    return entries.stream()
        .map(entry -> ByteBuffer.wrap(Arrays.copyOf(entry.value(), 8)))
        .map(bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).getLong())
        .toList();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private void say(String words) {
    System.err.println("attach-vm " + kernel + ": " + words);
  }

  /** Keeps the progress and nothing else. */
  private static final class Quiet implements StreamListener {
    final List<String> progress = new ArrayList<>();

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {}

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {}

    @Override
    public void ended(Problem why) {}

    @Override
    public void attaching(Attachment attachment, int asked, int all) {
      progress.add(attachment.probe() + " " + asked + " of " + all);
    }
  }
}
