package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Program;

class AttachFixesTest {
  private static List<String> mended(String text, int line, String code, String... arguments) {
    Problem problem =
        Problem.errorAt(
            Stage.ATTACH, new Place("p.c", line, 1, line, 2), code, (Object[]) arguments);
    return AttachFixes.add(problem, Program.of("p.c", text)).fixes().stream()
        .map(fix -> fix.apply(text))
        .toList();
  }

  @Test
  void theNameInTheCommentGivesWayToEachThatIsThere() {
    assertThat(
            mended(
                "// attach: kprobe:vfs_raed=f\nint f(void *c);\n",
                1,
                "attach.absent",
                "kprobe:vfs_raed",
                "vfs_read, vfs_readv"))
        .containsExactly(
            "// attach: kprobe:vfs_read=f\nint f(void *c);\n",
            "// attach: kprobe:vfs_readv=f\nint f(void *c);\n");
  }

  @Test
  void theNameOfAFunctionOfTheProgramChanges() {
    assertThat(
            mended(
                "int kprobe__vfs_raed(struct pt_regs *ctx)\n",
                1,
                "attach.absent",
                "kprobe:vfs_raed",
                "vfs_read"))
        .containsExactly("int kprobe__vfs_read(struct pt_regs *ctx)\n");
  }

  @Test
  void whatIsNoNameInCIsAttachedByTheComment() {
    assertThat(
            mended(
                "\nint kretprobe__foo(struct pt_regs *ctx)\n",
                2,
                "attach.renamed",
                "kretprobe:foo",
                "foo.isra.0"))
        .containsExactly(
            "// attach: kretprobe:foo.isra.0=on_foo\n\nint on_foo(struct pt_regs *ctx)\n");
  }

  @Test
  void anEventIsSpelledWhole() {
    assertThat(
            mended(
                "// attach: tracepoint:sched:sched_swich=f\n",
                1,
                "attach.absent",
                "tracepoint:sched:sched_swich",
                "sched:sched_switch"))
        .containsExactly("// attach: tracepoint:sched:sched_switch=f\n");
  }

  @Test
  void whereNothingIsThereOrTheTextDoesNotNameItNothingIsOffered() {
    assertThat(mended("int f(void);\n", 1, "attach.absent", "kprobe:g", "h")).isEmpty();
    assertThat(mended("int kprobe__g(void);\n", 1, "attach.absent", "kprobe:g", "")).isEmpty();
    assertThat(mended("int kprobe__g(void);\n", 1, "attach.busy", "kprobe:g", "h")).isEmpty();
  }

  @Test
  void theArgumentOfAMacroChangesWhereAnotherNameCanStand() {
    String text = "KFUNC_PROBE(vfs_raed, struct file *vfs_raed)\n";
    assertThat(mended(text, 1, "attach.absent", "fentry:vfs_raed", "vfs_read, vfs_read.isra.0"))
        .containsExactly("KFUNC_PROBE(vfs_read, struct file *vfs_raed)\n");
    assertThat(mended("KMOD_RET(foo, int ret)\n", 1, "attach.absent", "fmod_ret:foo", "bar"))
        .containsExactly("KMOD_RET(bar, int ret)\n");
  }
}
