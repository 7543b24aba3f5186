package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.ProblemException;
import probewright.target.Workloads;

/** Needs what packaging/test sets up: kernels, image, snapshots. */
@Tag("vm")
final class PracticeVmTest {
  private long foldersBefore;

  @BeforeEach
  void count() throws IOException {
    foldersBefore = folders();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertThat(folders()).isEqualTo(foldersBefore);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void bootsWithoutASnapshot(String kernel) throws Exception {
    try (PracticeVm vm = PracticeVm.open(options(kernel).withSnapshots(false))) {
      assertThat(vm.restored()).isFalse();
      assertThat(output(vm, "uname -r")).startsWith(kernel + ".");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void restoresWithTheTimeOfDayAndNewRandomNumbers(String kernel) throws Exception {
    String[] random = new String[2];
    for (int i = 0; i < 2; i++) {
      try (PracticeVm vm = PracticeVm.open(options(kernel))) {
        assertThat(vm.restored()).isTrue();
        long guest = Long.parseLong(output(vm, "date +%s").trim());
        assertThat(Math.abs(Instant.now().getEpochSecond() - guest)).isLessThan(10);
        random[i] = output(vm, "head -c 16 /dev/urandom | od -An -tx1");
      }
    }
    assertThat(random[0]).isNotEqualTo(random[1]);
  }

  @Test
  void runsCommandsOneBesideTheOther() throws Exception {
    try (PracticeVm vm = PracticeVm.open(options("6.12"))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Workloads.Workload sleeper =
          vm.workloads().start("sleep 1000", OutputStream.nullOutputStream(), err);
      assertThat(vm.workloads().start("echo o; echo e >&2; exit 7", out, err).waitFor())
          .isEqualTo(7);
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("o\n");
      assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("e\n");
      sleeper.close();
      assertThat(sleeper.waitFor()).isEqualTo(128 + 9);
      assertThat(output(vm, "pgrep sleep || echo none")).isEqualTo("none\n");

      // bytes arrive whole and in order: compared with what seq means, reckoned on this side
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      vm.workloads().start("seq 500000", many, OutputStream.nullOutputStream()).waitFor();
      MessageDigest expected = MessageDigest.getInstance("SHA-256");
      for (int i = 1; i <= 500_000; i++) {
        expected.update((i + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(MessageDigest.getInstance("SHA-256").digest(many.toByteArray()))
          .isEqualTo(expected.digest());

      assertThat(
              output(
                  vm,
                  "dd if=/dev/zero of=$PRACTICE_DISK bs=1M count=4 oflag=direct 2>/dev/null"
                      + " && echo written"))
          .isEqualTo("written\n");
      assertThat(output(vm, "modprobe null_blk && ls /sys/block | grep -c nullb").trim())
          .isNotEqualTo("0");
      assertThat(output(vm, "ls /sys/class/net")).isEqualTo("lo\n");
      assertThat(output(vm, "ps -o stat= ax | grep -c Z || true")).isEqualTo("0\n");
    }
  }

  @Test
  void aFloodThatNobodyReadsHoldsUpNothing() throws Exception {
    try (PracticeVm vm = PracticeVm.open(options("6.12"))) {
      java.util.concurrent.CountDownLatch open = new java.util.concurrent.CountDownLatch(1);
      OutputStream slow =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              try {
                open.await();
              } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
              }
            }
          };
      Workloads.Workload flood = vm.workloads().start("yes", slow, slow);
      assertThat(output(vm, "echo still here")).isEqualTo("still here\n");
      flood.close();
      open.countDown();
      assertThat(flood.waitFor()).isEqualTo(128 + 9);
    }
  }

  @Test
  @Timeout(60)
  void aCommandThatIsKilledAsItStartsEnds() throws Exception {
    try (PracticeVm vm = PracticeVm.open(options("6.12"))) {
      Workloads.Workload sleeper =
          vm.workloads()
              .start(
                  "sleep 1000", OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
      sleeper.close();
      assertThat(sleeper.waitFor()).isEqualTo(128 + 9);
    }
  }

  @Test
  void aPanicIsTold() throws Exception {
    try (PracticeVm vm = PracticeVm.open(options("6.12"))) {
      Workloads.Workload fatal =
          vm.workloads()
              .start(
                  "echo c >/proc/sysrq-trigger",
                  OutputStream.nullOutputStream(),
                  OutputStream.nullOutputStream());
      assertProblem("vm.panic", fatal::waitFor);
      assertProblem("vm.panic", () -> vm.agentInput().read());
      assertThat(ProcessHandle.of(vm.pid())).isEmpty();
    }
  }

  @Test
  void aKilledMachineIsTold() throws Exception {
    try (PracticeVm vm = PracticeVm.open(options("6.12"))) {
      Workloads.Workload sleeper =
          vm.workloads()
              .start(
                  "sleep 1000", OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
      assertThat(ProcessHandle.of(vm.pid()).orElseThrow().destroyForcibly()).isTrue();
      assertProblem("vm.ended", sleeper::waitFor);
    }
  }

  @Test
  void aHungMachineIsTold() throws Exception {
    VmOptions impatient =
        options("6.12").withLimits(Duration.ofSeconds(90), Duration.ofSeconds(10));
    try (PracticeVm vm = PracticeVm.open(impatient)) {
      Workloads.Workload sleeper =
          vm.workloads()
              .start(
                  "sleep 1000", OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
      vm.machine().qmp().execute("stop", Map.of());
      assertProblem("vm.hung", sleeper::waitFor);
    }
  }

  /** Neither waits for its whole limit: the guest tells of the one, the other is seen before it. */
  @Test
  void anAgentThatCannotStartIsToldAtOnce(@org.junit.jupiter.api.io.TempDir Path bundle)
      throws Exception {
    for (String part :
        java.util.List.of(
            "libprobewright-agent.so",
            "probewright-agent-1.jar",
            "jackson-core-1.jar",
            "jackson-dataformat-cbor-1.jar")) {
      Files.writeString(bundle.resolve(part), "");
    }
    Files.writeString(bundle.resolve("launch"), "#!/bin/sh\nexit 126\n");
    VmOptions options = VmOptions.of("6.12").withAgent(bundle).withSnapshots(false);
    assertThatThrownBy(() -> PracticeVm.open(options))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("vm.agent-ended");
              assertThat(e.problem().raw()).contains("the agent ended with status 126");
            });
    Files.delete(bundle.resolve("jackson-core-1.jar"));
    assertProblem("target.no-agent", () -> PracticeVm.open(options));
  }

  @Test
  void whatIsMissingIsNamed(@org.junit.jupiter.api.io.TempDir Path empty) {
    assertProblem("vm.not-set-up", () -> PracticeVm.open(options("6.1").withCache(empty)));
    assertProblem("vm.unknown-kernel", () -> PracticeVm.open(options("5.4")));
  }

  private static VmOptions options(String kernel) {
    String agent = System.getProperty("probewright.agent", "");
    return agent.isEmpty() ? VmOptions.of(kernel) : VmOptions.of(kernel).withAgent(Path.of(agent));
  }

  private interface Doing {
    void run() throws Exception;
  }

  private static void assertProblem(String code, Doing doing) {
    assertThatThrownBy(doing::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private static String output(PracticeVm vm, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    vm.workloads().start(command, out, OutputStream.nullOutputStream()).waitFor();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static long folders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      String ours = "probewright-vm-" + ProcessHandle.current().pid() + "-";
      return all.filter(path -> path.getFileName().toString().startsWith(ours)).count();
    }
  }
}
