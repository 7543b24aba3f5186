package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.HeaderFiles;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;

/** What programs expect of headers, and their prints, on real kernels. */
@Tag("vm")
class HeadersVmTest {
  /** Every conversion that is let through, and a value for it. */
  private static final List<String> CONVERSIONS =
      List.of(
          "%d -1",
          "%i 1",
          "%u 1",
          "%x 1",
          "%X 10",
          "%ld n",
          "%lu n",
          "%lx n",
          "%lX n",
          "%li n",
          "%lld n",
          "%llu n",
          "%llx n",
          "%c 65",
          "%s text",
          "%p text",
          "%pK text",
          "%px text",
          "%ps text",
          "%pS text",
          "%pB text",
          "%pks text",
          "%pus text",
          "%pi4 text",
          "%pI4 text",
          "%pi6 text",
          "%pI6 text",
          "%8d 1",
          "%-16s text",
          "%08lx n",
          "%+d 1",
          "% d 1");

  private static final class Lines implements RunListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      lines.add(StandardCharsets.UTF_8.decode(data).toString());
    }

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {}

    @Override
    public void ended(Problem why) {}
  }

  private record Bench(Toolchain toolchain, Target target) {
    /** What a program prints while the guest runs {@code sync}. */
    List<String> prints(String text) throws Exception {
      return prints(Program.of("p.c", text));
    }

    List<String> prints(Program program) throws Exception {
      Lines lines = new Lines();
      Outcome<Run> started = start(program, lines);
      assertThat(started).as(started.problems().toString()).isInstanceOf(Outcome.Done.class);
      if (started instanceof Outcome.Done<Run> done) {
        try (Run run = done.value()) {
          shell("sync");
          run.detach();
        }
      }
      return lines.lines;
    }

    Outcome<Run> start(Program program, Lines lines) throws Exception {
      return Run.start(program, toolchain, target, lines, System::nanoTime);
    }

    List<String> codes(String text) throws Exception {
      Lines lines = new Lines();
      Outcome<Run> started =
          Run.start(Program.of("p.c", text), toolchain, target, lines, System::nanoTime);
      if (started instanceof Outcome.Done<Run> done) {
        done.value().close();
        return List.of();
      }
      return started.problems().stream().map(p -> p.code() + p.arguments()).toList();
    }

    void shell(String command) throws Exception {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      try (var workload = target.workloads().orElseThrow().start(command, output, output)) {
        assertThat(workload.waitFor()).as(output.toString(StandardCharsets.UTF_8)).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void headersAndPrints(String version) throws Exception {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    Outcome<Toolchain> toolchain = installation.toolchain();
    Outcome<TargetSpec> spec = TargetSpec.parse("vm:" + version);
    if (!(toolchain instanceof Outcome.Done<Toolchain> compiler)
        || !(spec instanceof Outcome.Done<TargetSpec> parsed)) {
      throw new AssertionError(toolchain.problems().toString());
    }
    try (Target target = installation.open(parsed.value())) {
      Bench bench = new Bench(compiler.value(), target);
      prints(bench);
      conversions(bench);
      conditions(bench, version);
      constants(bench);
      functions(bench);
      members(bench, version);
      modules(bench);
      unsaved(bench);
    }
  }

  private static void prints(Bench bench) throws Exception {
    List<String> lines =
        bench.prints(
            """
            #define SAY(x) bpf_trace_printk("macro %d\\\\n", x)
            int kprobe__sys_sync(void *ctx)
            {
            	char old[] = "old %d";
            	bpf_trace_printk("你好,世界 é 😀\\\\n");
            	bpf_trace_printk("漢字 %d\\n", 1);
            	bpf_trace_printk("six %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6);
            	bpf_trace_printk(old, sizeof(old), 7);
            	SAY(8);
            	return 0;
            }
            """);
    assertThat(lines)
        .anyMatch(line -> line.contains(": 你好,世界 é 😀"))
        .anyMatch(line -> line.contains(": 漢字 1"))
        .anyMatch(line -> line.contains(": six 1 2 3 4 5 6"))
        .anyMatch(line -> line.contains(": old 7"))
        .anyMatch(line -> line.contains(": macro 8"));
    assertThat(
            bench.codes(
                "int kprobe__sys_sync(void *ctx) { bpf_trace_printk(\"a\\ab\"); return 0; }"))
        .containsExactly("translate.format-control[]");
  }

  private static void conversions(Bench bench) throws Exception {
    StringBuilder text =
        new StringBuilder(
            "int kprobe__sys_sync(void *ctx)\n{\n\tchar text[16] = \"text\";\n\tu64 n = 10;\n");
    for (int i = 0; i < CONVERSIONS.size(); i++) {
      String[] parts = CONVERSIONS.get(i).split(" (?=[^ ]+$)", -1);
      text.append(
          String.format(
              Locale.ROOT, "\tbpf_trace_printk(\"tag%d %s end\", %s);\n", i, parts[0], parts[1]));
    }
    List<String> lines = bench.prints(text.append("\treturn 0;\n}\n").toString());
    for (int i = 0; i < CONVERSIONS.size(); i++) {
      String tag = "tag" + i + " ";
      assertThat(lines)
          .as(CONVERSIONS.get(i))
          .anyMatch(line -> line.contains(tag) && line.strip().endsWith(" end"));
    }
  }

  /** What is written in a header counts before what lies on the disk, as in the window. */
  private static void unsaved(Bench bench) throws Exception {
    Path folder = Files.createTempDirectory("probewright-headers-");
    Path header = Files.writeString(folder.resolve("own.h"), "#error saved\n");
    Program says =
        unsaved(
            header,
            "static void say(int n)\n{\n\tbpf_trace_printk(\"unsaved %d\", n);\n}\n",
            "#include \"own.h\"\nint kprobe__sys_sync(void *ctx) { say(7); return 0; }\n");
    assertThat(bench.prints(says)).anyMatch(line -> line.contains(": unsaved 7"));
    Program follows =
        unsaved(
            header,
            "static u64 *got(u64 *key)\n{\n\treturn m.lookup(key);\n}\n",
            """
            BPF_HASH(m, u64, u64);
            #include "own.h"
            int kprobe__sys_sync(void *ctx) {
            	u64 key = 1, *value = got(&key);
            	return *value; }
            """);
    Problem refused = bench.start(follows, new Lines()).problems().get(0);
    assertThat(refused.code()).isEqualTo("verifier.null-check");
    assertThat(refused.place()).hasToString("p.c:5:10");
    assertThat(refused.notes())
        .extracting(note -> String.valueOf(note.place()))
        .contains("own.h:3:9");
    Files.delete(header);
    Files.delete(folder);
  }

  private static Program unsaved(Path header, String written, String text) {
    Path path = header.resolveSibling("p.c");
    Outcome<Program> read =
        HeaderFiles.of("p.c", path, text, Map.of(header, written)).with(Program.of("p.c", text));
    return ((Outcome.Done<Program>) read).value();
  }

  private static void conditions(Bench bench, String version) throws Exception {
    List<String> lines =
        bench.prints(
            """
            #include <linux/version.h>
            int kprobe__sys_sync(void *ctx)
            {
            #if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 1)
            	bpf_trace_printk("version 6.12");
            #elif LINUX_VERSION_CODE > KERNEL_VERSION(6, 1, 0)
            	bpf_trace_printk("version 6.1");
            #endif
            #if defined(CONFIG_BPF_SYSCALL) && IS_ENABLED(CONFIG_XFS_FS) && !IS_BUILTIN(CONFIG_XFS_FS)
            	bpf_trace_printk("options %d %d", HZ, CONFIG_NR_CPUS > 1);
            #endif
            	return 0;
            }
            """);
    assertThat(lines)
        .anyMatch(line -> line.strip().endsWith("version " + version))
        .anyMatch(line -> line.contains(": options 250 1"));
  }

  private static void constants(Bench bench) throws Exception {
    List<String> lines =
        bench.prints(
            """
            #include <linux/sched.h>
            int kprobe__sys_sync(void *ctx)
            {
            	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
            	bpf_trace_printk("kernel thread %d exiting %d dead %d", (task->flags & PF_KTHREAD) != 0,
            			 (task->flags & PF_EXITING) != 0, DNAME_INLINE_LEN);
            	return 0;
            }
            """);
    String length = bench.target().kernel().release().startsWith("6.1.") ? "32" : "40";
    assertThat(lines).anyMatch(line -> line.contains("kernel thread 0 exiting 0 dead " + length));
  }

  private static void functions(Bench bench) throws Exception {
    List<String> lines =
        bench.prints(
            """
            #include <linux/scatterlist.h>
            #include <linux/skbuff.h>
            int kprobe__sys_sync(void *ctx)
            {
            	struct scatterlist parts[2] = {};
            	struct sk_buff skb = {};
            	struct rcu_head head;
            	struct sockaddr_storage address;
            	struct timespec time;
            	struct folio *folio = (struct folio *)0x1000;

            	parts[0].page_link = 0x1000;
            	parts[1].page_link = 0x2000 | 2;
            	bpf_trace_printk("last %d %d next %d page %lx", sg_is_last(&parts[0]), sg_is_last(&parts[1]),
            			 sg_next(&parts[0]) == &parts[1], (u64)sg_page(&parts[1]));
            	parts[1].page_link = 0x3000 | 1;
            	bpf_trace_printk("chain %d %d next %lx", sg_is_chain(&parts[0]), sg_is_chain(&parts[1]),
            			 (u64)sg_next(&parts[0]));
            	bpf_trace_printk("queue %d", skb_rx_queue_recorded(&skb));
            	skb.queue_mapping = 4;
            	bpf_trace_printk("queue %d %d %d", skb_rx_queue_recorded(&skb), skb_get_rx_queue(&skb),
            			 skb_get_queue_mapping(&skb));
            	bpf_trace_printk("folio %d", (u64)folio_page(folio, 2) - 0x1000 == 2 * sizeof(struct page));
            	bpf_trace_printk("sizes %d %d %d", sizeof(head), sizeof(address), sizeof(time));
            	bpf_trace_printk("flags %x", O_TMPFILE);
            	return 0;
            }
            """);
    assertThat(lines.stream().map(line -> line.replaceFirst(".*: ", "").strip()))
        .containsSequence(
            "last 0 1 next 1 page 2000",
            "chain 0 1 next 3000",
            "queue 0",
            "queue 1 3 4",
            "folio 1",
            "sizes 16 128 16",
            "flags 410000");
  }

  /** Members that this kernel has elsewhere or under another name. */
  private static void members(Bench bench, String version) throws Exception {
    String text =
        """
        int kprobe__sys_sync(struct pt_regs *ctx)
        {
        	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
        	struct inode *inode = (struct inode *)PT_REGS_PARM1(ctx);
        	struct request *request = (struct request *)PT_REGS_PARM1(ctx);
        	return task->state + inode->i_ctime.tv_sec + task->parnt->pid + (request->rq_disk != NULL);
        }
        """;
    List<String> codes =
        bench.codes(text).stream().filter(code -> code.contains("unknown-member")).toList();
    String times = version.equals("6.1") ? "" : "[i_ctime, struct inode, i_ctime_sec]";
    assertThat(codes)
        .contains(
            "translate.unknown-member[state, struct task_struct, __state]",
            "translate.unknown-member[rq_disk, struct request, q->disk]")
        .anyMatch(
            code -> code.startsWith("translate.unknown-member[parnt, struct task_struct, parent"))
        .filteredOn(code -> code.contains("i_ctime"))
        .allMatch(code -> code.endsWith(times))
        .hasSize(times.isEmpty() ? 0 : 1);
  }

  private static void modules(Bench bench) throws Exception {
    String text =
        """
        #include <net/netfilter/nf_conntrack.h>
        // the pointer leads nowhere: what counts is that the kernel resolves the members
        int kprobe__sys_sync(struct pt_regs *ctx)
        {
        	struct nf_conn *ct = (struct nf_conn *)PT_REGS_PARM2(ctx);
        	struct xfs_inode *inode = (struct xfs_inode *)PT_REGS_PARM2(ctx);
        	bpf_trace_printk("conn %d %d", ct->timeout, ct->proto.tcp.state);
        	bpf_trace_printk("inode %llu", inode->i_delayed_blks);
        	return 0;
        }
        """;
    assertThat(bench.codes(text)).containsExactly("translate.module-absent[struct xfs_inode, xfs]");
    bench.shell("modprobe xfs");
    assertThat(bench.prints(text))
        .anyMatch(line -> line.contains(": conn "))
        .anyMatch(line -> line.contains(": inode "));
  }
}
