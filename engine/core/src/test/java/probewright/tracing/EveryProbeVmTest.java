package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.probes.Attachment;
import probewright.probes.ProbeKind;
import probewright.target.AttachOptions;
import probewright.target.AttachedProbe;

/**
 * The list of all kinds of probes: each on both kernels, with a workload of a thousand of what it
 * counts, and a thousand counted. What the guests cannot have says its reason.
 */
@Tag("vm")
class EveryProbeVmTest {
  private static final Guests GUESTS = new Guests();

  /** What counts in which slot, and how often: a slot of its own for each row. */
  private record Row(String probe, String body, long count) {
    static Row of(String probe, long count) {
      return new Row(probe, "if (!ours()) return 0; hits.increment(SLOT);", count);
    }
  }

  private static final String HEAD =
      """
      #include <uapi/linux/bpf_perf_event.h>
      #include <linux/ip.h>
      #include <linux/udp.h>
      #include <linux/if_ether.h>
      #include <bcc/proto.h>
      BPF_HASH(hits, u32, u64);
      static int ours(void)
      {
          char name[16] = {};
          bpf_get_current_comm(&name, sizeof(name));
          return name[0] == 't' && name[1] == 'h' && name[2] == 'o' && name[5] == 'a' && name[7] == 'd';
      }
      """;

  /** The address that a fault was at: of the thousand pages. */
  private static final String FAULT =
      "u64 at = ctx->addr; if (at >> 24 == 0x7e0000) hits.increment(SLOT);";

  private static final String DATAGRAM =
      """
      void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
      struct ethhdr *ethernet = data;
      struct iphdr *ip = data + sizeof(*ethernet);
      struct udphdr *udp = (void *)(ip + 1);
      if ((void *)(udp + 1) > end || ip->protocol != 17 || udp->dest != htons(7777))
          return XDP_PASS;
      hits.increment(SLOT);
      return XDP_PASS;
      """;

  /** On lo a socket sees a packet when it is sent and when it comes. */
  private static final String SOCKET =
      """
      u8 *cursor = 0;
      struct ethernet_t *ethernet = cursor_advance(cursor, sizeof(*ethernet));
      struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));
      if (ethernet->type != 0x0800 || ip->nextp != 17)
          return 0;
      struct udp_t *udp = cursor_advance(cursor, sizeof(*udp));
      if (udp->dport != 7777)
          return 0;
      hits.increment(SLOT + ctx->pkt_type);
      return 0;
      """;

  private static List<Row> rows() {
    return List.of(
        Row.of("kprobe:syscall:getppid", 1000),
        Row.of("kretprobe:syscall:getppid", 1000),
        Row.of("kprobe:__*_sys_getppid", 1000),
        Row.of("kretprobe:__*_sys_getppid", 1000),
        Row.of("tracepoint:syscalls:sys_enter_getppid", 1000),
        new Row(
            "raw_tracepoint:sys_exit",
            "if (ours() && ((struct pt_regs *)ctx->args[0])->orig_ax == 110) hits.increment(SLOT);",
            1000),
        new Row(
            "raw_tracepoint:sys_enter",
            "if (ours() && ctx->args[1] == 110) hits.increment(SLOT);",
            1000),
        new Row("tp_btf:sys_enter", "if (ours() && ctx[1] == 110) hits.increment(SLOT);", 1000),
        Row.of("fentry:__do_sys_getppid", 1000),
        Row.of("fexit:__do_sys_getppid", 1000),
        Row.of("fmod_ret:security_task_getpgid", 1000),
        Row.of("lsm:task_getpgid", 1000),
        Row.of("uprobe:/tmp/thousand:called", 1000),
        Row.of("uretprobe:/tmp/thousand:called", 1000),
        Row.of("uprobe:/tmp/thousand:packed", 1000),
        Row.of("usdt:/tmp/thousand:demo:asked", 1000),
        Row.of("usdt:/tmp/thousand:demo:places", 2000),
        new Row("perf:software:page-faults:period:1", FAULT, 1000),
        new Row("xdp:lo", DATAGRAM, 1000));
  }

  @TempDir private static Path folder;
  private static byte[] thousand;

  /** Stripped, its names packed away as Fedora does it. */
  @BeforeAll
  static void compile() throws Exception {
    Path source = Path.of(EveryProbeVmTest.class.getResource("thousand.c").toURI());
    command("gcc", "-O1", "-fno-inline", "-o", "thousand", source.toString());
    command("objcopy", "--only-keep-debug", "thousand", "names");
    command(
        "objcopy",
        "-S",
        "--remove-section=.gdb_index",
        "--remove-section=.comment",
        "-K",
        "packed",
        "-K",
        "called",
        "names");
    command("xz", "names");
    command("objcopy", "-S", "--add-section", ".gnu_debugdata=names.xz", "thousand");
    thousand = Files.readAllBytes(folder.resolve("thousand"));
  }

  private static void command(String... words) throws Exception {
    Process process = new ProcessBuilder(words).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  private static final Set<ProbeKind> ELSEWHERE = EnumSet.of(ProbeKind.ITER, ProbeKind.SOCKET);

  @Test
  void noKindIsForgotten() {
    Set<ProbeKind> kinds =
        rows().stream()
            .map(row -> Attachment.parse(row.probe + "=f", null))
            .map(outcome -> ((probewright.diagnostics.Outcome.Done<Attachment>) outcome).value())
            .map(attachment -> attachment.probe().kind())
            .collect(Collectors.toSet());
    kinds.addAll(ELSEWHERE);
    assertThat(kinds).containsExactlyInAnyOrder(ProbeKind.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aThousandAreAThousand(String kernel) throws Exception {
    StringBuilder text = new StringBuilder();
    StringBuilder functions = new StringBuilder(HEAD);
    Map<Integer, Long> expected = new TreeMap<>();
    List<Row> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append("// attach: ").append(row.probe).append("=f").append(i).append('\n');
      functions
          .append("int f")
          .append(i)
          .append('(')
          .append(context(row.probe))
          .append(" *ctx)\n{\n")
          .append(row.body.replace("SLOT", String.valueOf(i)))
          .append("\nreturn 0;\n}\n");
      expected.put(i, row.count);
    }
    text.append("// attach: socket:lo=filter\n");
    functions
        .append("int filter(struct __sk_buff *ctx)\n{\n")
        .append(SOCKET.replace("SLOT", "100"))
        .append("}\n");
    // PACKET_HOST and PACKET_OUTGOING
    expected.put(100, 1000L);
    expected.put(104, 1000L);

    GUESTS.send(kernel, "/tmp/thousand", thousand);
    try (Tracing tracing =
        GUESTS.get(kernel).run(Program.of("every.c", text.append(functions).toString()))) {
      GUESTS.shell(kernel, "/tmp/thousand");
      tracing.detach();
      Map<String, Long> told = new TreeMap<>();
      tracing
          .map("hits", Integer.class, Long.class)
          .entries()
          .forEach((slot, count) -> told.put(name(rows, slot), count));
      Map<String, Long> wanted = new TreeMap<>();
      expected.forEach((slot, count) -> wanted.put(name(rows, slot), count));
      assertThat(told).isEqualTo(wanted);
    }
    assertThat(
            GUESTS.shell(
                kernel, "bpftool link list; bpftool prog list; cat /proc/net/packet | tail -n +2"))
        .isEmpty();
  }

  private static String name(List<Row> rows, int slot) {
    return slot < rows.size() ? rows.get(slot).probe : "socket:lo packets of type " + (slot - 100);
  }

  private static String context(String probe) {
    return switch (probe.substring(0, probe.indexOf(':'))) {
      case "perf" -> "struct bpf_perf_event_data";
      case "xdp" -> "struct xdp_md";
      case "raw_tracepoint" -> "struct bpf_raw_tracepoint_args";
      case "tp_btf", "fentry", "fexit", "fmod_ret", "lsm" -> "unsigned long long";
      case "tracepoint" -> "void";
      default -> "struct pt_regs";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyFormOfAStaticArgument(String kernel) throws Exception {
    GUESTS.send(kernel, "/tmp/thousand", thousand);
    String text =
        """
        // attach: usdt:/tmp/thousand:demo:forms=on_forms
        struct seen_t { s64 a, b, d, f, g; int c, e; };
        BPF_PERF_OUTPUT(seen);
        int on_forms(struct pt_regs *ctx)
        {
            struct seen_t now = {};
            s16 a = 0; u16 b = 0; u64 c = 0; s8 d = 0; u64 e = 0; u32 g = 0;
            bpf_usdt_readarg(1, ctx, &a);
            bpf_usdt_readarg(2, ctx, &b);
            now.c = bpf_usdt_readarg(3, ctx, &c);
            bpf_usdt_readarg(4, ctx, &d);
            now.e = bpf_usdt_readarg(5, ctx, &e);
            bpf_usdt_readarg(6, ctx, &now.f);
            bpf_usdt_readarg(7, ctx, &g);
            now.a = a; now.b = b; now.d = d; now.g = g;
            seen.perf_submit(ctx, &now, sizeof(now));
            return 0;
        }
        """;
    try (Tracing tracing = GUESTS.get(kernel).run(Program.of("forms.c", text))) {
      assertThat(tracing.notes()).extracting(Problem::code).containsExactly("attach.usdt-argument");
      GUESTS.shell(kernel, "/tmp/thousand");
      tracing.detach();
      List<Forms> seen = tracing.events("seen", Forms.class).stream().toList();
      assertThat(seen).hasSize(1000);
      // the third reads near address 0, the fifth is a register that is not saved
      assertThat(seen.subList(0, 5))
          .containsExactly(
              new Forms(10, 65525, -14, 0, -22, -3, 0),
              new Forms(-11, 12, -14, -1, -22, -3, 1),
              new Forms(12, 65523, -14, -2, -22, -3, 2),
              new Forms(-13, 14, -14, -3, -22, -3, 3),
              new Forms(10, 65525, -14, -4, -22, -3, 0));
    }
  }

  record Forms(long a, long b, int c, long d, int e, long f, long g) {}

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void insideAFunction(String kernel) throws Exception {
    GUESTS.send(kernel, "/tmp/thousand", thousand);
    String text =
        HEAD
            + """
            int inside(struct pt_regs *ctx)
            {
                if (ours())
                    hits.increment(1);
                return 0;
            }
            """;
    try (Tracing tracing =
        GUESTS
            .get(kernel)
            .run(Program.of("inside.c", text), AttachOptions.none().withLater("inside"))) {
      List<String> refused = new ArrayList<>();
      AttachedProbe attached = null;
      // behind the call of ftrace's, which stands behind a landing pad where the kernel has them
      for (String offset : List.of("5", "9")) {
        try {
          attached =
              attached == null
                  ? tracing.attach("kprobe:__x64_sys_getppid+" + offset, "inside")
                  : attached;
        } catch (RefusedException e) {
          refused.add(e.problems().get(0).code());
        }
      }
      assertThat(attached).isNotNull();
      assertThat(refused).isSubsetOf("attach.offset");
      GUESTS.shell(kernel, "/tmp/thousand");
      attached.close();
      attached.close();
      GUESTS.shell(kernel, "/tmp/thousand");
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 1000L));
      // and again, by another name and spelling
      try (AttachedProbe again = tracing.attach("kprobe:syscall:getppid", "inside")) {
        assertThat(again.attachment().probe()).hasToString("kprobe:__x64_sys_getppid");
        GUESTS.shell(kernel, "/tmp/thousand");
      }
      assertThat(tracing.map("hits", Integer.class, Long.class).get(1)).contains(2000L);
      assertThatThrownBy(() -> tracing.attach("kprobe:vfs_read", "outside"))
          .hasMessageContaining("was not loaded");
      assertThatThrownBy(() -> tracing.attach("kprobe:no_such_function_here", "inside"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.problems().get(0).code()).isEqualTo("attach.absent"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void anIteratorSeesEachTaskOnce(String kernel) throws Exception {
    String text =
        """
        BPF_ITER(task)
        {
            struct task_struct *task = ctx->task;
            if (task == (void *)0)
                return 0;
            BPF_SEQ_PRINTF(ctx->meta->seq, "%d %s\\n", task->pid, task->comm);
            return 0;
        }
        """;
    try (Tracing tracing =
        GUESTS
            .get(kernel)
            .run(Program.of("tasks.c", "// attach: iter:task=bpf_iter__task\n" + text))) {
      List<String> tasks = tracing.iterate("bpf_iter__task").lines().toList();
      assertThat(tasks).doesNotHaveDuplicates().contains("2 kthreadd");
      Stream<String> kthreads = tasks.stream().filter(line -> line.endsWith(" ksoftirqd/0"));
      assertThat(kthreads).hasSize(1);
    }
  }

  /** What depends on time is there; what depends on the processor says why it is not. */
  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void samples(String kernel) throws Exception {
    String text =
        """
        BPF_HASH(hits, u32, u64);
        int f(struct bpf_perf_event_data *ctx)
        {
            hits.increment(ctx->sample_period ? 1 : 0);
            return 0;
        }
        """;
    try (Tracing tracing =
        GUESTS
            .get(kernel)
            .run(
                Program.of("samples.c", "// attach: perf:software:cpu-clock:freq:49=f\n" + text))) {
      GUESTS.shell(kernel, "timeout 1 sh -c 'while :; do :; done' || true");
      tracing.detach();
      assertThat(tracing.map("hits", Integer.class, Long.class).get(1))
          .hasValueSatisfying(count -> assertThat(count).isPositive());
    }
    assertThatThrownBy(
            () ->
                GUESTS
                    .get(kernel)
                    .run(
                        Program.of(
                            "cycles.c", "// attach: perf:hardware:cycles:freq:49=f\n" + text)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::code)
                    .containsExactly("attach.no-counters"));
  }
}
