package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An agent that may trace but not administrate the system: it counts all the same, and says what it
 * cannot tell. By fentry, for Debian's kernels let nobody else open a kprobe (they set
 * perf_event_paranoid to 3).
 */
@Tag("oracle")
@Timeout(900)
class FewerRightsVmTest {
  private static final String COUNTS =
      """
      BPF_HASH(calls, u32, u64);

      KFUNC_PROBE(ksys_write)
      {
          char comm[16];
          u32 zero = 0;
          bpf_get_current_comm(&comm, sizeof(comm));
          if (comm[0] == 'a' && comm[1] == 'a')
              calls.increment(zero);
          return 0;
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatProgramsCostIsNotToldWithoutThePermissionAndTheRunGoesOn(String kernel)
      throws Exception {
    List<Path> classes = GuestCli.files();
    List<Path> files = new ArrayList<>();
    files.add(classes.get(0));
    files.add(Files.copy(classes.get(1), folder.resolve("picocli.jar")));
    files.add(Files.writeString(folder.resolve("aa.c"), COUNTS));
    try (OracleVm vm = OracleVm.boot(kernel, files)) {
      vm.run("cp /usr/bin/dd /tmp/aaaa");
      String run = "run --target local --json --cost " + OracleVm.FILES + "/aa.c";
      try (GuestCli cli = GuestCli.without(vm, "sys_admin", run)) {
        cli.awaitAttached();
        vm.run("/tmp/aaaa if=/dev/zero of=/dev/null bs=1 count=1000 status=none");
        assertThat(cli.interrupt())
            .contains("{\"map\":\"calls\",\"entries\":[{\"key\":0,\"value\":1000}]}");
        assertThat(cli.said())
            .contains("The kernel does not count what programs cost: ")
            .contains("for an agent with CAP_SYS_ADMIN");
      }
    }
  }
}
