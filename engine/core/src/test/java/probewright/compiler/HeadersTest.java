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
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.KernelFiles;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.dialect.Translator;

/** What programs expect of headers and of the kernel's configuration. */
class HeadersTest {
  private static final String MODULE =
      """
      struct thing { int size; struct sock *sk; };
      enum thing_state { THING_NEW, THING_OLD };
      typedef unsigned int thing_id;
      """;

  @TempDir static Path folder;
  static SmallTarget target;

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
          return Optional.of(SplitBtf.of(folder, target.kernel().btf(), MODULE));
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
    target = SmallTarget.make(folder, files());
  }

  static Stream<Path> clangs() {
    return MiniKernel.clangs();
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
    Toolchain toolchain = target.toolchain(clang);
    ExpandedProgram program =
        MiniKernel.done(toolchain.translate(Program.of("p.c", text), target.kernel()));
    MiniKernel.done(toolchain.compile(program, target.kernel()));
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
    Toolchain toolchain = target.toolchain(clang);
    ExpandedProgram program =
        MiniKernel.done(toolchain.translate(Program.of("p.c", text), target.kernel()));
    MiniKernel.done(toolchain.compile(program, target.kernel()));
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
    Toolchain toolchain = target.toolchain(clang);
    ExpandedProgram program =
        MiniKernel.done(toolchain.translate(Program.of("p.c", text), target.kernel()));
    assertThat(program.modules()).containsExactly("thing");
    assertThat(program.text()).contains("BPF_CORE_READ(it, sk, sk_mark)");
    BpfObject object = MiniKernel.done(toolchain.compile(program, target.kernel()));
    assertThat(object.btf().struct("thing")).isPresent();
  }

  @Test
  void missingNamesAreSaidToBeMissing() {
    String body = "\nint kprobe__f(struct pt_regs *ctx) { %s }\n";
    assertThat(
            SmallTarget.problems(
                target.translate("#include <linux/blk-mq.h>" + body.formatted("return NOPE;"))))
        .containsExactly("p.c:2:45 translate.unknown-name [NOPE, linux/blk-mq.h]");
    assertThat(SmallTarget.problems(target.translate(body.formatted("nope_t x; return 0;"))))
        .containsExactly("p.c:2:38 translate.unknown-type [nope_t, ]");
    assertThat(
            SmallTarget.problems(target.translate(body.formatted("struct nope x = {}; return 0;"))))
        .containsExactly("p.c:2:50 translate.unknown-type [struct nope, ]");
    assertThat(
            SmallTarget.problems(
                target.translate(body.formatted("struct nf_conn x; return sizeof(x);"))))
        .containsExactly("p.c:2:53 translate.module-absent [struct nf_conn, nf_conntrack]");
  }

  @Test
  void namesLikeOneThatIsMissingAreNamed() {
    String text =
        """
        int kprobe__f(struct pt_regs *ctx, struct request *req)
        {
        	char name[TASK_COM_LEN];
        	bpf_get_curent_comm(name, 16);
        	req->__data_length = 1;
        	return req->max_sectors + S_ISREGULAR(req->cmd_flag);
        }
        """;
    assertThat(SmallTarget.problems(target.translate(text)))
        .containsExactly(
            "p.c:3:12 translate.unknown-name-near [TASK_COM_LEN, TASK_COMM_LEN]",
            "p.c:4:2 translate.unknown-function [bpf_get_curent_comm, bpf_get_current_comm]",
            "p.c:5:7 translate.unknown-member [__data_length, struct request, __data_len]",
            "p.c:6:14 translate.unknown-member [max_sectors, struct request, ]",
            "p.c:6:28 translate.unknown-function [S_ISREGULAR, ]",
            "p.c:6:45 translate.unknown-member [cmd_flag, struct request, cmd_flags]");
  }

  @Test
  void typesAndMapsLikeOneThatIsMissingAreNamed() {
    String text =
        """
        BPF_HASH(requests, u32, u64);
        int kprobe__f(struct pt_regs *ctx, __be33 port)
        {
        	struct requst *req = (void *)PT_REGS_PARM1(ctx);
        	requsts.increment(1);
        	return req->__data_len;
        }
        """;
    assertThat(SmallTarget.problems(target.translate(text)))
        .containsExactly(
            "p.c:2:36 translate.unknown-type-near [__be33, __be32]",
            "p.c:5:2 translate.unknown-name-near [requsts, requests]",
            "p.c:6:12 translate.unknown-type-near [struct requst, struct request]");
  }

  /** The function is read before any caller of it. */
  @Test
  void aPacketStaysThePacketBehindAFunctionOfTheProgramsOwn() {
    String text =
        """
        // attach: xdp:lo=f
        static u32 *first(struct xdp_md *ctx)
        {
        	u32 *word = (void *)(long)ctx->data;
        	return (void *)(word + 1) > (void *)(long)ctx->data_end ? 0 : word;
        }
        int f(struct xdp_md *ctx)
        {
        	u32 *word = first(ctx);
        	if (!word)
        		return 2;
        	*word += 1;
        	return word[0];
        }
        """;
    assertThat(target.expanded(text)).contains("\t*word += 1;", "return word[0];");
  }

  @Test
  void theProgramsOwnStructIsOneWithTheKernelsOfThatName() {
    String text =
        """
        struct request_queue { u64 first; };
        int kprobe__vfs_read(struct pt_regs *ctx, struct request *req)
        {
        	struct request_queue *queue = req->q;
        	struct request *other = queue;
        	return queue->first + other->__data_len;
        }
        """;
    assertThat(SmallTarget.problems(target.translate(text)))
        .containsExactly(
            "p.c:5:18 compile.clang [incompatible pointer types initializing 'struct request *'"
                + " with an expression of type 'struct request_queue *'] warning");
  }

  @Test
  void numbersThatDifferBetweenMachinesAreTheTargets() {
    assertThat(
            target.expanded(
                "int kprobe__vfs_read(void *c) { return (O_TMPFILE & O_NOFOLLOW) + (PAGE_OFFSET > 1); }"))
        .contains("#define O_DIRECTORY 0200000\n")
        .contains("#define O_NOFOLLOW 0400000\n")
        .contains("#define PAGE_OFFSET 0xffff888000000000UL\n");
    String own = "#define O_DIRECTORY 1\nint kprobe__vfs_read(void *c) { return O_DIRECTORY; }\n";
    assertThat(SmallTarget.problems(target.translate(own))).isEmpty();
    assertThat(target.expanded("#undef O_DIRECTORY\n" + own))
        .contains("#define O_DIRECTORY 0200000\n", "#undef O_DIRECTORY\n");
  }

  @Test
  void bareIncludeIsPassedOver() {
    String text = "#include\n#include BPF_HASH(last);\nint kprobe__f(void *ctx) { return 0; }\n";
    Outcome<ExpandedProgram> outcome = target.translate(text);
    assertThat(SmallTarget.problems(outcome))
        .containsExactly(
            "p.c:1:1 translate.bare-include [] warning",
            "p.c:2:1 translate.bare-include [] warning");
    assertThat(MiniKernel.done(outcome).text()).contains("} last SEC(\".maps\");");
    assertThat(SmallTarget.mended(text, outcome.problems().get(0)))
        .startsWith("\n#include BPF_HASH");
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
    ExpandedProgram expanded =
        MiniKernel.done(target.toolchain().translate(program, target.kernel()));
    assertThat(expanded.text())
        .contains("static __always_inline int mark_of")
        .contains("BPF_CORE_READ(sk, sk_mark)")
        .contains("// ours")
        .containsOnlyOnce("struct event {");
    assertThat(expanded.compilerText()).contains("#line 1 \"event.h\"\n").contains("\"p.c\"\n");
    MiniKernel.done(target.toolchain().compile(expanded, target.kernel()));

    Program wrong =
        new Program(
            "dir/p.c",
            text.replace("broken", "absent"),
            Map.of("event.h", header.replace("sk_mark", "sk_nope")),
            Map.of(),
            List.of());
    assertThat(SmallTarget.problems(target.toolchain().translate(wrong, target.kernel())))
        .containsExactly(
            "dir/event.h:4:50 translate.unknown-member [sk_nope, struct sock, ]",
            "dir/p.c:9:9 translate.unknown-name [absent, linux/sched.h]");
    assertThat(SmallTarget.problems(target.translate(text)))
        .containsExactly(
            "p.c:1:1 translate.include-absent [event.h]",
            "p.c:2:1 translate.include-absent [event.h]");
    Fix made = target.translate(text).problems().get(0).fix();
    assertThat(made).isNotNull();
    assertThat(made.place()).isEqualTo(Place.point("event.h", 1, 1));
    Program begun =
        new Program(
            "p.c",
            "#include \"event.h\"\n",
            Map.of("event.h", made.apply("")),
            Map.of(),
            List.of());
    assertThat(target.toolchain().translate(begun, target.kernel()).problems())
        .noneMatch(problem -> problem.code().contains("include"));
  }
}
