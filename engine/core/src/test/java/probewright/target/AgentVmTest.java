package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import probewright.dialect.MapDeclaration;
import probewright.dialect.MapKind;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.probes.Attachment;
import probewright.probes.Probe;
import probewright.target.vm.VmOptions;

/** The agent against real kernels: every kind of probe, every way out, every way to be refused. */
@Tag("vm")
class AgentVmTest {
  private static final Place PLACE = Place.point("probes.bpf.c", 1, 1);

  @TempDir Path folder;

  /** Counts what arrives. */
  private static class Counter implements StreamListener {
    final Map<String, AtomicLong> records = new ConcurrentHashMap<>();
    final AtomicLong kernel = new AtomicLong();
    final AtomicLong agent = new AtomicLong();
    final List<String> lines = new ArrayList<>();
    final List<Problem> ended = new ArrayList<>();
    final CountDownLatch many = new CountDownLatch(200_000);

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      records.computeIfAbsent(stream, none -> new AtomicLong()).incrementAndGet();
      if (stream.equals(TRACE_PIPE)) {
        lines.add(StandardCharsets.UTF_8.decode(data).toString());
      } else if (stream.equals("events")) {
        many.countDown();
      }
    }

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {
      kernel.addAndGet(lostInKernel);
      agent.addAndGet(dropped);
    }

    @Override
    public void ended(Problem why) {
      ended.add(why);
    }

    long count(String stream) {
      return records.getOrDefault(stream, new AtomicLong()).get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everythingOnce(String kernel) throws Exception {
    long start = System.nanoTime();
    try (AgentTarget target = open(kernel)) {
      say("hello after " + millis(start) + " ms");
      start = System.nanoTime();
      assertThat(target.kernel().release()).startsWith(kernel);
      say("BTF after " + millis(start) + " ms, " + size() + " bytes");

      probesAndWaysOut(target);
      flood(target);
      starved(target);
      refusals(target);
      assertThat(shell(target, Remains.of(Remains.LISTS))).isEmpty();
    }
  }

  private void probesAndWaysOut(AgentTarget target) throws Exception {
    List<Attachment> attachments =
        List.of(
            attachment("kprobe:ksys_write", "by_kprobe"),
            attachment("kretprobe:ksys_write", "by_kretprobe"),
            attachment("tracepoint:syscalls:sys_enter_write", "by_tracepoint"),
            attachment("raw_tracepoint:sched_process_exec", "by_raw_tracepoint"),
            attachment("fentry:ksys_write", "by_fentry"),
            attachment("fexit:ksys_write", "by_fexit"));
    Counter counter = new Counter();
    try (Loaded loaded = done(target.load(object(attachments)));
        Attached attached = done(loaded.attach(attachments, counter))) {
      assertThat(shell(target, "dd if=/dev/zero of=/dev/null bs=1 count=1000 status=none; echo ok"))
          .isEqualTo("ok\n");
      attached.detach();
      assertThat(counter.count("events")).isEqualTo(1000);
      assertThat(counter.count("rings")).isEqualTo(3);
      assertThat(counter.lines).hasSize(3).last().asString().endsWith("write 3");
      assertThat(counter.kernel.get() + counter.agent.get()).isZero();
      assertThat(counts(attached)).containsExactly(1000L, 1000L, 1000L, 1L, 1000L, 1000L, 0L, 0L);
      List<RawEntry> perPid = attached.read("by_pid");
      assertThat(perPid).hasSize(1);
      assertThat(number(perPid.get(0).value())).isEqualTo(1000);
      assertThat(attached.read("by_cpu").get(0).value().length % 16).isZero();
      attached.clear("counts");
      attached.clear("by_pid");
      assertThat(counts(attached)).containsOnly(0L);
      assertThat(attached.read("by_pid")).isEmpty();
    }
    assertThat(counter.ended).isEmpty();
  }

  private void flood(AgentTarget target) throws Exception {
    List<Attachment> attachments = List.of(attachment("kprobe:ksys_write", "by_kprobe"));
    Counter counter = new Counter();
    try (Loaded loaded = done(target.load(object(attachments)));
        Attached attached = done(loaded.attach(attachments, counter));
        Workloads.Workload flood =
            target
                .workloads()
                .orElseThrow()
                .start(
                    "dd if=/dev/zero of=/dev/null bs=1 count=100000000 status=none",
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream())) {
      long begun = System.nanoTime();
      assertThat(counter.many.await(60, TimeUnit.SECONDS)).isTrue();
      say("flood: " + counter.count("events") * 1000 / millis(begun) + " events/s received");
      long before = System.nanoTime();
      attached.read("by_pid");
      say("a map read under flood " + millis(before) + " ms");
      before = System.nanoTime();
      attached.detach();
      long took = millis(before);
      long produced = counts(attached).get(0);
      say(
          "flood: detached in "
              + took
              + " ms; produced "
              + produced
              + " received "
              + counter.count("events")
              + " lost "
              + counter.kernel
              + " dropped "
              + counter.agent);
      assertThat(counter.count("events") + counter.kernel.get() + counter.agent.get())
          .isEqualTo(produced);
      assertThat(took).isLessThan(2000);
      assertThat(flood).isNotNull();
    }
    try (Loaded loaded = done(target.load(object(attachments)))) {
      Attached attached = done(loaded.attach(attachments, new Counter()));
      long before = System.nanoTime();
      attached.close();
      say("closed in " + millis(before) + " ms");
    }
  }

  /** A listener that stands still: the agent drops, nothing grows, and the counts add up. */
  private void starved(AgentTarget target) throws Exception {
    List<Attachment> attachments = List.of(attachment("kprobe:ksys_write", "by_kprobe"));
    CountDownLatch leave = new CountDownLatch(1);
    Counter counter =
        new Counter() {
          @Override
          public void record(String stream, int cpu, ByteBuffer data) {
            super.record(stream, cpu, data);
            try {
              leave.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (Loaded loaded = done(target.load(object(attachments)));
        Attached attached = done(loaded.attach(attachments, counter))) {
      shell(target, "dd if=/dev/zero of=/dev/null bs=1 count=400000 status=none");
      leave.countDown();
      attached.detach();
      say(
          "starved: produced 400000 received "
              + counter.count("events")
              + " lost "
              + counter.kernel
              + " dropped "
              + counter.agent);
      assertThat(counter.agent.get()).isPositive();
      assertThat(counter.count("events") + counter.kernel.get() + counter.agent.get())
          .isEqualTo(400_000);
    }
  }

  private void refusals(AgentTarget target) throws Exception {
    assertThat(refusal(target, "kprobe:vfs_raed", "by_kprobe"))
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("attach.absent");
              assertThat(problem.arguments().get(1)).contains("vfs_read");
              assertThat(problem.place()).isEqualTo(PLACE);
            });
    assertThat(refusal(target, "kprobe:blk_account_io_done", "by_kprobe").code())
        .isEqualTo("attach.not-traceable");
    assertThat(refusal(target, "kprobe:do_int3", "by_kprobe").code())
        .isIn("attach.blacklisted", "attach.renamed", "attach.absent");
    assertThat(refusal(target, "kprobe:kprobe_ftrace_handler", "by_kprobe").code())
        .isEqualTo("attach.blacklisted");
    assertThat(refusal(target, "tracepoint:random:urandom_read", "by_tracepoint").code())
        .isEqualTo("attach.absent");
    assertThat(refusal(target, "raw_tracepoint:no_such", "by_raw_tracepoint").code())
        .isEqualTo("attach.absent");
    assertThat(refusal(target, "fentry:no_such_function", "by_fentry").code())
        .isEqualTo("attach.absent");
    Problem refused =
        ((Outcome.Refused<Loaded>)
                target.load(object(List.of(attachment("kprobe:vfs_read", "refused")))))
            .problems()
            .get(0);
    assertThat(refused.code()).isEqualTo("verifier.null-check");
    assertThat(refused.place()).isNotNull();
    List<String> lines = Files.readAllLines(source(), StandardCharsets.UTF_8);
    assertThat(lines.get(refused.place().line() - 1)).contains("*value = 1;");
    say(refused.place() + " " + refused.arguments());
  }

  private Problem refusal(AgentTarget target, String probe, String function) throws Exception {
    List<Attachment> attachments = List.of(attachment(probe, function));
    Outcome<Attached> outcome =
        target
            .load(object(attachments))
            .then(
                loaded -> {
                  try (loaded) {
                    return loaded.attach(attachments, new Counter());
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertThat(outcome).as(probe).isInstanceOf(Outcome.Refused.class);
    say(probe + " " + outcome.problems().get(0).code() + outcome.problems().get(0).arguments());
    return outcome.problems().get(0);
  }

  private AgentTarget open(String kernel) throws Exception {
    return PracticeTargets.open(VmOptions.of(kernel).withSnapshots(false), folder);
  }

  private BpfObject object(List<Attachment> attachments) throws Exception {
    Path object = folder.resolve("probes.o");
    if (!Files.exists(object)) {
      Process clang =
          new ProcessBuilder(
                  "clang-14",
                  "-target",
                  "bpf",
                  "-g",
                  "-O2",
                  "-I/usr/include/x86_64-linux-gnu",
                  "-c",
                  source().toString(),
                  "-o",
                  object.toString())
              .inheritIO()
              .start();
      assertThat(clang.waitFor()).isZero();
    }
    Program program =
        Program.of("probes.bpf.c", Files.readString(source(), StandardCharsets.UTF_8));
    byte[] elf = Files.readAllBytes(object);
    return new BpfObject(
        elf,
        Btf.ofElf(elf),
        new ExpandedProgram(
            program,
            program.text(),
            program.text(),
            List.of(),
            attachments,
            List.of(),
            List.of(
                new MapDeclaration("events", MapKind.PERF_OUTPUT, PLACE, "event"),
                new MapDeclaration("rings", MapKind.RINGBUF_OUTPUT, PLACE, "event")),
            List.of(),
            List.of(),
            List.of(),
            true));
  }

  private static Path source() throws Exception {
    return Path.of(AgentVmTest.class.getResource("probes.bpf.c").toURI());
  }

  private static Attachment attachment(String probe, String function) {
    return new Attachment(done(Probe.parse(probe)), function, PLACE);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static List<Long> counts(Attached attached) throws Exception {
    Map<Long, Long> counts = new HashMap<>();
    for (RawEntry entry : attached.read("counts")) {
      counts.put(number(Arrays.copyOf(entry.key(), 8)), number(entry.value()));
    }
    List<Long> list = new ArrayList<>();
    for (long i = 0; i < 8; i++) {
      list.add(counts.get(i));
    }
    return list;
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static String shell(Target target, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private long size() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
    }
  }

  private static long millis(long since) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
  }

  private static void say(String words) {
    System.err.println("agent-vm: " + words);
  }
}
