package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.compiler.MiniKernel;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** A kernel that ran once is known without running. */
class KnownKernelsTest {
  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();

  private static final KnownKernels.Behind NOBODY =
      () -> {
        throw new ProblemException(Problem.error(Stage.LOAD, "agent.silent", 1));
      };

  private final class Running implements KernelFiles {
    @Override
    public String build() {
      return "#1 SMP";
    }

    @Override
    public Optional<String> tracepointFormat(String category, String event) {
      asked.add("format " + category + ":" + event);
      return Optional.of("name: " + event + "\nformat:\n");
    }

    @Override
    public List<String> tracepoints() {
      asked.add("tracepoints");
      return List.of("block:block_rq_issue", "sched:sched_switch");
    }

    @Override
    public List<String> traceableFunctions() {
      asked.add("functions");
      return List.of("vfs_read", "vfs_write");
    }

    @Override
    public Map<String, String> config() {
      return Map.of("CONFIG_HZ", "250", "CONFIG_NAME", "\"a=b\"");
    }

    @Override
    public List<String> modulesWithTypes() {
      return List.of("nvme");
    }

    @Override
    public Optional<byte[]> moduleBtf(String module) {
      return Optional.of(module.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int processors() {
      return 2;
    }
  }

  private Kernel running() throws Exception {
    Kernel mini = MiniKernel.make(folder);
    return new Kernel(mini.release(), mini.machine(), mini.btf(), new Running());
  }

  private KnownKernels known() {
    return new KnownKernels(folder.resolve("cache"));
  }

  @Test
  void whatWasAskedOnceIsKnownWithoutTheKernel() throws Exception {
    Kernel running = running();
    known().remember("vm", running);
    Kernel first = known().recall("vm", running::files).orElseThrow();
    KernelFiles files = first.files();
    assertThat(files.tracepointFormat("block", "block_rq_issue")).isPresent();
    assertThat(files.traceableFunctions()).containsExactly("vfs_read", "vfs_write");
    assertThat(files.config()).isEqualTo(running.files().config());
    assertThat(files.moduleBtf("nvme")).isPresent();
    assertThat(files.processors()).isEqualTo(2);

    Kernel again = known().recall("vm", NOBODY).orElseThrow();
    assertThat(again.release()).isEqualTo(running.release());
    assertThat(again.machine()).isEqualTo(running.machine());
    assertThat(again.btf().sha256()).isEqualTo(running.btf().sha256());
    assertThat(again.files().build()).isEqualTo("#1 SMP");
    assertThat(again.files().tracepoints())
        .containsExactly("block:block_rq_issue", "sched:sched_switch");
    assertThat(again.files().tracepointFormat("block", "block_rq_issue"))
        .contains("name: block_rq_issue\nformat:\n");
    assertThat(again.files().config()).isEqualTo(running.files().config());
    assertThat(again.files().moduleBtf("nvme")).isPresent();
  }

  @Test
  void whatWasNeverAskedNeedsTheKernel() throws Exception {
    Kernel running = running();
    known().remember("vm", running);
    Kernel alone = known().recall("vm", NOBODY).orElseThrow();
    assertThatThrownBy(() -> alone.files().traceableFunctions())
        .isInstanceOf(ProblemException.class);
    assertThat(known().recall("another", NOBODY)).isEmpty();
  }

  @Test
  void aNameThatIsBeingTypedStartsNothing() throws Exception {
    Kernel running = running();
    known().remember("vm", running);
    Kernel kernel = known().recall("vm", running::files).orElseThrow();
    kernel.files().tracepoints();
    asked.clear();
    assertThat(kernel.files().tracepointFormat("block", "block_rq_is")).isEmpty();
    assertThat(kernel.files().tracepointFormats("bloc")).isEmpty();
    assertThat(kernel.files().moduleBtf("nv")).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void spoiltTypesAreForgotten() throws Exception {
    Kernel running = running();
    known().remember("vm", running);
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("btf-")).toList()) {
        Files.writeString(file, "spoilt");
      }
    }
    assertThat(known().recall("vm", NOBODY)).isEmpty();
  }
}
