package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;

class FileRequestsTest {
  @TempDir private Path root;

  @Test
  void aFileThatCannotBeReadDoesNotStayOpen() throws Exception {
    // a folder opens, and cannot be read
    Files.createDirectories(root.resolve("proc/kallsyms"));
    FileRequests requests =
        new FileRequests(new KernelFiles(root), new BinaryRequests(root, new FakeBpf()));
    for (int i = 0; i < 20; i++) {
      Body file = requests.open(Body.with().put("what", "kallsyms").done());
      assertThatThrownBy(() -> requests.next(file))
          .isInstanceOfSatisfying(
              AgentException.class, e -> assertThat(e.code()).isEqualTo("agent.unreadable"));
    }
  }
}
