package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.Signature;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;
import probewright.probes.format.TracepointFormat;

/** What real kernels say can be probed, held against what they do. */
@Tag("vm")
class ExploreVmTest {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private ExploredKernel kernel;

  private record Check(String name, Executable body) {}

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatCanBeProbed(String release) throws Exception {
    try (ExploredKernel opened = ExploredKernel.open(release, folder)) {
      kernel = opened;
      CountChecks counts = new CountChecks(opened);
      SampleChecks samples = new SampleChecks(opened);
      String tracefs =
          "cd /sys/kernel/tracing; cat kprobe_events uprobe_events set_event tracing_on";
      String before = opened.shell(tracefs);
      assertAll(
          List.of(
                  new Check("functions", this::functions),
                  new Check("obstacles", this::obstacles),
                  new Check("everything", this::everything),
                  new Check("formats", this::formats),
                  new Check("systemCalls", this::systemCalls),
                  new Check("userBinaries", this::userBinaries),
                  new Check("others", this::others),
                  new Check("claims", counts::claims),
                  new Check("rates", counts::rates),
                  new Check("bounds", counts::bounds),
                  new Check("samples", samples::samples),
                  new Check("asTheKernelPrints", samples::asTheKernelPrints))
              .stream()
              .map(check -> () -> timed(check)));
      assertThat(opened.shell(Remains.of(Remains.LISTS))).isEmpty();
      assertThat(opened.shell(tracefs)).isEqualTo(before);
    }
  }

  private void timed(Check check) throws Throwable {
    long start = System.nanoTime();
    try {
      check.body.execute();
    } finally {
      kernel.say(check.name + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  private void functions() throws Exception {
    ProbeSite read = kernel.one("vfs_read");
    assertThat(read.declaration())
        .isEqualTo("ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)");
    assertThat(read.probes())
        .extracting(Probe::toString)
        .containsExactly(
            "kprobe:vfs_read", "kretprobe:vfs_read", "fentry:vfs_read", "fexit:vfs_read");
    assertThat(read.together()).isEqualTo(kernel.release().equals("6.12"));
    Signature signature = kernel.catalogue().signature("vfs_read").orElseThrow();
    assertThat(signature.parameters())
        .extracting(Signature.Parameter::name)
        .containsExactly("file", "buf", "count", "pos");
    // listed by another name where ftrace lists it
    assertThat(kernel.one("__x64_sys_getppid").isUsable()).isTrue();
    // of a module
    kernel.shell("modprobe loop");
    ProbeSite loop = kernel.one("loop_configure");
    assertThat(loop.where()).isEqualTo("loop");
    assertThat(loop.probe(ProbeKind.FENTRY)).isPresent();
    assertThat(loop.declaration()).startsWith("int loop_configure(struct loop_device *lo, ");
  }

  private void obstacles() throws Exception {
    ProbeSite renamed = kernel.one("finish_task_switch");
    assertThat(renamed.obstacle()).contains(Obstacle.RENAMED);
    assertThat(renamed.instead()).containsExactly("finish_task_switch.isra.0");
    assertThat(kernel.one("finish_task_switch.isra.0").probe(ProbeKind.KPROBE)).isPresent();
    assertThat(kernel.one("finish_task_switch.isra.0").obstacles())
        .containsEntry(ProbeKind.FENTRY, Obstacle.RENAMED);
    assertThat(kernel.one("blk_account_io_done").obstacle()).contains(Obstacle.NOT_TRACEABLE);
    assertThat(kernel.one("do_int3").obstacles())
        .containsEntry(ProbeKind.KPROBE, Obstacle.BLACKLISTED);
    assertThat(kernel.one("devm_kasprintf").obstacles())
        .containsOnlyKeys(ProbeKind.FENTRY, ProbeKind.FEXIT)
        .containsEntry(ProbeKind.FENTRY, Obstacle.ARGUMENTS);
    assertThat(kernel.find("no_such_function", "kprobe")).isEmpty();
    assertThat(kernel.catalogue().near(ExploredKernel.query("vfs_raed", ""))).contains("vfs_read");
    assertThat(kernel.catalogue().near(ExploredKernel.query("openta", "")))
        .contains("syscall:openat");
    assertThat(kernel.catalogue().near(ExploredKernel.query("sched:sched_swich", "")))
        .contains("sched:sched_switch");
    ProbeSite several = kernel.one("t_next");
    assertThat(several.obstacles()).containsEntry(ProbeKind.FENTRY, Obstacle.AMBIGUOUS);
    assertThat(several.probe(ProbeKind.KPROBE)).isPresent();
  }

  /** All of a kernel, with one request for each list. */
  private void everything() throws Exception {
    long start = System.nanoTime();
    List<ProbeSite> all = kernel.catalogue().find(ExploredKernel.query("", ""));
    long took = (System.nanoTime() - start) / 1_000_000;
    Map<Family, Integer> usable = new TreeMap<>();
    Map<Obstacle, Integer> refused = new TreeMap<>();
    for (ProbeSite site : all) {
      if (site.isUsable()) {
        usable.merge(site.family(), 1, Integer::sum);
      }
      site.obstacle().ifPresent(why -> refused.merge(why, 1, Integer::sum));
    }
    kernel.say(all.size() + " places in " + took + " ms: " + usable + " " + refused);
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
    TracepointFormat format = kernel.catalogue().format("sched", "sched_switch").orElseThrow();
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
    for (String event : kernel.target().kernel().files().tracepoints()) {
      categories.add(event.substring(0, event.indexOf(':')));
    }
    int events = 0;
    Map<String, String> unknown = new TreeMap<>();
    for (String category : categories) {
      for (var entry : kernel.catalogue().formats(category).entrySet()) {
        events++;
        assertThat(entry.getValue().name()).isEqualTo(entry.getKey());
        assertThat(entry.getValue().fields()).hasSizeGreaterThanOrEqualTo(4);
        kernel
            .catalogue()
            .printFormat(entry.getValue())
            .unknown()
            .ifPresent(what -> unknown.put(category + ":" + entry.getKey(), what));
      }
    }
    kernel.say(events + " formats, of which " + unknown.size() + " need the kernel: " + unknown);
    assertThat(events).isGreaterThan(1_300);
    assertThat(unknown).hasSizeLessThan(events / 40);
  }

  private void systemCalls() throws Exception {
    ProbeSite openat = kernel.find("openat", "syscall").get(0);
    assertThat(openat.declaration())
        .isEqualTo("long openat(int dfd, const char *filename, int flags, umode_t mode)");
    assertThat(openat.where()).isEqualTo("__x64_sys_openat");
    assertThat(openat.probe(ProbeKind.KPROBE).orElseThrow()).hasToString("kprobe:__x64_sys_openat");
    assertThat(openat.probes().get(0)).hasToString("tracepoint:syscalls:sys_enter_openat");
    // as many as their tracepoints say, each with its arguments
    List<ProbeSite> all = kernel.find("", "syscall");
    String listed =
        kernel.shell("grep -c '^syscalls:sys_enter_' /sys/kernel/tracing/available_events");
    assertThat(all).hasSize(Integer.parseInt(listed.strip()));
    assertThat(all).allSatisfy(call -> assertThat(call.declaration()).startsWith("long "));
  }

  private void userBinaries() throws Exception {
    ProbeSite malloc = kernel.find("uprobe:c:malloc", "").get(0);
    assertThat(malloc.where()).endsWith("/libc.so.6");
    assertThat(malloc.probes()).extracting(Probe::toString).containsExactly("uprobe:c:malloc");
    assertThat(kernel.find("uprobe:c:mallo*", "")).extracting(ProbeSite::name).contains("malloc");
    assertThat(kernel.find("uprobe:c:strlen", "").get(0).declaration()).isEqualTo("IFUNC");
    assertThat(kernel.catalogue().near(ExploredKernel.query("uprobe:c:maloc", "")))
        .contains("malloc");
    assertThat(kernel.find("uprobe:/tmp/explored:called*", ""))
        .extracting(ProbeSite::name)
        .containsExactly("called_each_turn");
    ProbeSite turn = kernel.find("usdt:/tmp/explored", "").get(0);
    assertThat(turn.name()).isEqualTo("explored:turn");
    assertThat(turn.declaration()).startsWith("-4@%e");
    assertThat(turn.probes().get(0)).hasToString("usdt:/tmp/explored:explored:turn");
    assertThat(kernel.find("usdt:/tmp/explored:explored:t*", "")).hasSize(1);
    assertThat(refusal("uprobe:nosuchlib:x")).isEqualTo("attach.binary-absent");
    assertThat(refusal("uprobe:/etc/hostname:x")).isEqualTo("attach.not-elf");
  }

  private String refusal(String pattern) throws Exception {
    try {
      kernel.catalogue().find(ExploredKernel.query(pattern, ""));
      return "";
    } catch (probewright.diagnostics.ProblemException e) {
      return e.problem().code();
    }
  }

  private void others() throws Exception {
    assertThat(kernel.find("software:*", "perf")).hasSize(12).allMatch(ProbeSite::isUsable);
    ProbeSite cycles = kernel.find("perf:hardware:cpu-cycles", "").get(0);
    assertThat(cycles.obstacle()).contains(Obstacle.NO_COUNTERS);
    assertThat(kernel.find("iter:task", "").get(0).declaration())
        .isEqualTo("struct bpf_iter__task");
    assertThat(kernel.find("lsm:file_open", "").get(0).declaration())
        .isEqualTo("int file_open(struct file *file)");
    assertThat(kernel.find("tp_btf:sched:sched_switch", "").get(0).probes())
        .extracting(Probe::toString)
        .containsExactly("tp_btf:sched_switch");
  }
}
