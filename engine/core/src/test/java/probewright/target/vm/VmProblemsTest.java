package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class VmProblemsTest {
  @Test
  void findsThePanicInFrontOfItsTrace() {
    String trace = "[    6.3]  do_syscall_64+0x87/0x180\n".repeat(60);
    var problem =
        VmProblems.ended("0", "up\n[ 6.2] Kernel panic - not syncing: sysrq\n" + trace + "end");
    assertThat(problem.code()).isEqualTo("vm.panic");
    assertThat(problem.arguments()).containsExactly("not syncing: sysrq");
    assertThat(problem.raw()).contains("Kernel panic").endsWith("end");
  }

  @Test
  void anEndWithoutAPanicIsOnlyAnEnd() {
    assertThat(VmProblems.ended("signal 9", "up").code()).isEqualTo("vm.ended");
  }

  @Test
  void aFullDiskHasItsOwnSentence() {
    var failed = VmProblems.of(new IOException("No space left on device"), "vm.folder", "/tmp");
    assertThat(failed.problem().code()).isEqualTo("vm.disk-full");
  }
}
