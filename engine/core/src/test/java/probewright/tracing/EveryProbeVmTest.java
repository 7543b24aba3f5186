package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import probewright.target.Remains;

/**
 * The list of all kinds of probes: each on both kernels, with a workload of a thousand of what it
 * counts, and a thousand counted. What the guests cannot have says its reason.
 */
@Tag("vm")
class EveryProbeVmTest {
  private static final Guests GUESTS = new Guests();

  @TempDir private static Path folder;
  private static byte[] thousand;

  @BeforeAll
  static void compile() throws Exception {
    thousand = ThousandFile.make(folder);
  }

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  private static final Set<ProbeKind> ELSEWHERE = EnumSet.of(ProbeKind.ITER, ProbeKind.SOCKET);

  @Test
  void noKindIsForgotten() {
    Set<ProbeKind> kinds =
        EveryProbe.rows().stream()
            .map(row -> Attachment.parse(row.probe() + "=f", null))
            .map(outcome -> ((probewright.diagnostics.Outcome.Done<Attachment>) outcome).value())
            .map(attachment -> attachment.probe().kind())
            .collect(Collectors.toSet());
    kinds.addAll(ELSEWHERE);
    assertThat(kinds).containsExactlyInAnyOrder(ProbeKind.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aThousandAreAThousand(String kernel) throws Exception {
    GUESTS.send(kernel, ThousandFile.PATH, thousand);
    try (Tracing tracing = GUESTS.get(kernel).run(EveryProbe.program())) {
      GUESTS.shell(kernel, ThousandFile.PATH);
      tracing.detach();
      assertThat(EveryProbe.counted(tracing)).isEqualTo(EveryProbe.named(EveryProbe.expected()));
    }
    assertThat(GUESTS.shell(kernel, Remains.of(Remains.LISTS + "; tail -n +2 /proc/net/packet")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyFormOfAStaticArgument(String kernel) throws Exception {
    GUESTS.send(kernel, ThousandFile.PATH, thousand);
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
      GUESTS.shell(kernel, ThousandFile.PATH);
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
    GUESTS.send(kernel, ThousandFile.PATH, thousand);
    String text =
        EveryProbe.HEAD
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
      GUESTS.shell(kernel, ThousandFile.PATH);
      attached.close();
      attached.close();
      GUESTS.shell(kernel, ThousandFile.PATH);
      assertThat(tracing.map("hits", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(1, 1000L));
      // and again, by another name and spelling
      try (AttachedProbe again = tracing.attach("kprobe:syscall:getppid", "inside")) {
        assertThat(again.attachment().probe()).hasToString("kprobe:__x64_sys_getppid");
        GUESTS.shell(kernel, ThousandFile.PATH);
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
