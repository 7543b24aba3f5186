package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Problem;
import probewright.probes.Attachment;

/** Every kind of probe on real kernels: it runs as often as what it probes, or says why not. */
@Tag("vm")
class AttachVmTest {
  private static final int TURNS = 500;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private AttachedGuest guest;

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyKindOfProbe(String release) throws Exception {
    byte[] object =
        AttachedGuest.compile(
            folder,
            "attach.bpf.c",
            "clang-14",
            "-target",
            "bpf",
            "-g",
            "-D__TARGET_ARCH_x86",
            "-I/usr/include/x86_64-linux-gnu",
            "-c");
    byte[] probed = AttachedGuest.compile(folder, "probed.c", "gcc", "-fno-builtin");
    try (AttachedGuest opened = AttachedGuest.open(release, folder)) {
      guest = opened;
      guest.send("/tmp/probed", probed);
      guest.shell("cp /bin/cat /tmp/denied; cp /bin/cat /tmp/barred");
      assertAll(checks().stream().map(check -> () -> check.timed(object)));
      assertThat(guest.shell(Remains.of(Remains.LISTS))).isEmpty();
      assertThat(
              guest.shell(
                  Remains.of(
                      "cat /sys/kernel/tracing/kprobe_events /sys/kernel/tracing/uprobe_events")))
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
    AttachedGuest.Result result =
        guest.run(
            object,
            "/tmp/probed " + TURNS,
            "kprobe:__x64_sys_getppid=on_function",
            "kretprobe:__x64_sys_getppid=on_return",
            "kprobe:" + guest.address("__x64_sys_getppid") + "=on_function",
            "kprobe:__x64_sys_getppid+0x0=on_function",
            "fentry:__do_sys_getppid=on_entry");
    assertThat(result.hits()).startsWith(3L * TURNS, (long) TURNS);
    assertThat(result.hits().get(9)).isEqualTo(TURNS);
    assertThat(result.notes()).isEmpty();
  }

  private void otherNames(byte[] object) throws Exception {
    AttachedGuest.Result result =
        guest.run(object, "true", "kprobe:finish_task_switch=on_function");
    assertThat(result.codes()).containsExactly("attach.found-renamed");
    assertThat(result.notes().get(0).arguments().get(1)).isEqualTo("finish_task_switch.isra.0");
    assertThat(result.notes().get(0).isError()).isFalse();
    result = guest.run(object, "/tmp/probed " + TURNS, "kretprobe:sys_getppid=on_return");
    assertThat(result.notes().get(0).arguments().get(1)).isEqualTo("__x64_sys_getppid");
    assertThat(result.hits().get(1)).isEqualTo(TURNS);
  }

  private void patterns(byte[] object) throws Exception {
    AttachedGuest.Result result =
        guest.run(
            object,
            "/tmp/probed " + TURNS,
            "kprobe:__*_sys_getppid=on_function",
            "kretprobe:^__(x64|do)_sys_getppid$=on_return");
    assertThat(result.hits()).startsWith((long) TURNS, (long) TURNS);
    assertThat(result.notes()).isEmpty();
    long start = System.nanoTime();
    result = guest.run(object, "/tmp/probed 1", "kprobe:vfs_*=on_function");
    guest.say(
        "vfs_* with its end " + (System.nanoTime() - start) / 1_000_000 + " ms; " + result.notes());
    assertThat(result.hits().get(0)).isGreaterThan(3);
    assertThat(result.progress()).last().asString().matches("kprobe:vfs_\\* (\\d\\d+) of \\1");
    result =
        guest.run(object, "/tmp/probed " + TURNS, "tracepoint:syscalls:sys_*_getppid=on_event");
    assertThat(result.hits().get(8)).isEqualTo(2 * TURNS);
    long many = System.nanoTime();
    // without FPROBE each takes the kernel a quarter of a second to end
    String wide = guest.kernel().equals("6.1") ? "kprobe:tcp_v4_*" : "kprobe:tcp_*";
    result = guest.run(object, "true", wide + "=on_function");
    guest.say(
        result.progress()
            + " "
            + (System.nanoTime() - many) / 1_000_000
            + " ms; "
            + result.notes());
    if (guest.kernel().equals("6.1")) {
      assertThat(guest.refusal(object, "kprobe:*=on_function").code()).isEqualTo("attach.too-many");
    }
    assertThat(guest.refusal(object, "kprobe:no_such_*=on_function").code())
        .isEqualTo("attach.none-fit");
    assertThat(guest.refusal(object, "kprobe:vfs_(=on_function").code())
        .isEqualTo("probe.bad-pattern");
  }

  private void userFunctions(byte[] object) throws Exception {
    String path = "/tmp/probed";
    AttachedGuest.Result result =
        guest.run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:" + path + ":called_once_a_turn=on_user",
            "uretprobe:" + path + ":called_once_a_turn=on_user_return");
    assertThat(result.hits().subList(2, 4)).containsExactly((long) TURNS, (long) TURNS);
    result = guest.run(object, "/tmp/probed " + TURNS, "uprobe:" + path + ":called_*=on_user");
    assertThat(result.hits().get(2)).isEqualTo(3 * TURNS);
    String address = "0x" + guest.symbol("called_twice_a_turn");
    result =
        guest.run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:" + path + ":" + address + "=on_user",
            "uprobe:" + path + ":called_twice_a_turn+0x0=on_user");
    assertThat(result.hits().get(2)).isEqualTo(4 * TURNS);
    // both are chosen when libc is loaded; memcpy has an older version too
    result =
        guest.run(
            object,
            "/tmp/probed " + TURNS,
            "uprobe:c:strlen=on_user",
            "uretprobe:c:memcpy=on_user_return");
    assertThat(result.hits().get(2)).isBetween((long) TURNS, TURNS + 20L);
    assertThat(result.hits().get(3)).isBetween((long) TURNS, TURNS + 20L);
    result = guest.run(object, "/tmp/probed " + TURNS, "uprobe:libc.so.6:malloc=on_user");
    assertThat(result.hits().get(2)).isBetween(0L, 20L);
  }

  private void ofOneProcess(byte[] object) throws Exception {
    try (Workloads.Workload waiting =
        guest
            .target()
            .workloads()
            .orElseThrow()
            .start(
                "mkfifo /tmp/go; exec /tmp/probed " + TURNS + " wait 0<>/tmp/go",
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream())) {
      String found = guest.shell("until pgrep -x probed; do sleep 0.05; done");
      int pid = Integer.parseInt(found.strip());
      AttachedGuest.Result result =
          guest.run(
              object,
              new AttachOptions(pid),
              "/tmp/probed 7; echo >/tmp/go; while pgrep -x probed; do sleep 0.05; done",
              "uprobe::called_once_a_turn=on_user",
              "uretprobe:c:strlen=on_user_return",
              "usdt::demo:values=on_static",
              "kprobe:__x64_sys_getppid=on_function");
      assertThat(waiting.waitFor()).isZero();
      assertThat(result.hits().get(2)).isEqualTo(TURNS);
      assertThat(result.hits().get(3)).isBetween((long) TURNS, TURNS + 5L);
      assertThat(result.hits().get(4)).isEqualTo(TURNS);
      assertThat(result.hits().get(0)).isEqualTo(TURNS + 7);
      assertThat(result.codes()).containsExactly("attach.pid-ignored");
    }
  }

  private void staticProbes(byte[] object) throws Exception {
    AttachedGuest.Result result =
        guest.run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:values=on_static");
    assertThat(result.hits().get(4)).isEqualTo(TURNS);
    assertThat(result.arguments()).startsWith(-5L, -7L, 1L << 40, 200L, -9L, TURNS - 1L);
    result = guest.run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed::places=on_static");
    assertThat(result.hits().get(4)).isEqualTo(TURNS + 1);
    result = guest.run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:guarded=on_static");
    assertThat(result.hits().get(4)).isEqualTo(TURNS);
    result = guest.run(object, "/tmp/probed " + TURNS, "usdt:/tmp/probed:demo:*=on_static");
    assertThat(result.hits().get(4)).isEqualTo(3 * TURNS + 1);
  }

  private void samples(byte[] object) throws Exception {
    long begun = System.nanoTime();
    AttachedGuest.Result result =
        guest.run(
            object,
            "timeout 2 sh -c 'while :; do :; done'",
            "perf:software:cpu-clock:freq:49=on_sample");
    guest.say("samples in 2 s at 49 Hz on each CPU: " + result.hits().get(5));
    // a busy machine takes longer than the 2 s, and samples go on meanwhile
    double seconds = Math.max(2, (System.nanoTime() - begun) / 1e9);
    assertThat(result.hits().get(5)).isBetween(40L, (long) (300 * seconds));
    result =
        guest.run(
            object,
            "head -c 300000 /dev/zero | tail -c 1 >/dev/null",
            "perf:software:page-faults:period:1=on_sample");
    assertThat(result.hits().get(5)).isPositive();
    assertThat(guest.refusal(object, "perf:hardware:cpu-cycles:freq:99=on_sample").code())
        .isEqualTo("attach.no-counters");
    assertThat(guest.refusal(object, "perf:software:nonsense:freq:99=on_sample").code())
        .isEqualTo("attach.perf-event");
    assertThat(guest.refusal(object, "perf:software:cpu-clock:often:99=on_sample").code())
        .isEqualTo("probe.malformed");
  }

  private void decisions(byte[] object) throws Exception {
    String look = "/tmp/denied /etc/hostname; /tmp/barred /etc/hostname; cat /etc/hostname";
    assertThat(
            guest.attached(object, () -> guest.shell(look), "fmod_ret:security_file_open=on_open"))
        .isEqualTo("practice\npractice\n");
    assertThat(guest.attached(object, () -> guest.shell(look), "lsm:file_open=on_hook"))
        .isEqualTo("practice\npractice\n");
    assertThat(guest.shell(look)).isEqualTo("practice\npractice\npractice\n");
  }

  private void iterator(byte[] object) throws Exception {
    List<Attachment> attachments = AttachedGuest.attachments("iter:task=on_task");
    try (Loaded loaded =
            AttachedGuest.done(guest.target().load(AttachedGuest.object(object, attachments)));
        Attached attached =
            AttachedGuest.done(loaded.attach(attachments, new AttachedGuest.Quiet()))) {
      String first = attached.iterate("on_task");
      assertThat(first.lines()).contains("2 kthreadd").hasSizeGreaterThan(20);
      assertThat(first.lines().filter(line -> line.endsWith(" runner"))).hasSize(1);
      assertThat(attached.iterate("on_task").lines()).contains("2 kthreadd");
    }
  }

  private void others(byte[] object) throws Exception {
    AttachedGuest.Result result =
        guest.run(
            object,
            "/tmp/probed 1; echo x >/tmp/x; bash -c 'echo hello >/dev/udp/127.0.0.1/9'",
            "tp_btf:sched_process_exec=on_exec",
            "xdp:lo=on_packet");
    assertThat(result.hits().get(6)).isEqualTo(1);
    assertThat(result.hits().get(7)).isBetween(1L, 4L);
  }

  private void refusals(byte[] object) throws Exception {
    assertThat(guest.refusal(object, "uprobe:/no/such:f=on_user").code())
        .isEqualTo("attach.binary-absent");
    assertThat(guest.refusal(object, "uprobe:nosuchlibrary:f=on_user").code())
        .isEqualTo("attach.binary-absent");
    assertThat(guest.refusal(object, "uprobe:/etc/hostname:f=on_user").code())
        .isEqualTo("attach.not-elf");
    Problem absent = guest.refusal(object, "uprobe:c:mallok=on_user");
    assertThat(absent.code()).isEqualTo("attach.symbol-absent");
    assertThat(absent.arguments().get(2)).contains("malloc");
    assertThat(guest.refusal(object, "uprobe::f=on_user").code()).isEqualTo("attach.needs-pid");
    Problem probes = guest.refusal(object, "usdt:/tmp/probed:demo:valeus=on_static");
    assertThat(probes.code()).isEqualTo("attach.usdt-absent");
    assertThat(probes.arguments().get(1)).contains("demo:values");
    assertThat(guest.refusal(object, "lsm:file_opem=on_hook").arguments().get(1))
        .contains("file_open");
    assertThat(guest.refusal(object, "iter:no_such=on_task").code())
        .isEqualTo("attach.no-iterator");
    assertThat(guest.refusal(object, "xdp:nosuch0=on_packet").code()).isEqualTo("attach.no-device");
    assertThat(guest.refusal(object, "tp_btf:no_such_event=on_exec").code())
        .isEqualTo("attach.absent");
    assertThat(guest.refusal(object, "kprobe:vfs_read+1=on_function").code())
        .isEqualTo("attach.offset");
    assertThat(guest.refusal(object, "fentry:finish_task_switch=on_entry").code())
        .isEqualTo("attach.no-types");
    assertThat(
            guest.refusal(object, new AttachOptions(4_000_000), "uprobe:c:malloc=on_user").code())
        .isEqualTo("attach.no-process");
  }
}
