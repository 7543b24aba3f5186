package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * {@code ssh:HOST}, through sshd, in a guest that stands for another machine: nothing is ever
 * loaded into the machine's own kernel.
 */
@Tag("oracle")
@Timeout(900)
class SshTargetVmTest {
  private static final Doors DOORS = new Doors();

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

  @AfterAll
  static void close() throws IOException {
    DOORS.close();
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

  private static Problem refusal(Door door, String host) {
    return catchThrowableOfType(ProblemException.class, () -> ssh(door, host)).problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void sshCountsAndLeavesItsCacheAndNothingElse(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
    OracleVm vm = door.vm();
    // another test may have been here
    vm.run("rm -rf /root/.cache/probewright");
    List<String> before = files(vm, "");
    Counter counter = new Counter();
    try (Target target = ssh(door, "practice")) {
      assertThat(target.id()).isEqualTo("ssh:practice");
      assertThat(target.kernel().release()).startsWith(kernel + ".");
      assertThat(target.workloads()).isEmpty();
      try (Run run = run(door, target, Doors.program("a"), counter)) {
        Doors.write(vm, "aaaa", 1000);
        Doors.write(vm, "bbbb", 1000);
        run.detach();
        assertThat(calls(run)).isEqualTo(1000);
      }
    }
    assertThat(counter.events).hasValue(1000);
    assertThat(counter.ends).isEmpty();
    long[] copied = door.awaitSessions(1);
    assertThat(copied[copied.length - 1]).isGreaterThan(10_000_000);
    Doors.awaitNoAgent(vm);

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
    Doors.awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void anAgentWhoseClientIsKilledGoes(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
    Counter counter = new Counter();
    try (Target target = ssh(door, "practice");
        Run run = run(door, target, Doors.program("a"), counter)) {
      assertThat(door.vm().run("bpftool prog list")).contains("ksys_write");
      assertThat(run.outputs()).isNotEmpty();
      ProcessHandle.current()
          .descendants()
          .filter(child -> child.info().commandLine().orElse("").contains("-oServerAliveInterval"))
          .forEach(ProcessHandle::destroyForcibly);
      assertThat(counter.ended.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(counter.ends.get(0).code()).isEqualTo("agent.gone");
      door.awaitSessions(1);
      Doors.awaitNoAgent(door.vm());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void twoClientsDoNotDisturbOneAnother(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
    Counter ours = new Counter();
    Counter theirs = new Counter();
    try (Run theirRun = run(door, door.port(), Doors.program("b"), theirs)) {
      try (Target far = ssh(door, "practice");
          Run ourRun = run(door, far, Doors.program("a"), ours)) {
        door.vm()
            .run(
                "for n in aaaa bbbb; do /tmp/$n if=/dev/zero of=/dev/null bs=1"
                    + " count=$([ $n = aaaa ] && echo 1000 || echo 700) status=none & done; wait");
        ourRun.detach();
        assertThat(calls(ourRun)).isEqualTo(1000);
      }
      door.awaitSessions(1);
      Doors.write(door.vm(), "bbbb", 500);
      Doors.write(door.vm(), "aaaa", 10);
      theirRun.detach();
      assertThat(calls(theirRun)).isEqualTo(1200);
      assertThat(theirs.events).hasValue(1200);
      assertThat(ours.events).hasValue(1000);
      assertThat(theirs.ends).isEmpty();
    }
    Doors.awaitNoAgent(door.vm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void theTracePipeHasOneReader(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
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
        Doors.write(door.vm(), "aaaa", 5);
        run.detach();
        assertThat(first.lines).hasValue(5);
      }
      try (Run run = run(door, far, program, second)) {
        Doors.write(door.vm(), "aaaa", 7);
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
    Door door = DOORS.get(kernel);
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
        Run run = run(door, target, Doors.program("a"), counter)) {
      Doors.write(door.vm(), "aaaa", 300);
      run.detach();
      assertThat(calls(run)).isEqualTo(300);
    } finally {
      door.vm().run("rm /etc/sudoers.d/ann");
    }
    door.awaitSessions(1);
    Doors.awaitNoAgent(door.vm());
  }
}
