package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Outcome;
import probewright.dialect.ExpandedProgram;

/** Programs that were copied with the Python around them. */
class PastedPythonTest {
  @TempDir static Path folder;
  static SmallTarget target;

  @BeforeAll
  static void compileKernel() throws IOException {
    target = SmallTarget.make(folder, KernelFiles.none());
  }

  @Test
  void pythonIsSaidToBePythonAndTakenAway() {
    String python =
        """
        #!/usr/bin/python3
        from bcc import BPF
        # it's a comment
        prog = \"\"\"
        int kprobe__f(void *ctx) {
            bpf_trace_printk("Hi\\\\n");
            return 0;
        }
        \"\"\"
        b = BPF(text=prog)
        b.trace_print()
        """;
    Outcome<ExpandedProgram> outcome = target.translate(python);
    assertThat(SmallTarget.problems(outcome)).containsExactly("p.c:4:8 translate.python []");
    assertThat(SmallTarget.mended(python, outcome.problems().get(0)))
        .isEqualTo(
            "int kprobe__f(void *ctx) {\n    bpf_trace_printk(\"Hi\\n\");\n    return 0;\n}\n");
    String line =
        "BPF(text='int kprobe__f(void *ctx) { bpf_trace_printk(\"Hi\\\\n\"); return 0; }').trace_print()\n";
    assertThat(SmallTarget.mended(line, target.translate(line).problems().get(0)))
        .isEqualTo("int kprobe__f(void *ctx) { bpf_trace_printk(\"Hi\\n\"); return 0; }\n");
    String rest = "int kprobe__f(void *ctx) { return 0; }\n\"\"\"\n";
    assertThat(SmallTarget.mended(rest, target.translate(rest).problems().get(0)))
        .isEqualTo("int kprobe__f(void *ctx) { return 0; }\n");
    assertThat(SmallTarget.problems(target.translate("from bcc import BPF\n")))
        .containsExactly("p.c:1:1 translate.python []");
    assertThat(
            SmallTarget.problems(
                target.translate(
                    "int kprobe__f(void *c) { int d = 3; if (d == %d) return 5 %d; return 0; }")))
        .containsExactly("p.c:1:46 translate.python-substitution [%d]");
  }
}
