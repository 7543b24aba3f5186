package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.target.Run;
import probewright.target.RunListener;
import probewright.target.StreamListener;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * Targets other than a practice VM of one's own, in a guest that stands for another machine ({@code
 * ssh:HOST}, through sshd) or for this one ({@code local}, the command line inside it): neither
 * ever loads anything into the machine's own kernel.
 */
@Tag("oracle")
@Timeout(900)
class TargetsVmTest {
  private static final Map<String, Door> DOORS = new LinkedHashMap<>();

  /** Counts and sends each write of one byte by programs whose names begin with WHO, twice. */
  private static final String COUNTS =
      """
      struct seen_t { u32 pid; };
      BPF_PERF_OUTPUT(seen);
      BPF_HASH(calls, u32, u64);

      int kprobe__ksys_write(struct pt_regs *ctx)
      {
          char comm[16];
          struct seen_t now = {};
          u32 zero = 0;
          bpf_get_current_comm(&comm, sizeof(comm));
          if (comm[0] != 'WHO' || comm[1] != 'WHO')
              return 0;
          now.pid = bpf_get_current_pid_tgid() >> 32;
          seen.perf_submit(ctx, &now, sizeof(now));
          calls.increment(zero);
          return 0;
      }
      """;

  private static final String TRACES =
      """
      int kprobe__ksys_write(struct pt_regs *ctx)
      {
          char comm[16];
          bpf_get_current_comm(&comm, sizeof(comm));
          if (comm[0] == 'a' && comm[1] == 'a')
              bpf_trace_printk("one byte");
          return 0;
      }
      """;

  /** Counts what comes. */
  private static final class Counter implements RunListener {
    final AtomicLong events = new AtomicLong();
    final AtomicLong lines = new AtomicLong();
    final List<Problem> ends = new ArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      (stream.equals(StreamListener.TRACE_PIPE) ? lines : events).incrementAndGet();
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      throw new AssertionError(kernel + " and " + agent + " lost");
    }

    @Override
    public void ended(Problem why) {
      ends.add(why);
      ended.countDown();
    }
  }

  private static Door door(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
    if (door == null) {
      Path folder = Files.createTempDirectory("pw-door-");
      List<Path> more = new ArrayList<>();
      List<Path> classes = GuestCli.files();
      more.add(classes.get(0));
      more.add(Files.copy(classes.get(1), folder.resolve("picocli.jar")));
      more.add(Files.writeString(folder.resolve("aa.c"), program("a").text()));
      more.add(Files.writeString(folder.resolve("bb.c"), program("b").text()));
      door = Door.open(kernel, folder, more);
      DOORS.put(kernel, door);
      door.vm().run("cp /usr/bin/dd /tmp/aaaa && cp /usr/bin/dd /tmp/bbbb");
    }
    return door;
  }

  @AfterAll
  static void close() throws IOException {
    for (Door door : DOORS.values()) {
      door.close();
    }
  }

  private static Program program(String letter) {
    return Program.of(letter + letter + ".c", COUNTS.replace("WHO", letter));
  }

  private static void write(OracleVm vm, String name, int times)
      throws IOException, InterruptedException {
    vm.run("/tmp/" + name + " if=/dev/zero of=/dev/null bs=1 count=" + times + " status=none");
  }

  private static Target ssh(Door door, String host) throws ProblemException {
    return door.installation().open(new TargetSpec.Ssh(host));
  }

  private static Outcome<Run> start(Door door, Target target, Program program, Counter counter)
      throws ProblemException {
    Outcome<Toolchain> clang = door.installation().toolchain();
    return Run.start(
        program, ((Outcome.Done<Toolchain>) clang).value(), target, counter, System::nanoTime);
  }

  private static Run run(Door door, Target target, Program program, Counter counter)
      throws ProblemException {
    Outcome<Run> outcome = start(door, target, program, counter);
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<Run>) outcome).value();
  }

  private static long calls(Run run) throws ProblemException {
    return run.read("calls").stream()
        .mapToLong(entry -> ByteBuffer.wrap(entry.value()).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .sum();
  }

  private static List<String> files(OracleVm vm, String print) throws Exception {
    return vm.run(
            "find /root /home /tmp /var /run/lock " + print + " | grep -v 'cache-\\|cli-' | sort")
        .lines()
        .toList();
  }

  private static void awaitNoAgent(OracleVm vm) throws Exception {
    // in brackets, so that it is not found in the words of its own shell
    String none = "[ -z \"$(pgrep -f '[A]gent --descriptors')\" ]";
    vm.run("for i in $(seq 600); do " + none + " && break; sleep 0.1; done; " + none);
    assertThat(vm.run("bpftool prog list; bpftool link list")).isEmpty();
  }

  private static Problem refusal(Door door, String host) {
    return catchThrowableOfType(ProblemException.class, () -> ssh(door, host)).problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void sshCountsAndLeavesItsCacheAndNothingElse(String kernel) throws Exception {
    Door door = door(kernel);
    OracleVm vm = door.vm();
    // another test may have been here
    vm.run("rm -rf /root/.cache/probewright");
    List<String> before = files(vm, "");
    Counter counter = new Counter();
    try (Target target = ssh(door, "practice")) {
      assertThat(target.id()).isEqualTo("ssh:practice");
      assertThat(target.kernel().release()).startsWith(kernel + ".");
      assertThat(target.workloads()).isEmpty();
      try (Run run = run(door, target, program("a"), counter)) {
        write(vm, "aaaa", 1000);
        write(vm, "bbbb", 1000);
        run.detach();
        assertThat(calls(run)).isEqualTo(1000);
      }
    }
    assertThat(counter.events).hasValue(1000);
    assertThat(counter.ends).isEmpty();
    long[] copied = door.awaitSessions(1);
    assertThat(copied[copied.length - 1]).isGreaterThan(10_000_000);
    awaitNoAgent(vm);

    List<String> left = new ArrayList<>(files(vm, ""));
    left.removeAll(before);
    assertThat(left)
        .allMatch(file -> file.matches("/root/\\.cache(/probewright(/agent-[^/]+(/.*)?)?)?"));
    assertThat(left)
        .filteredOn(file -> file.matches("/root/\\.cache/probewright/[^/]+"))
        .hasSize(2)
        .anyMatch(file -> file.matches(".*/agent-[0-9a-f]{16}"))
        .anyMatch(file -> file.matches(".*/agent-java-[-0-9a-f]{36}"));

    List<String> stamps = files(vm, "-type f -printf '%i %T@ %p\\n'");
    try (Target again = ssh(door, "practice")) {
      assertThat(again.kernel().release()).startsWith(kernel + ".");
    }
    long[] taken = door.awaitSessions(1);
    assertThat(taken[taken.length - 1]).isLessThan(64 << 10);
    assertThat(files(vm, "-type f -printf '%i %T@ %p\\n'")).isEqualTo(stamps);
    awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void anAgentWhoseClientIsKilledGoes(String kernel) throws Exception {
    Door door = door(kernel);
    Counter counter = new Counter();
    try (Target target = ssh(door, "practice");
        Run run = run(door, target, program("a"), counter)) {
      assertThat(door.vm().run("bpftool prog list")).contains("ksys_write");
      assertThat(run.outputs()).isNotEmpty();
      ProcessHandle.current()
          .descendants()
          .filter(child -> child.info().commandLine().orElse("").contains("-oServerAliveInterval"))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(counter.ended.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(counter.ends.get(0).code()).isEqualTo("agent.gone");
      door.awaitSessions(1);
      awaitNoAgent(door.vm());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void twoClientsDoNotDisturbOneAnother(String kernel) throws Exception {
    Door door = door(kernel);
    Counter ours = new Counter();
    Counter theirs = new Counter();
    try (Run theirRun = run(door, door.port(), program("b"), theirs)) {
      try (Target far = ssh(door, "practice");
          Run ourRun = run(door, far, program("a"), ours)) {
        door.vm()
            .run(
                "for n in aaaa bbbb; do /tmp/$n if=/dev/zero of=/dev/null bs=1"
                    + " count=$([ $n = aaaa ] && echo 1000 || echo 700) status=none & done; wait");
        ourRun.detach();
        assertThat(calls(ourRun)).isEqualTo(1000);
      }
      door.awaitSessions(1);
      write(door.vm(), "bbbb", 500);
      write(door.vm(), "aaaa", 10);
      theirRun.detach();
      assertThat(calls(theirRun)).isEqualTo(1200);
      assertThat(theirs.events).hasValue(1200);
      assertThat(ours.events).hasValue(1000);
      assertThat(theirs.ends).isEmpty();
    }
    awaitNoAgent(door.vm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void theTracePipeHasOneReader(String kernel) throws Exception {
    Door door = door(kernel);
    Program program = Program.of("traces.c", TRACES);
    Counter first = new Counter();
    Counter second = new Counter();
    try (Target far = ssh(door, "practice")) {
      try (Run run = run(door, door.port(), program, first)) {
        Outcome<Run> refused = start(door, far, program, second);
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        Messages english = new Messages(Locale.ENGLISH);
        Problem problem = refused.problems().get(0);
        assertThat(english.sentence(problem) + "\n" + english.help(problem))
            .isEqualTo(
                """
                Somebody else is reading this kernel's trace pipe, and what one reader takes, \
                another does not get.
                End the other run (or the cat of trace_pipe), or send events by BPF_PERF_OUTPUT \
                or BPF_RINGBUF_OUTPUT: every run has its own.""");
        write(door.vm(), "aaaa", 5);
        run.detach();
        assertThat(first.lines).hasValue(5);
      }
      try (Run run = run(door, far, program, second)) {
        write(door.vm(), "aaaa", 7);
        run.detach();
      }
      assertThat(first.lines).hasValue(5);
      assertThat(second.lines).hasValue(7);
    }
    door.awaitSessions(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12"})
  void whoIsNotLetInIsTold(String kernel) throws Exception {
    Door door = door(kernel);
    assertThat(refusal(door, "stranger").code()).isEqualTo("target.ssh-denied");
    door.awaitSessions(1);
    assertThat(refusal(door, "impostor").code()).isEqualTo("target.ssh-host-key");
    door.awaitSessions(1);
    Problem nowhere = refusal(door, "nowhere");
    assertThat(nowhere.code()).isEqualTo("target.ssh-unreachable");
    assertThat(nowhere.arguments()).containsExactly("nowhere");

    Problem ann = refusal(door, "ann");
    assertThat(ann.code()).isEqualTo("target.ssh-no-rights");
    assertThat(ann.arguments()).containsExactly("ann", "ann");
    door.awaitSessions(1);
    door.vm().run("echo 'ann ALL=(root) NOPASSWD: ALL' >/etc/sudoers.d/ann");
    Counter counter = new Counter();
    try (Target target = ssh(door, "ann");
        Run run = run(door, target, program("a"), counter)) {
      write(door.vm(), "aaaa", 300);
      run.detach();
      assertThat(calls(run)).isEqualTo(300);
    } finally {
      door.vm().run("rm /etc/sudoers.d/ann");
    }
    door.awaitSessions(1);
    awaitNoAgent(door.vm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void localCountsAndTwoAtOnceDoNotDisturbOneAnother(String kernel) throws Exception {
    Door door = door(kernel);
    OracleVm vm = door.vm();
    vm.run("echo 'ann ALL=(root) ALL' >/etc/sudoers.d/ann");
    String run = "run --target local --json " + OracleVm.FILES;
    try (GuestCli root = GuestCli.start(vm, "root", run + "/aa.c");
        GuestCli ann = GuestCli.inTerminal(vm, "ann", "sesame", run + "/bb.c")) {
      root.awaitAttached();
      ann.awaitAttached();
      write(vm, "aaaa", 1000);
      write(vm, "bbbb", 700);
      // a person who watches has seen them all
      root.awaitLines(1000);
      assertThat(root.interrupt())
          .contains("{\"map\":\"calls\",\"entries\":[{\"key\":0,\"value\":1000}]}")
          .satisfies(
              all -> assertThat(all.lines().filter(l -> l.contains("\"pid\""))).hasSize(1000));
      write(vm, "bbbb", 500);
      ann.signal("INT");
      ann.waitFor();
      assertThat(ann.said())
          .contains("{\"map\":\"calls\",\"entries\":[{\"key\":0,\"value\":1200}]}");
    } finally {
      vm.run("rm /etc/sudoers.d/ann");
    }
    awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12"})
  void aCommandLineThatIsKilledLeavesNothing(String kernel) throws Exception {
    OracleVm vm = door(kernel).vm();
    try (GuestCli root =
        GuestCli.start(vm, "root", "run --target local " + OracleVm.FILES + "/aa.c")) {
      root.awaitAttached();
      assertThat(vm.run("bpftool prog list")).contains("ksys_write");
      // the agent runs nothing: it has threads, and no children
      assertThat(vm.run("pgrep -P $(pgrep -f '[A]gent --descriptors') || echo none"))
          .isEqualTo("none\n");
      root.signal("KILL");
      assertThat(root.waitFor()).isEqualTo(128 + 9);
    }
    awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12"})
  void whoHasNoRightsIsTold(String kernel) throws Exception {
    OracleVm vm = door(kernel).vm();
    String run = "run --target local " + OracleVm.FILES + "/aa.c";
    vm.run("echo 'ann ALL=(root) ALL' >/etc/sudoers.d/ann");
    try (GuestCli silent = GuestCli.start(vm, "ann", run)) {
      assertThat(silent.waitFor()).isEqualTo(1);
      assertThat(silent.said())
          .contains("sudo asks for a password, and there is no terminal to ask in.");
    }
    try (GuestCli wrong = GuestCli.inTerminal(vm, "ann", "barley", run)) {
      assertThat(wrong.waitFor()).isEqualTo(1);
      assertThat(wrong.said())
          .contains("sudo did not give the rights of root, which tracing this machine needs.")
          .contains("--target vm");
    } finally {
      vm.run("rm /etc/sudoers.d/ann");
    }
    // workloads are the practice guest's own runner's, not the agent's
    try (GuestCli workload =
        GuestCli.start(vm, "root", run.replace("local", "local --workload true"))) {
      assertThat(workload.waitFor()).isEqualTo(1);
      assertThat(workload.said()).contains("The target local runs no workloads.");
    }
    awaitNoAgent(vm);
  }
}
