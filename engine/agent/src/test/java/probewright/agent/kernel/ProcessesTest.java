package probewright.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.agent.wire.AgentException;

class ProcessesTest {
  @TempDir private Path root;
  private Path process = Path.of("");

  @BeforeEach
  void aProcessInAContainer() throws Exception {
    process = Files.createDirectories(root.resolve("proc/300"));
    Files.createDirectories(process.resolve("root/tmp"));
    Files.writeString(process.resolve("maps"), "00400000-00401000 r-xp 00000000 08:01 1 /bin/x\n");
    Files.writeString(process.resolve("status"), "Name:\tx\nNSpid:\t300\t7\n");
  }

  @Test
  void mapsAreAsTheKernelWritesThem() throws Exception {
    assertThat(new Processes(root).maps(300))
        .hasContent("00400000-00401000 r-xp 00000000 08:01 1 /bin/x\n");
    assertThatThrownBy(() -> new Processes(root).maps(301))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo("binary.no-process"));
  }

  @Test
  void aPerfMapIsNamedByTheNumberThatTheProcessKnows() throws Exception {
    assertThatThrownBy(() -> new Processes(root).perfMap(300))
        .isInstanceOf(NoSuchFileException.class);
    Files.writeString(process.resolve("root/tmp/perf-7.map"), "1000 20 run\n");
    assertThat(new String(new Processes(root).perfMap(300).readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("1000 20 run\n");
  }

  @Test
  void aLinkInThePerfMapsPlaceIsNotFollowed() throws Exception {
    Path secret = Files.writeString(root.resolve("secret"), "1000 20 secret\n");
    Files.createSymbolicLink(process.resolve("root/tmp/perf-7.map"), secret);
    assertThatThrownBy(() -> new Processes(root).perfMap(300))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aMappedFileIsFoundByItsRangeAndElseByItsPath() throws Exception {
    Processes processes = new Processes(root);
    assertThatThrownBy(() -> processes.mapped(300, "400000-401000", "/bin/x"))
        .isInstanceOf(AgentException.class);
    assertThatThrownBy(() -> processes.mapped(300, "../../secret", "/bin/x"))
        .isInstanceOf(AgentException.class);
    Path seen = process.resolve("root/bin/x");
    Files.createDirectories(process.resolve("root/bin"));
    Files.writeString(seen, "");
    assertThat(processes.mapped(300, "400000-401000", "/bin/x")).isEqualTo(seen);
    Path mapped = Files.createDirectories(process.resolve("map_files")).resolve("400000-401000");
    Files.writeString(mapped, "");
    assertThat(processes.mapped(300, "400000-401000", "/bin/x")).isEqualTo(mapped);
  }
}
