package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;

/** What mends a program makes it compile. */
class FixesTest {
  private static final String PROGRAM =
      "int kprobe__vfs_read(struct pt_regs *ctx) {\n%s\n return 0;\n}\n";

  @TempDir static Path folder;
  static SmallTarget target;

  @BeforeAll
  static void compileKernel() throws IOException {
    target = SmallTarget.make(folder, new Formats("6.1"));
  }

  private static Outcome<BpfObject> compile(Toolchain toolchain, String text) {
    return toolchain
        .translate(probewright.dialect.Program.of("p.c", text), target.kernel())
        .then(expanded -> toolchain.compile(expanded, target.kernel()));
  }

  private static Problem only(String text) {
    Outcome<ExpandedProgram> outcome = target.translate(text);
    assertThat(outcome.problems()).hasSize(1);
    return outcome.problems().get(0);
  }

  private static void everyFixCompiles(String text, String... titles) {
    Problem problem = only(text);
    Messages messages = new Messages(Locale.ENGLISH);
    assertThat(problem.fixes()).extracting(messages::sentence).contains(titles);
    assertThat(compile(target.toolchain(), problem.fixes().get(0).apply(text)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aNameLikeIt() {
    everyFixCompiles(
        String.format(PROGRAM, " u64 now = bpf_ktime_get_n();"), "Change to bpf_ktime_get_ns");
    everyFixCompiles(
        String.format(
            PROGRAM,
            " struct task_struct *t = (void *)bpf_get_current_task();\n" + " u32 pid = t->pidd;"),
        "Change to pid");
  }

  @Test
  void clangsOwn() {
    everyFixCompiles(String.format(PROGRAM, " u64 now = bpf_ktime_get_ns()"), "Insert ;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " u64 now = 1\n return now;",
        " while (1) { brek; }",
        " retrun ctx;",
        " strct pt_regs *again = ctx;",
        " u64 now = 1; wile;",
        " iff\n return 1;",
        " els\n return 1;",
        " fi (ctx) return 1;",
        " foor (;;) return 1;",
        " whiel (ctx) { return 1; }",
        " for (int i = 0; i < 3; i++; ) { }",
        " if (ctx) { return 1; } esle { return 2; }",
        " u64 a[2] = {1, 2",
        " struct pt_regs r = *ctx; u64 a = r->sp;",
      })
  void clangsFixOfAHalfTypedLineIsNotOfferedUnlessItMends(String line) {
    String text = String.format(PROGRAM, line);
    for (Problem problem : target.translate(text).problems()) {
      for (Fix fix : problem.fixes()) {
        assertThat(target.translate(fix.apply(text)).problems())
            .as(fix + " for " + problem)
            .noneMatch(Problem::isError);
      }
    }
  }

  @Test
  void aBareInclude() {
    everyFixCompiles("#include\n" + String.format(PROGRAM, ""), "Remove the #include");
  }

  @ParameterizedTest
  @MethodSource("probewright.compiler.MiniKernel#clangs")
  void aLargeStructMovesToARoomOfItsOwn(Path clang) {
    Toolchain toolchain = target.toolchain(clang);
    String text =
        """
        struct event {
        	u32 pid;
        	char path[600];
        };
        BPF_PERF_OUTPUT(events);

        int kprobe__vfs_read(struct pt_regs *ctx)
        {
        	struct event event = {};
        	event.pid = bpf_get_current_pid_tgid(); // event.pid stays in comments
        	bpf_probe_read_kernel(&event.path, sizeof(event.path), (void *)PT_REGS_PARM1(ctx));
        	events.perf_submit(ctx, &event, sizeof(event));
        	return 0;
        }
        """;
    List<Problem> problems = compile(toolchain, text).problems();
    assertThat(problems).extracting(Problem::code).containsExactly("compile.stack");
    String mended = SmallTarget.mended(text, problems.get(0));
    assertThat(mended)
        .isEqualTo(
            """
            struct event {
            	u32 pid;
            	char path[600];
            };
            BPF_PERF_OUTPUT(events);

            BPF_PERCPU_ARRAY(event_room, struct event, 1);

            int kprobe__vfs_read(struct pt_regs *ctx)
            {
            	u32 event_key = 0;
            	struct event *event = event_room.lookup(&event_key);
            	if (!event) return 0;
            	__builtin_memset(event, 0, sizeof(*event));
            	event->pid = bpf_get_current_pid_tgid(); // event.pid stays in comments
            	bpf_probe_read_kernel(&event->path, sizeof(event->path), (void *)PT_REGS_PARM1(ctx));
            	events.perf_submit(ctx, event, sizeof((*event)));
            	return 0;
            }
            """);
    assertThat(compile(toolchain, mended)).isInstanceOf(Outcome.Done.class);
  }

  private static final String BIG =
      "#define LONG 600\nstruct event {\n u32 pid;\n char path[LONG];\n};\nBPF_PERF_OUTPUT(events);\n";

  private static String mended(String body) {
    String text = BIG + String.format(PROGRAM, body);
    List<Problem> problems = compile(target.toolchain(), text).problems();
    assertThat(problems).extracting(Problem::code).containsExactly("compile.stack");
    return problems.get(0).fixes().isEmpty() ? "" : SmallTarget.mended(text, problems.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " struct event e;\n e.pid = 1;\n events.perf_submit(ctx, &e, sizeof(e));",
        " struct event e = {0};\n e.pid = 1;\n events.perf_submit(ctx, &e, sizeof(e));",
        " struct event e = { }, *other;\n other = &e;\n other->pid = 1;\n events.perf_submit(ctx, &e, sizeof(e));",
        " u32 a = 1;\n struct event e, *none = 0;\n if (!none) e.pid = a;\n"
            + " events.perf_submit(ctx, &e, sizeof e);",
        " char path[LONG];\n bpf_get_current_comm(&path, sizeof(path));\n"
            + " events.perf_submit(ctx, path, sizeof(path));",
        " char path[LONG] = {};\n bpf_get_current_comm(path, 16);\n path[20] = 1;\n"
            + " events.perf_submit(ctx, &path[0], sizeof(path));",
        " struct event two[2];\n two[0].pid = 1; two[1].pid = two[0].pid;\n"
            + " events.perf_submit(ctx, two, sizeof(two));",
      })
  void whatIsDeclaredInOtherWaysMovesToo(String body) {
    String mended = mended(body);
    assertThat(mended).contains("_room");
    assertThat(compile(target.toolchain(), mended).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " struct event e = {}, *o = &e;\n o->pid = 1;\n events.perf_submit(ctx, &e, sizeof(e));",
        " struct event e = {.pid = 1};\n events.perf_submit(ctx, &e, sizeof(e));",
        " if (ctx) {\n  struct event e = {};\n  events.perf_submit(ctx, &e, sizeof(e));\n }\n"
            + " u32 e = 0;\n events.perf_submit(ctx, &e, sizeof(e));",
        " struct own {\n  char path[600];\n };\n struct own e = {};\n"
            + " events.perf_submit(ctx, &e, sizeof(e));",
      })
  void whatCannotBeMovedWithoutADoubtStays(String body) {
    assertThat(mended(body)).isEmpty();
  }
}
