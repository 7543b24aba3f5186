package probewright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose user, reader, guest, agent or QEMU goes away, as a process of its own. */
@Tag("vm")
@Timeout(300)
class LifeAndDeathVmTest {
  private static final Duration PROMPTLY = Duration.ofSeconds(30);
  private static final String DISK_LOOP =
      "while sleep 0.05; do"
          + " dd if=/dev/zero of=$PRACTICE_DISK bs=8k count=10 oflag=direct; done";

  @TempDir private Path folder;

  private final List<ProcessHandle> ours = new ArrayList<>();

  /**
   * A run that is attached.
   *
   * @param rest what it says on standard error from now on
   * @param machine its QEMU
   */
  private record Alive(
      Process process, CompletableFuture<String> rest, List<ProcessHandle> machine) {
    void signal(String signal) throws Exception {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).inheritIO().start();
      assertThat(kill.waitFor()).isZero();
    }

    String output() throws IOException {
      try (InputStream out = process.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    void assertEnds(int status) throws Exception {
      assertThat(process.waitFor(PROMPTLY.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
      for (ProcessHandle part : machine) {
        part.onExit().get(PROMPTLY.toSeconds(), TimeUnit.SECONDS);
      }
      try (DirectoryStream<Path> left =
          Files.newDirectoryStream(
              Path.of(System.getProperty("java.io.tmpdir")),
              "probewright-vm-" + process.pid() + "-*")) {
        assertThat(left).isEmpty();
      }
      assertThat(rest.get()).doesNotContain("Exception", "\tat ");
    }
  }

  /** Starts it and waits until it is attached. */
  private Alive start(String target, String program, String... more) throws Exception {
    LessonProgram lesson =
        LessonPrograms.all().stream().filter(p -> p.id().equals(program)).findFirst().orElseThrow();
    return run(target, Files.writeString(folder.resolve(lesson.file()), lesson.text()), more);
  }

  private Alive run(String target, Path file, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    // a process group of its own, as a terminal gives it, in which Ctrl-C is not ignored
    command.addAll(List.of("setsid", "env", "--default-signal=INT"));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dprobewright.agent=" + System.getProperty("probewright.agent"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "probewright.cli.Main"));
    command.addAll(List.of("run", file.toString(), "--target", target));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    ours.add(process.toHandle());
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    String line = err.readLine();
    StringBuilder before = new StringBuilder();
    while (line != null && !line.startsWith("Attached after ")) {
      before.append(line).append('\n');
      line = err.readLine();
    }
    assertThat(line).as(before.toString()).isNotNull();
    List<ProcessHandle> machine = process.descendants().toList();
    assertThat(machine).isNotEmpty();
    ours.addAll(machine);
    CompletableFuture<String> rest =
        CompletableFuture.supplyAsync(() -> String.join("\n", err.lines().toList()));
    return new Alive(process, rest, machine);
  }

  @AfterEach
  void endWhatWeStarted() {
    ours.forEach(ProcessHandle::destroyForcibly);
  }

  /** Says when it has counted something. */
  private static final String COUNTS =
      """
      BPF_HISTOGRAM(dist);
      int kprobe__sys_clone(void *ctx)
      {
          dist.increment(bpf_log2l(4));
          bpf_trace_printk("counted\\n");
          return 0;
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void controlCPrintsTheMapsAndEnds(String target) throws Exception {
    Alive run =
        run(
            target,
            Files.writeString(folder.resolve("counts.c"), COUNTS),
            "--interval",
            "1000",
            "--workload",
            "while sleep 0.05; do (true); done");
    BufferedReader out = run.process().inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).endsWith(": counted");
    run.signal("INT");
    assertThat(out.lines().toList()).contains("     value               : count     distribution");
    run.assertEnds(130);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void beingAskedToEndPrintsTheMapsAndEnds(String target) throws Exception {
    Alive run = start(target, "bitehist", "--workload", DISK_LOOP, "--json");
    run.signal("TERM");
    assertThat(run.output().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            map -> assertThat(map).startsWith("{\"map\":\"dist\""),
            losses -> assertThat(losses).startsWith("{\"losses\":"));
    run.assertEnds(143);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void aReaderThatLeavesEndsTheRunQuietly(String target) throws Exception {
    Alive run = start(target, "hello_world", "--workload", "while sleep 0.05; do (true); done");
    assertThat(run.process().inputReader(StandardCharsets.UTF_8).readLine())
        .contains("Hello, World!");
    run.process().getInputStream().close();
    run.assertEnds(0);
    assertThat(run.rest().get()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void aPanicOfTheGuestIsSaid(String target) throws Exception {
    Alive run =
        start(
            target,
            "bitehist",
            "--workload",
            "echo 1 >/proc/sys/kernel/sysrq; echo c >/proc/sysrq-trigger");
    run.assertEnds(1);
    assertThat(run.rest().get()).contains("The practice VM's kernel panicked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void aKilledAgentIsSaid(String target) throws Exception {
    Alive run = start(target, "bitehist", "--workload", "kill -9 $(pgrep java); sleep 60");
    run.assertEnds(1);
    assertThat(run.rest().get()).contains("The agent in the practice VM ended.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm:6.1", "vm:6.12"})
  void aKilledQemuIsSaid(String target) throws Exception {
    Alive run = start(target, "bitehist");
    run.machine().forEach(ProcessHandle::destroyForcibly);
    run.assertEnds(1);
    assertThat(run.rest().get()).contains("The practice VM ended by itself");
  }
}
