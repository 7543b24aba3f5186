package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Problem;
import probewright.output.MapText;
import probewright.output.RawEntry;

/** Kinds of maps on real kernels that lead elsewhere or outlive their program. */
@Tag("vm")
class MapsVmTest {
  @TempDir static Path folder;
  static MapBench bench;

  @BeforeAll
  static void open() {
    bench = new MapBench(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyKindIsMade(String kernel) throws Exception {
    String text;
    try (InputStream in =
        Objects.requireNonNull(Toolchain.class.getResourceAsStream("golden/map_kinds.c"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    bench.run(
        kernel,
        text,
        List.of(),
        ran -> {
          for (Output output : ran.run().outputs()) {
            if (output instanceof Output.Entries map) {
              assertThat(ran.text(map.name())).as(map.name()).isNotNull();
            }
          }
          assertThat(ran.text("array3")).hasSize(20).contains("0x13 \"\"");
          // the program array's one program, the array of maps' one map: ids of the kernel's
          assertThat(ran.text("jumps")).singleElement().asString().matches("0x1 0x[1-9a-f]\\w*");
          assertThat(ran.text("shelf")).singleElement().asString().matches("0x0 0x[1-9a-f]\\w*");
        });
    MapBench.shell(bench.target(kernel), "rm /sys/fs/bpf/kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void mapsOfMapsLeadToTheMapsInThem(String kernel) throws Exception {
    bench.run(
        kernel,
        """
        // attach: kprobe:syscall:umask=f
        // inner: shelf[0]=first
        BPF_ARRAY(first, u64, 1);
        BPF_ARRAY(second, u64, 1);
        BPF_ARRAY_OF_MAPS(shelf, "first", 4);
        BPF_HASH_OF_MAPS(shelves, u64, "first", 4);
        int f(struct pt_regs *ctx, int mask)
        {
            int which = 0, zero = 0;
            u64 *count;
            void *inner = shelf.lookup(&which);
            if (!inner)
                return 0;
            count = bpf_map_lookup_elem(inner, &zero);
            if (count)
                *count += mask;
            return 0;
        }
        """,
        List.of(65, 66),
        ran -> {
          assertThat(ran.text("first")).containsExactly("0x0 0x83");
          assertThat(ran.text("second")).containsExactly("0x0 0x0");
          String id = ran.text("shelf").get(0).substring("0x0 ".length());
          ran.run().insert("shelves", MapBench.u64(5), "first");
          assertThat(ran.text("shelves")).containsExactly("0x5 " + id);
          ran.run().insert("shelf", MapBench.u32(0), "second");
          assertThat(ran.text("shelf").get(0)).doesNotEndWith(id);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void stacksAreTheKernelsAddresses(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            BPF_STACK_TRACE(stacks, 100);
            BPF_HASH(counts, int);
            int f(struct pt_regs *ctx, int mask)
            {
                counts.increment(stacks.get_stackid(ctx, 0));
                return 0;
            }
            """,
        List.of(65, 65),
        ran -> {
          String id = ran.text("counts").get(0).split(" ", 2)[0];
          assertThat(ran.text("counts")).containsExactly(id + " 0x2");
          List<RawEntry> stacks = ran.run().read("stacks");
          assertThat(stacks).hasSize(1);
          List<String> lines =
              new MapText(ran.output("stacks").btf(), ran.output("stacks").types()).lines(stacks);
          assertThat(lines).hasSizeBetween(3, 20);
          assertThat(lines.get(0)).isEqualTo(id + ":");
          assertThat(lines.subList(1, lines.size()))
              .allMatch(line -> line.matches("    0xffffffff[0-9a-f]{8}"));
          assertThat(ran.json("stacks")).contains("\"value\":[\"0xffffffff");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aTailCallHappens(String kernel) throws Exception {
    bench.run(
        kernel,
        """
        // attach: kprobe:syscall:umask=f
        // tail: jumps[3]=landed
        // tail: jumps[2]=relay
        BPF_PROG_ARRAY(jumps, 4);
        BPF_ARRAY(reached, u64, 4);
        int f(struct pt_regs *ctx, int mask)
        {
            if (mask > 64)
                jumps.call(ctx, mask - 64);
            reached.increment(0);
            return 0;
        }
        int relay(struct pt_regs *ctx)
        {
            reached.increment(1);
            jumps.call(ctx, 3);
            return 0;
        }
        int landed(struct pt_regs *ctx, int mask)
        {
            reached.increment(2, mask);
            return 0;
        }
        """,
        // no program at 1, so that the caller goes on
        List.of(65, 66, 67),
        ran ->
            assertThat(ran.text("reached"))
                .containsExactly("0x0 0x1", "0x1 0x1", "0x2 0x85", "0x3 0x0"));
  }

  private static final String PINNED =
      MapBench.HEAD
          + """
          BPF_TABLE_PINNED("hash", u32, u64, kept, 16, "/sys/fs/bpf/practice/counts");
          int f(struct pt_regs *ctx, int mask)
          {
              kept.increment(mask);
              return 0;
          }
          """;

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aPinnedMapOutlivesItsRun(String kernel) throws Exception {
    for (int i = 1; i < 3; i++) {
      String times = "0x41 0x" + i;
      bench.run(
          kernel, PINNED, List.of(65), ran -> assertThat(ran.text("kept")).containsExactly(times));
    }
    AgentTarget target = bench.target(kernel);
    assertThat(MapBench.shell(target, "ls /sys/fs/bpf/practice")).isEqualTo("counts\n");
    assertThat(bench.start(target, PINNED.replace("16", "17"), new MapBench.Ran()).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("load.pin-differs");
              assertThat(problem.place()).hasToString("maps.c:2:1");
            });
    for (String path : List.of("/tmp/counts", "/sys/fs/bpf/../../../tmp/counts", "counts")) {
      String elsewhere = PINNED.replace("/sys/fs/bpf/practice/counts", path);
      assertThat(bench.start(target, elsewhere, new MapBench.Ran()).problems())
          .extracting(Problem::code)
          .containsExactly("load.pin-path");
    }
    MapBench.shell(target, "rm -r /sys/fs/bpf/practice");
    bench.run(kernel, PINNED, List.of(65), ran -> assertThat(ran.text("kept")).hasSize(1));
    MapBench.shell(target, "rm -r /sys/fs/bpf/practice");
  }
}
