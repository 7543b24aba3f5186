package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;

/** Samples of probes, held against the kernel's own words. */
record SampleChecks(ExploredKernel kernel) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  void samples() throws Exception {
    String call = "tracepoint:syscalls:sys_enter_" + ExploredKernel.CALL;
    List<ProbeSite> sites =
        List.of(
            kernel.find(call, "").get(0),
            ExploredKernel.forced(Probe.of(ProbeKind.KPROBE, "vfs_read")),
            ExploredKernel.forced(Probe.of(ProbeKind.UPROBE, "/tmp/explored", "called_each_turn")));
    List<Samples.Sample> all = new ArrayList<>();
    // as many as one buffer holds: others read files meanwhile, and the calls are to be among them
    try (Samples samples =
        ExploredKernel.done(
            Samples.start(kernel.target(), kernel.toolchain(), sites, AttachOptions.none(), 400))) {
      kernel.shell("/tmp/explored 5");
      all.addAll(
          drained(
              samples,
              came ->
                  count(came, ProbeKind.TRACEPOINT) >= 5
                      && count(came, ProbeKind.UPROBE) >= 5
                      && count(came, ProbeKind.KPROBE) > 0));
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
        ExploredKernel.done(
            Samples.start(
                kernel.target(),
                kernel.toolchain(),
                sites.subList(0, 1),
                AttachOptions.none(),
                3))) {
      kernel.shell("/tmp/explored 50");
      assertThat(drained(samples, came -> came.size() >= 3)).hasSize(3);
    }
  }

  private static long count(List<Samples.Sample> samples, ProbeKind kind) {
    return samples.stream().filter(sample -> sample.probe().kind() == kind).count();
  }

  /** Waits until enough came, and then for what comes beside it, until none does for a while. */
  private static List<Samples.Sample> drained(
      Samples samples, Predicate<List<Samples.Sample>> enough) throws InterruptedException {
    List<Samples.Sample> all = new ArrayList<>();
    Optional<Samples.Sample> next = samples.next(PATIENCE);
    while (next.isPresent()) {
      all.add(next.get());
      next = samples.next(enough.test(all) ? Duration.ofSeconds(1) : PATIENCE);
    }
    return all;
  }

  private static String event(Samples.Sample sample) {
    return sample.probe().parts().get(1);
  }

  void asTheKernelPrints() throws Exception {
    asTheKernelPrints(
        List.of(
            "task:task_rename",
            "sched:sched_process_exec",
            "sched:sched_process_fork",
            "sched:sched_process_exit",
            "signal:signal_generate",
            "sock:inet_sock_set_state"),
        Set.of(
            "task_rename",
            "sched_process_exec",
            "sched_process_fork",
            "sched_process_exit",
            "signal_generate",
            "inet_sock_set_state"));
    asTheKernelPrints(
        List.of(
            "sched:sched_switch",
            "irq:softirq_entry",
            "timer:tick_stop",
            "raw_syscalls:sys_enter",
            "raw_syscalls:sys_exit"),
        Set.of("sched_switch", "softirq_entry", "sys_enter", "sys_exit"));
  }

  /** Every sample stands, letter for letter, in what the kernel itself printed meanwhile. */
  private void asTheKernelPrints(List<String> events, Set<String> wanted) throws Exception {
    String own = "/sys/kernel/tracing/instances/explored";
    StringBuilder enable = new StringBuilder("mkdir " + own + "; cd " + own + "; ");
    List<ProbeSite> sites = new ArrayList<>();
    for (String event : events) {
      enable.append("echo 1 >events/").append(event.replace(':', '/')).append("/enable; ");
      sites.add(kernel.find("tracepoint:" + event, "").get(0));
    }
    kernel.shell("ip link set lo up; " + enable);
    List<Samples.Sample> all;
    try (Samples samples =
        ExploredKernel.done(
            Samples.start(kernel.target(), kernel.toolchain(), sites, AttachOptions.none(), 400))) {
      kernel.shell("(echo >/dev/tcp/127.0.0.1/9); /tmp/explored 1; sleep 60 & kill $!");
      all =
          drained(
              samples,
              came ->
                  came.stream()
                      .map(SampleChecks::event)
                      .collect(Collectors.toSet())
                      .containsAll(wanted));
    }
    String printed = kernel.shell("cd " + own + "; echo 0 >tracing_on; cat trace");
    kernel.shell("echo 0 >" + own + "/events/enable; rmdir " + own);
    Set<String> seen = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (Samples.Sample sample : all) {
      String event = event(sample);
      seen.add(event);
      if (!printed.contains(event + ": " + sample.text() + "\n")) {
        missing.add(sample.toString());
      }
    }
    kernel.say("as the kernel prints: " + all.size() + " samples of " + seen);
    assertThat(missing).isEmpty();
    assertThat(seen).containsAll(wanted);
  }
}
