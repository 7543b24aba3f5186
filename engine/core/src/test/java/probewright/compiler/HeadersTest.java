package probewright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Parameter;
import probewright.dialect.ParameterType;
import probewright.dialect.Program;
import probewright.dialect.Translator;

/**
 * What programs expect of headers, of the kernel's configuration, and what they have from Python.
 */
class HeadersTest {
  private static final String MODULE =
      """
      struct thing { int size; struct sock *sk; };
      enum thing_state { THING_NEW, THING_OLD };
      typedef unsigned int thing_id;
      """;

  @TempDir static Path folder;
  static Kernel kernel;

  /** Of a kernel with some options and a module. */
  private static KernelFiles files() {
    return new KernelFiles() {
      private final KernelFiles none = KernelFiles.none();

      @Override
      public Optional<String> tracepointFormat(String category, String event) {
        return Optional.empty();
      }

      @Override
      public List<String> tracepoints() {
        return List.of();
      }

      @Override
      public List<String> traceableFunctions() {
        return List.of();
      }

      @Override
      public Map<String, String> config() {
        return Map.of("CONFIG_BLOCK", "y", "CONFIG_XFS_FS", "m", "CONFIG_HZ", "250");
      }

      @Override
      public List<String> modulesWithTypes() {
        return List.of("thing");
      }

      @Override
      public Optional<byte[]> moduleBtf(String module) {
        try {
          return Optional.of(SplitBtf.of(folder, kernel.btf(), MODULE));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }

      @Override
      public int processors() throws probewright.diagnostics.ProblemException {
        return none.processors();
      }

      @Override
      public String build() {
        return "#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-01-01)";
      }
    };
  }

  @BeforeAll
  static void compileKernel() throws IOException {
    kernel = MiniKernel.make(folder, files());
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
  }

  private static Toolchain toolchain(Path clang) {
    return MiniKernel.toolchain(folder.resolve("cache"), clang);
  }

  private static Toolchain toolchain() {
    return toolchain(MiniKernel.clangs().findFirst().orElseThrow());
  }

  private static Outcome<ExpandedProgram> translate(String text, String... parameters) {
    Map<String, String> values = new java.util.LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      values.put(parameters[i], parameters[i + 1]);
    }
    return toolchain().translate(new Program("p.c", text, values, List.of()), kernel);
  }

  private static String expanded(String text, String... parameters) {
    ExpandedProgram program = MiniKernel.done(translate(text, parameters));
    MiniKernel.done(toolchain().compile(program, kernel));
    return program.text();
  }

  private static List<String> problems(Outcome<?> outcome) {
    return outcome.problems().stream()
        .map(
            p -> p.place() + " " + p.code() + " " + p.arguments() + (p.isError() ? "" : " warning"))
        .toList();
  }

  private static String mended(String text, Problem problem) {
    Fix fix = problem.fix();
    assertThat(fix).isNotNull();
    if (fix == null) {
      return "";
    }
    String[] lines = text.split("(?<=\n)", -1);
    int start = offset(lines, fix.place().line(), fix.place().column());
    int end = offset(lines, fix.place().endLine(), fix.place().endColumn());
    return text.substring(0, start) + fix.replacement() + text.substring(end);
  }

  private static int offset(String[] lines, int line, int column) {
    int at = column - 1;
    for (int i = 0; i < line - 1; i++) {
      at += lines[i].length();
    }
    return at;
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void versionAndOptionsOfTheTargetDecideConditions(Path clang) {
    String text =
        """
        #include <linux/version.h>
        #if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 1, 192) && IS_ENABLED(CONFIG_XFS_FS)
        #define ANSWER 1
        #elif defined(CONFIG_NOWHERE) || IS_BUILTIN(CONFIG_XFS_FS)
        #error not here
        #endif
        #ifdef CONFIG_BLOCK
        int kprobe__vfs_read(void *ctx) { return ANSWER + IS_ENABLED(CONFIG_NOWHERE) + HZ; }
        #endif
        """;
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram program = MiniKernel.done(toolchain.translate(Program.of("p.c", text), kernel));
    MiniKernel.done(toolchain.compile(program, kernel));
    assertThat(program.text())
        .contains("#define LINUX_VERSION_CODE KERNEL_VERSION(6, 1, 192)\n")
        .contains("#define CONFIG_BLOCK 1\n")
        .contains("#define CONFIG_XFS_FS_MODULE 1\n")
        .contains("#define CONFIG_HZ 250\n")
        .doesNotContain("#define CONFIG_NOWHERE")
        .doesNotContain("linux/version.h");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void constantsAreThereUnlessTheProgramOrTheKernelHasThem(Path clang) {
    String text =
        """
        #define ETH_P_IP 7
        enum op { READ, WRITE, OTHER };
        int kprobe__vfs_read(void *ctx)
        {
        	char comm[TASK_COMM_LEN];
        	return sizeof(comm) + ETH_P_IP + WRITE + S_IFMT + EAGAIN + PF_KTHREAD + GFP_ATOMIC;
        }
        """;
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram program = MiniKernel.done(toolchain.translate(Program.of("p.c", text), kernel));
    MiniKernel.done(toolchain.compile(program, kernel));
    assertThat(program.text())
        .contains("#define S_IFMT 0170000\n")
        .contains("#define EAGAIN 11\n")
        .contains("#define PF_KTHREAD 0x200000\n")
        .contains("#define LINUX_VERSION_CODE ")
        .contains("#define KERNEL_VERSION(")
        .doesNotContain("#define WRITE")
        .doesNotContain("#define TASK_COMM_LEN")
        .doesNotContain("#define ETH_P_IP 0x800");
  }

  @ParameterizedTest
  @MethodSource("clangs")
  void typesOfModulesAreReadWhenOneIsNamed(Path clang) {
    String text =
        """
        int kprobe__f(struct pt_regs *ctx, struct thing *it)
        {
        	thing_id id = it->size + THING_OLD;
        	return id + it->sk->sk_mark;
        }
        """;
    Toolchain toolchain = toolchain(clang);
    ExpandedProgram program = MiniKernel.done(toolchain.translate(Program.of("p.c", text), kernel));
    assertThat(program.modules()).containsExactly("thing");
    assertThat(program.text()).contains("BPF_CORE_READ(it, sk, sk_mark)");
    BpfObject object = MiniKernel.done(toolchain.compile(program, kernel));
    assertThat(object.btf().struct("thing")).isPresent();
  }

  @Test
  void missingNamesAreSaidToBeMissing() {
    String body = "\nint kprobe__f(struct pt_regs *ctx) { %s }\n";
    assertThat(problems(translate("#include <linux/blk-mq.h>" + body.formatted("return NOPE;"))))
        .containsExactly("p.c:2:45 translate.unknown-name [NOPE, linux/blk-mq.h]");
    assertThat(problems(translate(body.formatted("nope_t x; return 0;"))))
        .containsExactly("p.c:2:38 translate.unknown-type [nope_t, ]");
    assertThat(problems(translate(body.formatted("struct nope x = {}; return 0;"))))
        .containsExactly("p.c:2:50 translate.unknown-type [struct nope, ]");
    assertThat(problems(translate(body.formatted("struct nf_conn x; return sizeof(x);"))))
        .containsExactly("p.c:2:53 translate.module-absent [struct nf_conn, nf_conntrack]");
  }

  @Test
  void bareIncludeIsPassedOver() {
    String text = "#include\n#include BPF_HASH(last);\nint kprobe__f(void *ctx) { return 0; }\n";
    Outcome<ExpandedProgram> outcome = translate(text);
    assertThat(problems(outcome))
        .containsExactly(
            "p.c:1:1 translate.bare-include [] warning",
            "p.c:2:1 translate.bare-include [] warning");
    assertThat(MiniKernel.done(outcome).text()).contains("} last SEC(\".maps\");");
    assertThat(mended(text, outcome.problems().get(0))).startsWith("\n#include BPF_HASH");
  }

  @Test
  void filesBesideTheProgramStandInItsPlace() {
    String text =
        """
        #include "event.h" // ours
        #include "event.h"
        #include "linux/sched.h"
        BPF_PERF_OUTPUT(events);
        int kprobe__f(struct pt_regs *ctx, struct sock *sk)
        {
        	struct event event = {.mark = mark_of(sk)};
        	events.perf_submit(ctx, &event, sizeof(event));
        	return broken;
        }
        """;
    String header =
        """
        struct event {
        	int mark;
        };
        static int mark_of(struct sock *sk) { return sk->sk_mark; }
        #define broken 0
        """;
    assertThat(Translator.ownHeaders(text)).containsExactly("event.h");
    Program program = new Program("dir/p.c", text, Map.of("event.h", header), Map.of(), List.of());
    ExpandedProgram expanded = MiniKernel.done(toolchain().translate(program, kernel));
    assertThat(expanded.text())
        .contains("static __always_inline int mark_of")
        .contains("BPF_CORE_READ(sk, sk_mark)")
        .contains("// ours")
        .containsOnlyOnce("struct event {");
    assertThat(expanded.compilerText()).contains("#line 1 \"event.h\"\n").contains("\"p.c\"\n");
    MiniKernel.done(toolchain().compile(expanded, kernel));

    Program wrong =
        new Program(
            "dir/p.c",
            text.replace("broken", "absent"),
            Map.of("event.h", header.replace("sk_mark", "sk_nope")),
            Map.of(),
            List.of());
    assertThat(problems(toolchain().translate(wrong, kernel)))
        .containsExactly(
            "dir/event.h:4:50 compile.clang [no member named 'sk_nope' in 'struct sock']",
            "dir/p.c:9:9 translate.unknown-name [absent, linux/sched.h]");
    assertThat(problems(translate(text)))
        .containsExactly(
            "p.c:1:1 translate.include-absent [event.h]",
            "p.c:2:1 translate.include-absent [event.h]");
  }

  @Test
  void declaredParametersAreCheckedAndStandInTheExpandedProgram() {
    String text =
        """
        // Reads that take long.
        // param: PID int                      the process
        // param: LIMIT_NS duration = 1.5ms    from here on
        // param: NAME text = "a \\"b"  its name
        // param: DEEP bool = yes
        // param: WIDE u64 = 0xffffffffffffffff
        // param: FILTER expr =   what else is to hold
        int kprobe__vfs_read(struct pt_regs *ctx)
        {
        	char name[] = NAME;
        	u64 ns = LIMIT_NS;
        	FILTER
        	if ((bpf_get_current_pid_tgid() >> 32) != PID || !DEEP || ns > WIDE)
        		return 0;
        	return sizeof(name);
        }
        """;
    assertThat(expanded(text, "PID", "42", "FILTER", "if (ns == 0) return 0;"))
        .contains("#define PID 42\n")
        .contains("#define LIMIT_NS 1500000ULL\n")
        .contains("#define NAME \"a \\\"b\"\n")
        .contains("#define DEEP 1\n")
        .contains("#define WIDE 0xffffffffffffffffULL\n")
        .contains("#define FILTER if (ns == 0) return 0;\n");
    assertThat(expanded(text, "PID", "-1"))
        .contains("#define PID (-1)\n#define")
        .contains("#define FILTER\n");
    assertThat(Translator.parameters("p.c", text))
        .extracting(Parameter::name, Parameter::type, Parameter::initial, Parameter::description)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple("PID", ParameterType.INT, null, "the process"),
            org.assertj.core.groups.Tuple.tuple(
                "LIMIT_NS", ParameterType.DURATION, "1.5ms", "from here on"),
            org.assertj.core.groups.Tuple.tuple("NAME", ParameterType.TEXT, "a \"b", "its name"))
        .endsWith(
            org.assertj.core.groups.Tuple.tuple(
                "FILTER", ParameterType.EXPR, "", "what else is to hold"));
    assertThat(problems(translate(text, "LIMIT_NS", "soon", "NOPE", "1")))
        .containsExactly(
            "p.c:2:11 translate.parameter-missing [PID, 42]",
            "p.c:3:11 translate.parameter-value [LIMIT_NS, soon, duration, 10ms]",
            "p.c:1:1 translate.parameter-unknown [NOPE, PID, LIMIT_NS, NAME, DEEP, WIDE, FILTER]");
    assertThat(
            problems(translate("// param: X\n// param: Y long = 1\nint f(void *c) { return 0; }")))
        .containsExactly(
            "p.c:1:11 translate.parameter-malformed [X]",
            "p.c:2:11 translate.parameter-malformed [Y long = 1]");
  }

  @ParameterizedTest
  @CsvSource({
    "INT,2147483648",
    "INT,010",
    "INT,0x",
    "INT,''",
    "INT,1 2",
    "U64,-1",
    "U64,18446744073709551616",
    "DURATION,1d",
    "DURATION,-1s",
    "DURATION,600000h0",
    "BOOL,maybe"
  })
  void valuesOfTheWrongTypeAreRefused(ParameterType type, String value) {
    String text = "// param: V " + type.word() + "\nint kprobe__f(void *ctx) { return V; }\n";
    assertThat(problems(translate(text, "V", value)))
        .containsExactly(
            "p.c:1:11 translate.parameter-value ["
                + String.join(", ", "V", value, type.word(), type.example())
                + "]");
  }

  @Test
  void undeclaredParametersOfTheTextAreTakenAsTheyAre() {
    String text =
        """
        #ifndef LIMIT
        #define LIMIT 1
        #endif
        int kprobe__vfs_read(void *ctx) { return LIMIT; }
        """;
    assertThat(expanded(text, "LIMIT", "2 + 1")).contains("#define LIMIT 2 + 1\n");
    assertThat(
            problems(
                translate(
                    "#define LIMIT 1\nint kprobe__f(void *c) { return LIMIT; }", "LIMIT", "2")))
        .containsExactly("p.c:1:9 translate.parameter-defined [LIMIT]");
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
    Toolchain toolchain = toolchain(clang);
    Outcome<ExpandedProgram> outcome = toolchain.translate(Program.of("p.c", text), kernel);
    assertThat(problems(outcome))
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
    MiniKernel.done(toolchain.compile(program, kernel));
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
    Outcome<ExpandedProgram> outcome = translate(text);
    assertThat(problems(outcome))
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
    Outcome<ExpandedProgram> outcome = translate(python);
    assertThat(problems(outcome)).containsExactly("p.c:4:8 translate.python []");
    assertThat(mended(python, outcome.problems().get(0)))
        .isEqualTo(
            "int kprobe__f(void *ctx) {\n    bpf_trace_printk(\"Hi\\n\");\n    return 0;\n}\n");
    String line =
        "BPF(text='int kprobe__f(void *ctx) { bpf_trace_printk(\"Hi\\\\n\"); return 0; }').trace_print()\n";
    assertThat(mended(line, translate(line).problems().get(0)))
        .isEqualTo("int kprobe__f(void *ctx) { bpf_trace_printk(\"Hi\\n\"); return 0; }\n");
    String rest = "int kprobe__f(void *ctx) { return 0; }\n\"\"\"\n";
    assertThat(mended(rest, translate(rest).problems().get(0)))
        .isEqualTo("int kprobe__f(void *ctx) { return 0; }\n");
    assertThat(problems(translate("from bcc import BPF\n")))
        .containsExactly("p.c:1:1 translate.python []");
    assertThat(
            problems(
                translate(
                    "int kprobe__f(void *c) { int d = 3; if (d == %d) return 5 %d; return 0; }")))
        .containsExactly("p.c:1:46 translate.python-substitution [%d]");
  }
}
