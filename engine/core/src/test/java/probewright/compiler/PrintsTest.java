package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;

/** What {@code bpf_trace_printk} takes, and the kernel too. */
class PrintsTest {
  @TempDir static Path folder;
  static SmallTarget target;

  @BeforeAll
  static void compileKernel() throws IOException {
    target = SmallTarget.make(folder, KernelFiles.none());
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void printsTakeWhatTheKernelTakes(Path clang) {
    String text =
        """
        #define SAY(x) bpf_trace_printk("%d\\n", x)
        #define LOG(format, ...) \\
        	bpf_trace_printk(format, ##__VA_ARGS__)
        int kprobe__f(struct pt_regs *ctx)
        {
        	char old[] = "old %d\\\\n";
        	char bare[] = "bare";
        	u64 n = 1;
        	bpf_trace_printk("你好,世界 é %s %-16s %08lx %llu%%\\\\n", "a", "b", n, n);
        	bpf_trace_printk("%d %d %d " "%d %d %pks", 1, 2, 3, 4, 5, "x");
        	bpf_trace_printk(old, sizeof(old), 3);
        	bpf_trace_printk(bare);
        	SAY(3);
        	LOG("%c", 'x');
        	return 0;
        }
        """;
    Toolchain toolchain = target.toolchain(clang);
    Outcome<ExpandedProgram> outcome =
        toolchain.translate(Program.of("p.c", text), target.kernel());
    assertThat(SmallTarget.problems(outcome))
        .filteredOn(problem -> !problem.contains("compile.clang"))
        .containsExactly(
            "p.c:9:49 translate.doubled-backslash [\\n] warning",
            "p.c:6:22 translate.doubled-backslash [\\n] warning");
    ExpandedProgram program = MiniKernel.done(outcome);
    assertThat(program.text())
        .contains("#define SAY(x) bpf_printk(\"%d\\n\", x)")
        .contains("\tbpf_printk(format, ##__VA_ARGS__)")
        .contains("bpf_printk(\"你好,世界 é %s %-16s %08lx %llu%%\\n\", \"a\", \"b\", n, n);")
        .contains("char old[] = \"old %d\\n\";")
        .contains("bpf_trace_printk(old, sizeof(old), 3);")
        .contains("bpf_trace_printk(bare, sizeof(bare));");
    MiniKernel.done(toolchain.compile(program, target.kernel()));
  }

  @Test
  void printsThatTheKernelWouldRefuseAreErrorsAtThePlace() {
    String text =
        """
        int kprobe__f(struct pt_regs *ctx)
        {
        	const char *where = "x";
        	bpf_trace_printk("a\\a \\x1b[1m \\033 %zu %#x %5.2s %hhd", 1, 2, "x", 4);
        	bpf_trace_printk(where);
        	bpf_trace_printk("%px %pd", where, where);
        	bpf_trace_printk("", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        	return 0;
        }
        """;
    Outcome<ExpandedProgram> outcome = target.translate(text);
    assertThat(SmallTarget.problems(outcome))
        .filteredOn(problem -> !problem.endsWith("warning"))
        .containsExactly(
            "p.c:4:21 translate.format-control []",
            "p.c:4:24 translate.format-control []",
            "p.c:4:32 translate.format-control []",
            "p.c:4:37 translate.format-conversion [%zu]",
            "p.c:4:41 translate.format-conversion [%#x]",
            "p.c:4:45 translate.format-conversion [%5.2s]",
            "p.c:4:51 translate.format-conversion [%hhd]",
            "p.c:5:2 translate.format []",
            "p.c:6:24 translate.format-conversion [%pd]",
            "p.c:7:2 translate.print-arguments [12, 13]");
    assertThat(
            outcome.problems().stream()
                .filter(p -> p.code().equals("translate.format-conversion"))
                .map(p -> p.fix() == null ? "" : p.fix().replacement()))
        .containsExactly("%lu", "0x%x", "", "%d", "");
  }
}
