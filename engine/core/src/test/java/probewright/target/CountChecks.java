package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;

/** How often probes fire, held against what really happened and what the kernel takes. */
record CountChecks(ExploredKernel kernel) {
  /** What the catalogue says of some functions, asked of the kernel itself. */
  void claims() throws Exception {
    List<ProbeSite> all = kernel.find("", "kprobe");
    List<ProbeSite> usable =
        all.stream().filter(ProbeSite::isUsable).filter(site -> site.where().isEmpty()).toList();
    List<ProbeSite> some = ExploredKernel.spread(usable, 12);
    try (FireRates counting = kernel.started(some)) {
      assertThat(counting.now().notes()).isEmpty();
    }
    List<ProbeSite> typed =
        ExploredKernel.spread(
            kernel.find("", "fentry").stream().filter(ProbeSite::isUsable).toList(), 12);
    try (FireRates counting = kernel.started(typed)) {
      assertThat(counting.now().rates()).hasSize(12);
    }
    for (Obstacle why : List.of(Obstacle.NOT_TRACEABLE, Obstacle.BLACKLISTED)) {
      List<ProbeSite> not =
          all.stream().filter(site -> site.obstacle().equals(Optional.of(why))).toList();
      for (ProbeSite site : ExploredKernel.spread(not, 4)) {
        ProbeSite forced = ExploredKernel.forced(Probe.of(ProbeKind.KPROBE, site.name()));
        assertThat(kernel.refused(forced).code()).as(site.name()).isEqualTo("attach." + why.word());
      }
    }
  }

  void rates() throws Exception {
    List<ProbeSite> sites =
        List.of(
            ExploredKernel.forced(Probe.of(ProbeKind.KPROBE, ExploredKernel.CALLED)),
            ExploredKernel.forced(Probe.of(ProbeKind.KPROBE, "finish_task_switch.isra.0")),
            ExploredKernel.forced(Probe.of(ProbeKind.KRETPROBE, ExploredKernel.CALLED)),
            ExploredKernel.forced(
                Probe.of(ProbeKind.TRACEPOINT, "syscalls", "sys_exit_" + ExploredKernel.CALL)),
            ExploredKernel.forced(Probe.of(ProbeKind.FENTRY, ExploredKernel.CALLED)),
            ExploredKernel.forced(Probe.of(ProbeKind.UPROBE, "/tmp/explored", "called_each_turn")),
            ExploredKernel.forced(Probe.of(ProbeKind.USDT, "/tmp/explored", "explored", "turn")));
    try (FireRates counting = kernel.started(sites)) {
      kernel.shell("/tmp/explored " + ExploredKernel.TURNS);
      FireRates.Counts counts = counting.count(Duration.ofMillis(1));
      Map<String, Long> hits = new TreeMap<>();
      counts.rates().forEach(rate -> hits.put(rate.probe().toString(), rate.hits()));
      kernel.say("rates " + hits + " share " + counts.share() + " in " + counts.took());
      assertThat(hits.remove("kprobe:finish_task_switch.isra.0")).isPositive();
      assertThat(hits)
          .hasSize(6)
          .allSatisfy((probe, count) -> assertThat(count).isEqualTo(ExploredKernel.TURNS));
      assertThat(counts.spent()).isPositive();
      assertThat(counts.stopped()).isFalse();
      // no more is counted, though the probes stay until the end
      kernel.shell("/tmp/explored " + ExploredKernel.TURNS);
      assertThat(counting.now().hits()).isEqualTo(counts.hits());
    }
  }

  void bounds() throws Exception {
    List<ProbeSite> many = ExploredKernel.spread(kernel.find("", "tracepoint"), FireRates.MOST + 1);
    assertThat(kernel.refusedAll(many).code()).isEqualTo("probe.too-many");
    if (kernel.release().equals("6.12")) {
      List<ProbeSite> functions =
          kernel.find("tcp_*", "kprobe").stream().filter(ProbeSite::isUsable).toList();
      assertThat(functions).hasSizeGreaterThan(FireRates.MOST);
      try (FireRates counting = kernel.started(functions)) {
        assertThat(counting.count(Duration.ofMillis(50)).rates()).hasSize(functions.size());
      }
    }
    try (FireRates counting =
            kernel.started(
                List.of(ExploredKernel.forced(Probe.of(ProbeKind.FENTRY, ExploredKernel.CALLED))));
        Workloads.Workload busy =
            kernel
                .target()
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
    try (FireRates counting =
        kernel.started(
            List.of(ExploredKernel.forced(Probe.of(ProbeKind.FENTRY, ExploredKernel.CALLED))))) {
      counting.stop();
      FireRates.Counts counts = counting.count(Duration.ofMinutes(5));
      assertThat(counts.stopped()).isFalse();
      assertThat(counts.took()).isLessThan(Duration.ofMinutes(5));
    }
  }
}
