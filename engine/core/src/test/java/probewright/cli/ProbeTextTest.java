package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;
import probewright.probes.format.TracepointFormat;
import probewright.target.FireRates;

/** What the lists, records and rates look like, to the character. */
class ProbeTextTest {
  private static final ProbeText TEXT = new ProbeText(new Words(Locale.ENGLISH));

  private static String golden(String name) throws IOException {
    try (InputStream in = ProbeTextTest.class.getResourceAsStream("probes/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# SPDX"))
          .collect(Collectors.joining("\n"));
    }
  }

  private static List<ProbeSite> sites() {
    return List.of(
        new ProbeSite(
            Family.SYSTEM_CALL,
            "openat",
            "__x64_sys_openat",
            List.of(
                Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_enter_openat"),
                Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_exit_openat"),
                Probe.of(ProbeKind.KPROBE, "__x64_sys_openat")),
            true,
            Map.of(),
            List.of(),
            "long openat(int dfd, const char *filename, int flags, umode_t mode)"),
        new ProbeSite(
            Family.FUNCTION,
            "vfs_read",
            "",
            List.of(
                Probe.of(ProbeKind.KPROBE, "vfs_read"),
                Probe.of(ProbeKind.KRETPROBE, "vfs_read"),
                Probe.of(ProbeKind.FENTRY, "vfs_read"),
                Probe.of(ProbeKind.FEXIT, "vfs_read")),
            true,
            Map.of(),
            List.of(),
            "ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)"),
        new ProbeSite(
            Family.FUNCTION,
            "finish_task_switch",
            "",
            List.of(),
            false,
            Map.of(ProbeKind.KPROBE, Obstacle.RENAMED, ProbeKind.FENTRY, Obstacle.RENAMED),
            List.of("finish_task_switch.isra.0"),
            ""),
        new ProbeSite(
            Family.FUNCTION,
            "blk_account_io_done",
            "",
            List.of(),
            false,
            Map.of(ProbeKind.KPROBE, Obstacle.NOT_TRACEABLE),
            List.of(),
            ""),
        new ProbeSite(
            Family.STATIC_PROBE,
            "demo:values",
            "/tmp/probed",
            List.of(Probe.of(ProbeKind.USDT, "/tmp/probed", "demo", "values")),
            false,
            Map.of(),
            List.of(),
            "-4@%eax 8@-16(%rbp)"),
        new ProbeSite(
            Family.PERF_EVENT,
            "hardware:cpu-cycles",
            "",
            List.of(),
            false,
            Map.of(ProbeKind.PERF, Obstacle.NO_COUNTERS),
            List.of("perf:software:cpu-clock:freq:99"),
            ""));
  }

  @Test
  void places() throws IOException {
    assertThat(String.join("\n", TEXT.places(sites()))).isEqualTo(golden("places.txt"));
    assertThat(sites().stream().map(ProbeJson::place).collect(Collectors.joining("\n")))
        .isEqualTo(golden("places.json"));
  }

  @Test
  void onlyTheKindsThatAreAskedFor() {
    ProbeSite read = sites().get(1).only(java.util.Set.of(ProbeKind.FENTRY));
    assertThat(TEXT.places(List.of(read)))
        .containsExactly("fentry:vfs_read  fentry  " + sites().get(1).declaration());
  }

  @Test
  void aRecord() throws IOException {
    String text =
        """
        name: made
        ID: 7
        format:
        \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;

        \tfield:char comm[16];\toffset:8;\tsize:16;\tsigned:1;
        \tfield:__data_loc char[] path;\toffset:24;\tsize:4;\tsigned:1;
        \tfield:const void * at;\toffset:32;\tsize:8;\tsigned:0;

        print fmt: "%s %s %s", REC->comm, __get_str(path), name_of(REC->at)
        """;
    TracepointFormat format = TracepointFormat.parse(text);
    List<String> lines = new ArrayList<>(TEXT.format("own:made", format, Optional.empty()));
    lines.addAll(TEXT.format("own:made", format, Optional.of("name_of()")).subList(6, 8));
    lines.add(ProbeJson.format("own:made", format, Optional.of("name_of()")));
    assertThat(String.join("\n", lines)).isEqualTo(golden("record.txt"));
  }

  @Test
  void rates() throws IOException {
    FireRates.Counts counts =
        new FireRates.Counts(
            List.of(
                new FireRates.Rate(Probe.of(ProbeKind.KPROBE, "vfs_read"), 12345),
                new FireRates.Rate(Probe.of(ProbeKind.TRACEPOINT, "sched", "sched_switch"), 7)),
            Duration.ofMillis(2000),
            Duration.ofMillis(30),
            false,
            List.of());
    List<String> lines = new ArrayList<>(TEXT.rates(counts));
    lines.add(TEXT.cost(counts));
    lines.add(ProbeJson.rate(counts.rates().get(0)));
    lines.add(ProbeJson.cost(counts));
    assertThat(String.join("\n", lines)).isEqualTo(golden("rates.txt"));
  }
}
