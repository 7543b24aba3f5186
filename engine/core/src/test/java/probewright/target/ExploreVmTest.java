package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.Signature;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeQuery;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;
import probewright.probes.format.TracepointFormat;

/** What real kernels say can be probed, held against what they do. */
@Tag("vm")
class ExploreVmTest {
  private static final int TURNS = 1000;
  private static final String CALL = "sched_get_priority_max";
  private static final String CALLED = "__x64_sys_" + CALL;

  @TempDir Path folder;

  private String kernel = "";

  @SuppressWarnings("NullAway.Init")
  private Target target;

  @SuppressWarnings("NullAway.Init")
  private Toolchain toolchain;

  @SuppressWarnings("NullAway.Init")
  private ProbeCatalogue catalogue;

  private record Check(String name, Executable body) {}

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatCanBeProbed(String release) throws Exception {
    kernel = release;
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    toolchain = done(installation.toolchain());
    try (Target opened = installation.open(done(TargetSpec.parse("vm:" + release)))) {
      target = opened;
      catalogue = opened.catalogue();
      send("/tmp/explored", compile());
      String tracefs =
          "cd /sys/kernel/tracing; cat kprobe_events uprobe_events set_event tracing_on";
      String before = shell(tracefs);
      assertAll(
          List.of(
                  new Check("functions", this::functions),
                  new Check("obstacles", this::obstacles),
                  new Check("everything", this::everything),
                  new Check("formats", this::formats),
                  new Check("systemCalls", this::systemCalls),
                  new Check("userBinaries", this::userBinaries),
                  new Check("others", this::others),
                  new Check("claims", this::claims),
                  new Check("rates", this::rates),
                  new Check("bounds", this::bounds),
                  new Check("samples", this::samples),
                  new Check("asTheKernelPrints", this::asTheKernelPrints))
              .stream()
              .map(check -> () -> timed(check)));
      assertThat(shell("bpftool prog list; bpftool link list; bpftool map list")).isEmpty();
      assertThat(shell(tracefs)).isEqualTo(before);
    }
  }

  private void timed(Check check) throws Throwable {
    long start = System.nanoTime();
    try {
      check.body.execute();
    } finally {
      say(check.name + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  private void functions() throws Exception {
    ProbeSite read = one("vfs_read");
    assertThat(read.declaration())
        .isEqualTo("ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)");
    assertThat(read.probes())
        .extracting(Probe::toString)
        .containsExactly(
            "kprobe:vfs_read", "kretprobe:vfs_read", "fentry:vfs_read", "fexit:vfs_read");
    assertThat(read.together()).isEqualTo(kernel.equals("6.12"));
    Signature signature = catalogue.signature("vfs_read").orElseThrow();
    assertThat(signature.parameters())
        .extracting(Signature.Parameter::name)
        .containsExactly("file", "buf", "count", "pos");
    // listed by another name where ftrace lists it
    assertThat(one("__x64_sys_getppid").isUsable()).isTrue();
    // of a module
    shell("modprobe loop");
    ProbeSite loop = one("loop_configure");
    assertThat(loop.where()).isEqualTo("loop");
    assertThat(loop.probe(ProbeKind.FENTRY)).isPresent();
    assertThat(loop.declaration()).startsWith("int loop_configure(struct loop_device *lo, ");
  }

  private void obstacles() throws Exception {
    ProbeSite renamed = one("finish_task_switch");
    assertThat(renamed.obstacle()).contains(Obstacle.RENAMED);
    assertThat(renamed.instead()).containsExactly("finish_task_switch.isra.0");
    assertThat(one("finish_task_switch.isra.0").probe(ProbeKind.KPROBE)).isPresent();
    assertThat(one("finish_task_switch.isra.0").obstacles())
        .containsEntry(ProbeKind.FENTRY, Obstacle.RENAMED);
    assertThat(one("blk_account_io_done").obstacle()).contains(Obstacle.NOT_TRACEABLE);
    assertThat(one("do_int3").obstacles()).containsEntry(ProbeKind.KPROBE, Obstacle.BLACKLISTED);
    assertThat(one("devm_kasprintf").obstacles())
        .containsOnlyKeys(ProbeKind.FENTRY, ProbeKind.FEXIT)
        .containsEntry(ProbeKind.FENTRY, Obstacle.ARGUMENTS);
    assertThat(find("no_such_function", "kprobe")).isEmpty();
    assertThat(catalogue.near(query("vfs_raed", ""))).contains("vfs_read");
    assertThat(catalogue.near(query("openta", ""))).contains("syscall:openat");
    assertThat(catalogue.near(query("sched:sched_swich", ""))).contains("sched:sched_switch");
    ProbeSite several = one("t_next");
    assertThat(several.obstacles()).containsEntry(ProbeKind.FENTRY, Obstacle.AMBIGUOUS);
    assertThat(several.probe(ProbeKind.KPROBE)).isPresent();
  }

  /** All of a kernel, with one request for each list. */
  private void everything() throws Exception {
    long start = System.nanoTime();
    List<ProbeSite> all = catalogue.find(query("", ""));
    long took = (System.nanoTime() - start) / 1_000_000;
    Map<Family, Integer> usable = new TreeMap<>();
    Map<Obstacle, Integer> refused = new TreeMap<>();
    for (ProbeSite site : all) {
      if (site.isUsable()) {
        usable.merge(site.family(), 1, Integer::sum);
      }
      site.obstacle().ifPresent(why -> refused.merge(why, 1, Integer::sum));
    }
    say(all.size() + " places in " + took + " ms: " + usable + " " + refused);
    assertThat(usable.get(Family.FUNCTION)).isBetween(30_000, 60_000);
    assertThat(usable.get(Family.TRACEPOINT)).isBetween(1_300, 2_000);
    assertThat(usable.get(Family.SYSTEM_CALL)).isBetween(300, 450);
    assertThat(usable.get(Family.HOOK)).isBetween(200, 350);
    assertThat(refused.get(Obstacle.NO_COUNTERS)).isEqualTo(10);
    long typed =
        all.stream()
            .filter(site -> site.family() == Family.FUNCTION && site.isUsable())
            .filter(site -> !site.declaration().isEmpty())
            .count();
    assertThat(typed).isGreaterThan(usable.getOrDefault(Family.FUNCTION, 0) * 8L / 10);
  }

  private void formats() throws Exception {
    TracepointFormat format = catalogue.format("sched", "sched_switch").orElseThrow();
    assertThat(format.ownFields())
        .extracting(field -> field.offset() + " " + field.size() + " " + field.declaration())
        .containsExactly(
            "8 16 char prev_comm[16]",
            "24 4 pid_t prev_pid",
            "28 4 int prev_prio",
            "32 8 long prev_state",
            "40 16 char next_comm[16]",
            "56 4 pid_t next_pid",
            "60 4 int next_prio");
    assertThat(format.id()).isPositive();
    Set<String> categories = new TreeSet<>();
    for (String event : target.kernel().files().tracepoints()) {
      categories.add(event.substring(0, event.indexOf(':')));
    }
    int events = 0;
    Map<String, String> unknown = new TreeMap<>();
    for (String category : categories) {
      for (var entry : catalogue.formats(category).entrySet()) {
        events++;
        assertThat(entry.getValue().name()).isEqualTo(entry.getKey());
        assertThat(entry.getValue().fields()).hasSizeGreaterThanOrEqualTo(4);
        catalogue
            .printFormat(entry.getValue())
            .unknown()
            .ifPresent(what -> unknown.put(category + ":" + entry.getKey(), what));
      }
    }
    say(events + " formats, of which " + unknown.size() + " need the kernel: " + unknown);
    assertThat(events).isGreaterThan(1_300);
    assertThat(unknown).hasSizeLessThan(events / 40);
  }

  private void systemCalls() throws Exception {
    ProbeSite openat = find("openat", "syscall").get(0);
    assertThat(openat.declaration())
        .isEqualTo("long openat(int dfd, const char *filename, int flags, umode_t mode)");
    assertThat(openat.where()).isEqualTo("__x64_sys_openat");
    assertThat(openat.probe(ProbeKind.KPROBE).orElseThrow()).hasToString("kprobe:__x64_sys_openat");
    assertThat(openat.probes().get(0)).hasToString("tracepoint:syscalls:sys_enter_openat");
    // as many as their tracepoints say, each with its arguments
    List<ProbeSite> all = find("", "syscall");
    String listed = shell("grep -c '^syscalls:sys_enter_' /sys/kernel/tracing/available_events");
    assertThat(all).hasSize(Integer.parseInt(listed.strip()));
    assertThat(all).allSatisfy(call -> assertThat(call.declaration()).startsWith("long "));
  }

  private void userBinaries() throws Exception {
    ProbeSite malloc = find("uprobe:c:malloc", "").get(0);
    assertThat(malloc.where()).endsWith("/libc.so.6");
    assertThat(malloc.probes()).extracting(Probe::toString).containsExactly("uprobe:c:malloc");
    assertThat(find("uprobe:c:mallo*", "")).extracting(ProbeSite::name).contains("malloc");
    assertThat(find("uprobe:c:strlen", "").get(0).declaration()).isEqualTo("IFUNC");
    assertThat(catalogue.near(query("uprobe:c:maloc", ""))).contains("malloc");
    assertThat(find("uprobe:/tmp/explored:called*", ""))
        .extracting(ProbeSite::name)
        .containsExactly("called_each_turn");
    ProbeSite turn = find("usdt:/tmp/explored", "").get(0);
    assertThat(turn.name()).isEqualTo("explored:turn");
    assertThat(turn.declaration()).startsWith("-4@%e");
    assertThat(turn.probes().get(0)).hasToString("usdt:/tmp/explored:explored:turn");
    assertThat(find("usdt:/tmp/explored:explored:t*", "")).hasSize(1);
    assertThat(refusal("uprobe:nosuchlib:x")).isEqualTo("attach.binary-absent");
    assertThat(refusal("uprobe:/etc/hostname:x")).isEqualTo("attach.not-elf");
  }

  private String refusal(String pattern) throws Exception {
    try {
      catalogue.find(query(pattern, ""));
      return "";
    } catch (probewright.diagnostics.ProblemException e) {
      return e.problem().code();
    }
  }

  private void others() throws Exception {
    assertThat(find("software:*", "perf")).hasSize(12).allMatch(ProbeSite::isUsable);
    ProbeSite cycles = find("perf:hardware:cpu-cycles", "").get(0);
    assertThat(cycles.obstacle()).contains(Obstacle.NO_COUNTERS);
    assertThat(find("iter:task", "").get(0).declaration()).isEqualTo("struct bpf_iter__task");
    assertThat(find("lsm:file_open", "").get(0).declaration())
        .isEqualTo("int file_open(struct file *file)");
    assertThat(find("tp_btf:sched:sched_switch", "").get(0).probes())
        .extracting(Probe::toString)
        .containsExactly("tp_btf:sched_switch");
  }

  /** What the catalogue says of some functions, asked of the kernel itself. */
  private void claims() throws Exception {
    List<ProbeSite> all = find("", "kprobe");
    List<ProbeSite> usable =
        all.stream().filter(ProbeSite::isUsable).filter(site -> site.where().isEmpty()).toList();
    List<ProbeSite> some = spread(usable, 12);
    try (FireRates counting = started(some)) {
      assertThat(counting.now().notes()).isEmpty();
    }
    List<ProbeSite> typed =
        spread(find("", "fentry").stream().filter(ProbeSite::isUsable).toList(), 12);
    try (FireRates counting = started(typed)) {
      assertThat(counting.now().rates()).hasSize(12);
    }
    for (Obstacle why : List.of(Obstacle.NOT_TRACEABLE, Obstacle.BLACKLISTED)) {
      List<ProbeSite> not =
          all.stream().filter(site -> site.obstacle().equals(Optional.of(why))).toList();
      for (ProbeSite site : spread(not, 4)) {
        ProbeSite forced = forced(Probe.of(ProbeKind.KPROBE, site.name()));
        assertThat(refused(forced).code()).as(site.name()).isEqualTo("attach." + why.word());
      }
    }
  }

  private static List<ProbeSite> spread(List<ProbeSite> all, int count) {
    List<ProbeSite> some = new ArrayList<>();
    for (int i = 0; i < Math.min(count, all.size()); i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  private static ProbeSite forced(Probe probe) {
    return new ProbeSite(Family.FUNCTION, "", "", List.of(probe), false, Map.of(), List.of(), "");
  }

  private void rates() throws Exception {
    List<ProbeSite> sites =
        List.of(
            forced(Probe.of(ProbeKind.KPROBE, CALLED)),
            forced(Probe.of(ProbeKind.KPROBE, "finish_task_switch.isra.0")),
            forced(Probe.of(ProbeKind.KRETPROBE, CALLED)),
            forced(Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_exit_" + CALL)),
            forced(Probe.of(ProbeKind.FENTRY, CALLED)),
            forced(Probe.of(ProbeKind.UPROBE, "/tmp/explored", "called_each_turn")),
            forced(Probe.of(ProbeKind.USDT, "/tmp/explored", "explored", "turn")));
    try (FireRates counting = started(sites)) {
      shell("/tmp/explored " + TURNS);
      FireRates.Counts counts = counting.count(Duration.ofMillis(1));
      Map<String, Long> hits = new TreeMap<>();
      counts.rates().forEach(rate -> hits.put(rate.probe().toString(), rate.hits()));
      say("rates " + hits + " share " + counts.share() + " in " + counts.took());
      assertThat(hits.remove("kprobe:finish_task_switch.isra.0")).isPositive();
      assertThat(hits).hasSize(6).allSatisfy((probe, count) -> assertThat(count).isEqualTo(TURNS));
      assertThat(counts.spent()).isPositive();
      assertThat(counts.stopped()).isFalse();
      // no more is counted, nor attached
      shell("/tmp/explored " + TURNS);
      assertThat(counting.now().hits()).isEqualTo(counts.hits());
    }
  }

  private void bounds() throws Exception {
    List<ProbeSite> many = spread(find("", "tracepoint"), FireRates.MOST + 1);
    assertThat(refusedAll(many).code()).isEqualTo("probe.too-many");
    if (kernel.equals("6.12")) {
      List<ProbeSite> functions =
          find("tcp_*", "kprobe").stream().filter(ProbeSite::isUsable).toList();
      assertThat(functions).hasSizeGreaterThan(FireRates.MOST);
      try (FireRates counting = started(functions)) {
        assertThat(counting.count(Duration.ofMillis(50)).rates()).hasSize(functions.size());
      }
    }
    try (FireRates counting = started(List.of(forced(Probe.of(ProbeKind.FENTRY, CALLED))));
        Workloads.Workload busy =
            target
                .workloads()
                .orElseThrow()
                .start(
                    "while :; do /tmp/explored 10000; done",
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream())) {
      FireRates.Counts counts = counting.count(Duration.ofMinutes(5), 0.0001);
      assertThat(counts.stopped()).isTrue();
      assertThat(counts.share()).isPositive();
      assertThat(counts.took()).isLessThan(Duration.ofMinutes(5));
      assertThat(busy).isNotNull();
    }
    try (FireRates counting = started(List.of(forced(Probe.of(ProbeKind.FENTRY, CALLED))))) {
      counting.stop();
      FireRates.Counts counts = counting.count(Duration.ofMinutes(5));
      assertThat(counts.stopped()).isFalse();
      assertThat(counts.took()).isLessThan(Duration.ofMinutes(5));
    }
  }

  private void samples() throws Exception {
    String call = "tracepoint:syscalls:sys_enter_" + CALL;
    List<ProbeSite> sites =
        List.of(
            find(call, "").get(0),
            forced(Probe.of(ProbeKind.KPROBE, "vfs_read")),
            forced(Probe.of(ProbeKind.UPROBE, "/tmp/explored", "called_each_turn")));
    List<Samples.Sample> all = new ArrayList<>();
    try (Samples samples =
        done(Samples.start(target, toolchain, sites, AttachOptions.none(), 100))) {
      shell("/tmp/explored 5");
      all.addAll(drained(samples));
    }
    assertThat(all)
        .filteredOn(sample -> sample.probe().kind() == ProbeKind.TRACEPOINT)
        .hasSize(5)
        .allSatisfy(
            sample -> {
              assertThat(sample.comm()).isEqualTo("explored");
              assertThat(sample.text()).isEqualTo("policy: 0x00000001");
              assertThat(sample.tid()).isPositive();
            });
    assertThat(all).filteredOn(sample -> sample.probe().kind() == ProbeKind.UPROBE).hasSize(5);
    assertThat(all)
        .filteredOn(sample -> sample.probe().kind() == ProbeKind.KPROBE)
        .isNotEmpty()
        .allSatisfy(
            sample ->
                assertThat(sample.text())
                    .matches("file=0x[0-9a-f]+ buf=0x[0-9a-f]+ count=[0-9]+ pos=0x[0-9a-f]+"));
    // the first so many, and no more
    try (Samples samples =
        done(Samples.start(target, toolchain, sites.subList(0, 1), AttachOptions.none(), 3))) {
      shell("/tmp/explored 50");
      assertThat(drained(samples)).hasSize(3);
    }
  }

  private static List<Samples.Sample> drained(Samples samples) throws InterruptedException {
    List<Samples.Sample> all = new ArrayList<>();
    Optional<Samples.Sample> next = samples.next(Duration.ofSeconds(2));
    while (next.isPresent()) {
      all.add(next.get());
      next = samples.next(Duration.ofSeconds(1));
    }
    return all;
  }

  private void asTheKernelPrints() throws Exception {
    Set<String> rare =
        asTheKernelPrints(
            List.of(
                "task:task_rename",
                "sched:sched_process_exec",
                "sched:sched_process_fork",
                "sched:sched_process_exit",
                "signal:signal_generate",
                "sock:inet_sock_set_state"));
    assertThat(rare)
        .contains(
            "task_rename",
            "sched_process_exec",
            "sched_process_fork",
            "sched_process_exit",
            "signal_generate",
            "inet_sock_set_state");
    Set<String> busy =
        asTheKernelPrints(
            List.of(
                "sched:sched_switch",
                "irq:softirq_entry",
                "timer:tick_stop",
                "raw_syscalls:sys_enter",
                "raw_syscalls:sys_exit"));
    assertThat(busy).contains("sched_switch", "softirq_entry", "sys_enter", "sys_exit");
  }

  /** Every sample stands, letter for letter, in what the kernel itself printed meanwhile. */
  private Set<String> asTheKernelPrints(List<String> events) throws Exception {
    String own = "/sys/kernel/tracing/instances/explored";
    StringBuilder enable = new StringBuilder("mkdir " + own + "; cd " + own + "; ");
    List<ProbeSite> sites = new ArrayList<>();
    for (String event : events) {
      enable.append("echo 1 >events/").append(event.replace(':', '/')).append("/enable; ");
      sites.add(find("tracepoint:" + event, "").get(0));
    }
    shell("ip link set lo up; " + enable);
    List<Samples.Sample> all;
    try (Samples samples =
        done(Samples.start(target, toolchain, sites, AttachOptions.none(), 400))) {
      shell("(echo >/dev/tcp/127.0.0.1/9); /tmp/explored 1; sleep 60 & kill $!");
      all = drained(samples);
    }
    String printed = shell("cd " + own + "; echo 0 >tracing_on; cat trace");
    shell("echo 0 >" + own + "/events/enable; rmdir " + own);
    Set<String> seen = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (Samples.Sample sample : all) {
      String event = sample.probe().parts().get(1);
      seen.add(event);
      if (!printed.contains(event + ": " + sample.text() + "\n")) {
        missing.add(sample.toString());
      }
    }
    say("as the kernel prints: " + all.size() + " samples of " + seen);
    assertThat(missing).isEmpty();
    return seen;
  }

  private ProbeSite one(String function) throws Exception {
    List<ProbeSite> found =
        catalogue.find(new ProbeQuery(Set.of(Family.FUNCTION), Set.of(), "", function, -1));
    assertThat(found).as(function).hasSize(1);
    return found.get(0);
  }

  private List<ProbeSite> find(String pattern, String kind) throws Exception {
    return catalogue.find(query(pattern, kind));
  }

  private static ProbeQuery query(String pattern, String kind) {
    return done(ProbeQuery.parse(pattern, kind, -1));
  }

  private FireRates started(List<ProbeSite> sites) throws Exception {
    return done(FireRates.start(target, toolchain, sites, AttachOptions.none(), new Quiet()));
  }

  private Problem refused(ProbeSite site) throws Exception {
    return refusedAll(List.of(site));
  }

  private Problem refusedAll(List<ProbeSite> sites) throws Exception {
    Outcome<FireRates> outcome =
        FireRates.start(target, toolchain, sites, AttachOptions.none(), new Quiet());
    if (outcome instanceof Outcome.Done<FireRates> attached) {
      attached.value().close();
    }
    assertThat(outcome).as(sites.toString()).isInstanceOf(Outcome.Refused.class);
    return outcome.problems().get(0);
  }

  private byte[] compile() throws Exception {
    Path from = Path.of(ExploreVmTest.class.getResource("explored.c").toURI());
    Path to = folder.resolve("explored");
    List<String> command = List.of("gcc", "-O1", "-o", to.toString(), from.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(to);
  }

  private void send(String path, byte[] bytes) throws Exception {
    String text = Base64.getEncoder().encodeToString(bytes);
    shell("echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  private String shell(String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private void say(String words) {
    System.err.println("explore-vm " + kernel + ": " + words);
  }

  private static final class Quiet implements RunListener {
    @Override
    public void record(String stream, int cpu, ByteBuffer data) {}

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {}

    @Override
    public void ended(Problem why) {}
  }
}
