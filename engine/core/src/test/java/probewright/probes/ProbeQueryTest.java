package probewright.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.diagnostics.Outcome;

/** What a person may ask to see. */
class ProbeQueryTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "vfs_*, '', [], [], '', vfs_*",
        "'', tracepoint, [TRACEPOINT], [], '', *",
        "kprobe:vfs_read, '', [KPROBE], [], '', vfs_read",
        "tracepoint:sched:*, '', [TRACEPOINT], [], '', sched:*",
        "sched:sched_switch, '', [], [], '', sched:sched_switch",
        "syscall:openat, '', [], [SYSTEM_CALL], '', openat",
        "openat, syscall, [], [SYSTEM_CALL], '', openat",
        "kprobe:syscall:openat, '', [KPROBE], [SYSTEM_CALL], '', openat",
        "uprobe:c:mall*, '', [UPROBE], [], c, mall*",
        "c, uprobe, [UPROBE], [], c, *",
        "usdt:/usr/bin/x:demo:t*, '', [USDT], [], /usr/bin/x, demo:t*",
        "usdt:/tmp/a\\:b:demo:t, '', [USDT], [], /tmp/a:b, demo:t",
        "perf:software:cpu-clock:freq:99, '', [PERF], [], '', software:cpu-clock",
      })
  void understands(
      String pattern, String kind, String kinds, String families, String file, String name) {
    ProbeQuery query = ((Outcome.Done<ProbeQuery>) ProbeQuery.parse(pattern, kind, -1)).value();
    assertThat(query.kinds()).hasToString(kinds);
    assertThat(query.families()).hasToString(families);
    assertThat(query.file()).isEqualTo(file);
    assertThat(query.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "x, nonsense, probe.unknown-kind",
    "kprobe:x, fentry, probe.two-kinds",
    "'', usdt, probe.needs-file",
    "uprobe::x, '', probe.needs-file",
    "vfs_(, '', probe.bad-pattern",
  })
  void refuses(String pattern, String kind, String code) {
    assertThat(ProbeQuery.parse(pattern, kind, -1).problems().get(0).code()).isEqualTo(code);
  }

  @Test
  void aProcessStandsForItsFiles() {
    assertThat(ProbeQuery.parse("", "usdt", 7)).isInstanceOf(Outcome.Done.class);
  }
}
