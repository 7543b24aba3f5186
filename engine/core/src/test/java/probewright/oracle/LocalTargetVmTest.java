package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code local} by the command line inside a guest that stands for this machine: nothing is ever
 * loaded into the machine's own kernel.
 */
@Tag("oracle")
@Timeout(900)
class LocalTargetVmTest {
  private static final Doors DOORS = new Doors();

  @AfterAll
  static void close() throws IOException {
    DOORS.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void localCountsAndTwoAtOnceDoNotDisturbOneAnother(String kernel) throws Exception {
    Door door = DOORS.get(kernel);
    OracleVm vm = door.vm();
    vm.run("echo 'ann ALL=(root) ALL' >/etc/sudoers.d/ann");
    String run = "run --target local --json " + OracleVm.FILES;
    try (GuestCli root = GuestCli.start(vm, "root", run + "/aa.c");
        GuestCli ann = GuestCli.inTerminal(vm, "ann", "sesame", run + "/bb.c")) {
      root.awaitAttached();
      ann.awaitAttached();
      Doors.write(vm, "aaaa", 1000);
      Doors.write(vm, "bbbb", 700);
      // a person who watches has seen them all
      root.awaitLines(1000);
      assertThat(root.interrupt())
          .contains("{\"map\":\"calls\",\"entries\":[{\"key\":0,\"value\":1000}]}")
          .satisfies(
              all -> assertThat(all.lines().filter(l -> l.contains("\"pid\""))).hasSize(1000));
      Doors.write(vm, "bbbb", 500);
      ann.signal("INT");
      ann.waitFor();
      assertThat(ann.said())
          .contains("{\"map\":\"calls\",\"entries\":[{\"key\":0,\"value\":1200}]}");
    } finally {
      vm.run("rm /etc/sudoers.d/ann");
    }
    Doors.awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12"})
  void aCommandLineThatIsKilledLeavesNothing(String kernel) throws Exception {
    OracleVm vm = DOORS.get(kernel).vm();
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
    Doors.awaitNoAgent(vm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.12"})
  void whoHasNoRightsIsTold(String kernel) throws Exception {
    OracleVm vm = DOORS.get(kernel).vm();
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
    Doors.awaitNoAgent(vm);
  }
}
