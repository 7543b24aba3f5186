package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.diagnostics.ProblemException;
import probewright.output.RawEntry;

/** What is read from maps on real kernels, and written into them, from outside. */
@Tag("vm")
class MapEntriesVmTest {
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
  void whatIsSubmittedIsDecodedWhateverItIs(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            typedef struct { u16 a; enum { RED, GREEN } color; } item_t;
            BPF_PERF_OUTPUT(unnamed);
            BPF_PERF_OUTPUT(local);
            BPF_PERF_OUTPUT(numbers);
            BPF_PERF_OUTPUT(texts);
            BPF_RINGBUF_OUTPUT(items, 1);
            BPF_RINGBUF_OUTPUT(made, 1);
            BPF_ARRAY(asked, u64, 3);
            int f(struct pt_regs *ctx, int mask)
            {
                struct local_t { u8 a; s16 b; };
                struct { u32 mask; char text[4]; } event = { mask, "abc" };
                struct local_t inside = { 1, -2 };
                u64 number = mask;
                char text[8] = "text";
                item_t item = { mask, GREEN }, *record;
                unnamed.perf_submit(ctx, &event, sizeof(event));
                local.perf_submit(ctx, &inside, sizeof(inside));
                numbers.perf_submit(ctx, &number, sizeof(number));
                texts.perf_submit(ctx, text, sizeof(text));
                items.ringbuf_output(&item, sizeof(item), 0);
                record = made.ringbuf_reserve(sizeof(*record));
                if (!record)
                    return 0;
                record->a = mask;
                record->color = RED;
                if (mask == 65)
                    made.ringbuf_submit(record, 0);
                else
                    made.ringbuf_discard(record, 0);
                asked.increment(0, items.ringbuf_query(BPF_RB_RING_SIZE));
                return 0;
            }
            """,
        List.of(65, 66),
        ran -> {
          // each processor has a buffer of its own, and the shell may change to the other
          assertThat(ran.events("unnamed")).containsExactlyInAnyOrder("65 abc", "66 abc");
          assertThat(ran.events("local")).containsExactly("1 -2", "1 -2");
          assertThat(ran.events("numbers")).containsExactlyInAnyOrder("65", "66");
          assertThat(ran.events("texts")).containsExactly("text", "text");
          assertThat(ran.events("items")).containsExactly("65 GREEN", "66 GREEN");
          assertThat(ran.events("made")).containsExactly("65 RED");
          assertThat(ran.text("asked").get(0)).isEqualTo("0x0 0x2000");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void manyEntriesAndLargeOnesAreRead(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            struct large_t { u32 number; u8 rest[(1 << 20) - 4]; };
            struct row_t { u64 words[16]; };
            BPF_HASH(many, u32, struct row_t, 20000);
            BPF_ARRAY(large, struct large_t, 3);
            int f(struct pt_regs *ctx, int mask)
            {
                struct row_t row = {};
                for (u32 i = 0; i < 400; i++) {
                    u32 key = (mask - 64) * 400 + i;
                    row.words[15] = key;
                    many.update(&key, &row);
                }
                int last = 2;
                struct large_t *value = large.lookup(&last);
                if (value)
                    value->number += mask;
                return 0;
            }
            """,
        IntStream.range(64, 104).boxed().toList(),
        ran -> {
          List<RawEntry> many = ran.run().read("many");
          assertThat(many).hasSize(16_000);
          assertThat(
                  many.stream()
                      .allMatch(
                          entry ->
                              ByteBuffer.wrap(entry.key()).order(ByteOrder.LITTLE_ENDIAN).getInt()
                                  == ByteBuffer.wrap(entry.value())
                                      .order(ByteOrder.LITTLE_ENDIAN)
                                      .getLong(120)))
              .isTrue();
          assertThat(many.stream().map(entry -> ByteBuffer.wrap(entry.key())).distinct().count())
              .isEqualTo(16_000);
          List<RawEntry> large = ran.run().read("large");
          assertThat(large).hasSize(3).allMatch(entry -> entry.value().length == 1 << 20);
          assertThat(ByteBuffer.wrap(large.get(2).value()).order(ByteOrder.LITTLE_ENDIAN).getInt())
              .isEqualTo(IntStream.range(64, 104).sum());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void entriesAreReadAndWrittenFromOutside(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            BPF_HASH(table, u32);
            BPF_ARRAY(array, u64, 2);
            BPF_TASK_STORAGE(of_task, u64);
            BPF_PERF_ARRAY(counters, 8);
            BPF_HASH(results, u32, s64);
            int f(struct pt_regs *ctx, int mask)
            {
                struct bpf_perf_event_value counted = {};
                u64 *calls = of_task.task_storage_get(bpf_get_current_task_btf(), 0,
                                                      BPF_LOCAL_STORAGE_GET_F_CREATE);
                s64 result = counters.perf_counter_value(0, &counted, sizeof(counted));
                u32 key = mask;
                results.update(&key, &result);
                if (calls)
                    table.increment(mask, ++*calls);
                return 0;
            }
            """,
        List.of(65, 66, 65),
        ran -> {
          // first, second and third call of the one shell
          assertThat(ran.text("table")).containsExactly("0x41 0x4", "0x42 0x2");
          // nothing was put into the array of counters
          assertThat(ran.text("results"))
              .containsExactly("0x41 0xfffffffffffffffe", "0x42 0xfffffffffffffffe");
          ran.run().update("table", MapBench.u32(1), MapBench.u64(9));
          assertThat(ran.run().lookup("table", MapBench.u32(1))).contains(MapBench.u64(9));
          assertThat(ran.run().lookup("table", MapBench.u32(2))).isEmpty();
          ran.run().delete("table", MapBench.u32(0x41));
          ran.run().delete("table", MapBench.u32(0x41));
          assertThat(ran.text("table")).containsExactly("0x1 0x9", "0x42 0x2");
          ran.run().update("array", MapBench.u32(1), MapBench.u64(3));
          assertThat(ran.text("array")).containsExactly("0x0 0x0", "0x1 0x3");
          assertThat(code(() -> ran.run().update("table", MapBench.u64(1), MapBench.u64(1))))
              .isEqualTo("map.wrong-size");
          assertThat(code(() -> ran.run().read("of_task"))).isEqualTo("map.opaque");
          assertThat(code(() -> ran.run().read("absent"))).isEqualTo("map.absent");
        });
  }

  private interface Asking {
    void ask() throws ProblemException, IOException;
  }

  private static String code(Asking asking) throws IOException {
    try {
      asking.ask();
      return "";
    } catch (ProblemException e) {
      return e.problem().code();
    }
  }
}
