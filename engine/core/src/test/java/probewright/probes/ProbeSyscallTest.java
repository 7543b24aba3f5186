package probewright.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import probewright.diagnostics.Outcome;

class ProbeSyscallTest {
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
