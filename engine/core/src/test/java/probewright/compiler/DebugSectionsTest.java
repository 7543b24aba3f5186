package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.Btf;

class DebugSectionsTest {
  @TempDir private Path folder;

  private String run(String... command) throws IOException {
    ChildProcess.Result result =
        ChildProcess.run(List.of(command), folder, new byte[0], Duration.ofSeconds(30));
    assertThat(result.exit()).as(result.err()).isZero();
    return new String(result.out(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsNotForDebuggingStaysAsItWas() throws Exception {
    Files.writeString(
        folder.resolve("x.c"),
        """
        struct pair { int a; long b; } pairs[3] __attribute__((section(".maps")));
        __attribute__((section("kprobe/x"))) int f(struct pair *p) { return p->a + pairs[1].a; }
        """);
    run("clang", "-target", "bpf", "-O2", "-g", "-c", "x.c", "-o", "x.o");
    byte[] whole = Files.readAllBytes(folder.resolve("x.o"));
    byte[] less = DebugSections.drop(whole);
    Files.write(folder.resolve("y.o"), less);
    assertThat(less.length).isLessThan(whole.length);
    assertThat(run("llvm-objdump", "-d", "-r", "-t", "y.o").replace("y.o", "x.o"))
        .contains("R_BPF_64_64")
        .isEqualTo(run("llvm-objdump", "-d", "-r", "-t", "x.o"));
    assertThat(run("llvm-readelf", "-S", "y.o"))
        .contains(".BTF.ext", "kprobe/x", ".symtab")
        .doesNotContainPattern("\\.debug_\\w+ +PROGBITS");
    assertThat(Btf.ofElf(less).raw()).isEqualTo(Btf.ofElf(whole).raw());
  }
}
