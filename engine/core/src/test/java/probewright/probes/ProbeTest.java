package probewright.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;

class ProbeTest {
  @Test
  void everyKindIsSpelledBackAsItWasRead() {
    for (String spelling :
        List.of(
            "kprobe:vfs_read",
            "kprobe:vfs_read+0x10",
            "kretprobe:vfs_*",
            "tracepoint:sched:sched_switch",
            "raw_tracepoint:sched_switch",
            "fentry:vfs_read",
            "fexit:vfs_read",
            "fmod_ret:security_file_open",
            "lsm:file_open",
            "iter:task",
            "uprobe:c:strlen",
            "uretprobe:/usr/lib/a\\:b.so:0x120",
            "usdt:/usr/bin/python3::function__entry",
            "perf:software:cpu-clock:freq:49")) {
      Outcome<Probe> probe = Probe.parse(spelling);
      assertThat(probe).as(spelling).isInstanceOf(Outcome.Done.class);
      assertThat(((Outcome.Done<Probe>) probe).value()).hasToString(spelling);
    }
  }

  @Test
  void aColonInsideAPartIsEscaped() {
    assertThat(Probe.parse("uprobe:/a\\:b:f"))
        .isEqualTo(Outcome.done(Probe.of(ProbeKind.UPROBE, "/a:b", "f")));
  }

  @Test
  void whatIsNoProbeIsRefusedWithTheFormExpected() {
    assertThat(Probe.parse("kprobes:f").problems())
        .extracting(Problem::code)
        .containsExactly("probe.unknown-kind");
    for (String spelling :
        List.of("", "kprobe", "kprobe:", "tracepoint:sched", "uprobe:c:", "a:b:c")) {
      assertThat(Probe.parse(spelling)).as(spelling).isInstanceOf(Outcome.Refused.class);
    }
    assertThat(Probe.parse("tracepoint:sched").problems().get(0).arguments())
        .containsExactly("tracepoint:sched", "tracepoint:CAT:EVENT");
  }

  @Test
  void onlyLettersThatNoNameHasMakeAPattern() {
    assertThat(Probe.of(ProbeKind.KPROBE, "vfs_*").isPattern()).isTrue();
    assertThat(Probe.of(ProbeKind.KPROBE, "finish_task_switch.isra.0").isPattern()).isFalse();
    assertThat(Probe.of(ProbeKind.KPROBE, "vfs_read+0x10").isPattern()).isFalse();
  }

  @Test
  void syscallStandsForAFunctionOfKprobes() {
    assertThat(Probe.parse("kprobe:syscall:clone"))
        .isEqualTo(Outcome.done(Probe.of(ProbeKind.KPROBE, "syscall:clone")));
    assertThat(Probe.of(ProbeKind.KRETPROBE, "syscall:clone"))
        .hasToString("kretprobe:syscall:clone");
    assertThat(Probe.parse("kprobe:syscall:")).isInstanceOf(Outcome.Refused.class);
    assertThat(Probe.parse("kprobe:other:clone")).isInstanceOf(Outcome.Refused.class);
    assertThat(Probe.parse("kprobe:syscall"))
        .isEqualTo(Outcome.done(Probe.of(ProbeKind.KPROBE, "syscall")));
  }
}
