package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of maps on real kernels: what comes out of a map is what they promise. */
@Tag("vm")
class MapMethodsVmTest {
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
  void hashMethodsDoWhatTheyPromise(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            struct seen_t { u32 times; u32 first; };
            BPF_HASH(counts, u32);
            BPF_HASH(narrow, u32, u16);
            BPF_HASH(sums, u32, s64);
            BPF_HASH(updated, u32, u32);
            BPF_HASH(inserted, u32, u32);
            BPF_HASH(deleted, u32, u32);
            BPF_HASH(tried, u32, struct seen_t);
            BPF_HASH(small, u32, u32, 2);
            BPF_ARRAY(reached, u64, 4);
            static void note(u32 *mask)
            {
                struct seen_t first = { 0, *mask };
                struct seen_t *seen = tried.lookup_or_init(mask, &first);
                seen->times++;
            }
            int f(struct pt_regs *ctx, int mask)
            {
                u32 key = 1, value = mask, all = mask;
                counts.increment(value);
                counts.atomic_increment(value, 10);
                narrow.increment(value, 300);
                sums.increment(key, -5);
                updated.update(&key, &value);
                if (inserted.insert(&key, &value))
                    reached.increment(3);
                deleted.update(&all, &value);
                if (mask == 65)
                    deleted.delete(&all);
                note(&all);
                reached.increment(0);
                small.lookup_or_init(&all, &value);
                reached.increment(1);
                return 0;
            }
            """,
        List.of(65, 66, 66, 67),
        ran -> {
          assertThat(ran.text("counts")).containsExactly("0x41 0xb", "0x42 0x16", "0x43 0xb");
          assertThat(ran.text("narrow")).containsExactly("0x41 0x12c", "0x42 0x258", "0x43 0x12c");
          assertThat(ran.text("sums")).containsExactly("0x1 0xffffffffffffffec");
          assertThat(ran.text("updated")).containsExactly("0x1 0x43");
          assertThat(ran.text("inserted")).containsExactly("0x1 0x41");
          assertThat(ran.text("deleted")).containsExactly("0x42 0x42", "0x43 0x43");
          assertThat(ran.text("tried"))
              .containsExactly("0x41 { 0x1 0x41 }", "0x42 { 0x2 0x42 }", "0x43 { 0x1 0x43 }");
          assertThat(ran.text("small")).hasSize(2);
          // a full map ends the program at lookup_or_init
          assertThat(ran.text("reached"))
              .containsExactly("0x0 0x4", "0x1 0x3", "0x2 0x0", "0x3 0x3");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void perCpuAndLruMapsTakeWhatIsNotThereYet(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            struct pair_t { u32 a; char b; };
            BPF_PERCPU_HASH(hash, u32);
            BPF_PERCPU_ARRAY(array, u32, 2);
            BPF_PERCPU_HASH(pairs, u32, struct pair_t);
            BPF_TABLE("lru_hash", u32, u64, recent, 4);
            BPF_TABLE("lru_percpu_hash", u32, u64, recents, 4);
            int f(struct pt_regs *ctx, int mask)
            {
                u32 key = mask;
                struct pair_t pair = { mask, 'x' };
                hash.increment(key);
                array.increment(1, 3);
                pairs.update(&key, &pair);
                recent.increment(key);
                recents.increment(key, 2);
                return 0;
            }
            """,
        IntStream.rangeClosed(65, 104).boxed().toList(),
        ran -> {
          assertThat(ran.text("hash"))
              .hasSize(40)
              .contains("0x41 [ " + onOneCpu(ran, "hash", 0x41) + "] sum 0x1");
          assertThat(ran.text("array")).hasSize(2).last().asString().endsWith("] sum 0x78");
          assertThat(ran.text("pairs").get(0)).contains("{ 0x41 0x78 }").endsWith("} ]");
          assertThat(ran.json("array"))
              .startsWith("{\"map\":\"array\",\"entries\":[{\"key\":0,\"value\":0,\"cpus\":[0")
              .contains("{\"key\":1,\"value\":120,\"cpus\":[");
          assertThat(ran.text("recent")).hasSizeLessThanOrEqualTo(4).contains("0x68 0x1");
          assertThat(ran.text("recents"))
              .hasSizeLessThanOrEqualTo(40)
              .anyMatch(line -> line.startsWith("0x68 ") && line.endsWith(" sum 0x2"));
          ran.run().clear("hash");
          assertThat(ran.text("hash")).isEmpty();
          ran.run().clear("array");
          assertThat(ran.text("array")).allMatch(line -> line.endsWith("sum 0x0"));
        });
  }

  /** The values of one key on all CPUs, of which one counted. */
  private static String onOneCpu(MapBench.Ran ran, String map, int key) throws Exception {
    byte[] row = ran.run().lookup(map, MapBench.u32(key)).orElseThrow();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < row.length; at += 8) {
      text.append("0x").append(row[at]).append(' ');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void theLongestPrefixIsFound(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            struct prefix_t { u32 bits; u8 address[4]; };
            BPF_LPM_TRIE(routes, struct prefix_t, u32, 16);
            BPF_HASH(taken, u32, u32);
            int f(struct pt_regs *ctx, int mask)
            {
                struct prefix_t wide = { 8, { 10 } }, narrow = { 16, { 10, 1 } };
                struct prefix_t asked = { 32, { 10, mask - 64, 3, 4 } };
                u32 eight = 8, sixteen = 16, key = mask, *found;
                routes.update(&wide, &eight);
                routes.update(&narrow, &sixteen);
                found = routes.lookup(&asked);
                if (found)
                    taken.update(&key, found);
                asked.address[0] = 11;
                if (routes.lookup(&asked))
                    taken.delete(&key);
                return 0;
            }
            """,
        List.of(65, 66),
        ran -> {
          assertThat(ran.text("taken")).containsExactly("0x41 0x10", "0x42 0x8");
          assertThat(ran.text("routes"))
              .containsExactly("{ 0x10 \"\n\001\" } 0x10", "{ 0x8 \"\n\" } 0x8");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void queuesKeepTheirOrderAndAreOnlyPeekedAt(String kernel) throws Exception {
    bench.run(
        kernel,
        MapBench.HEAD
            + """
            BPF_QUEUE(queue, u32, 8);
            BPF_STACK(stack, u32, 8);
            BPF_HASH(popped, u32, u64);
            BPF_HASH(peeked, u32, u64);
            int f(struct pt_regs *ctx, int mask)
            {
                u32 value = mask;
                if (mask == 100) {
                    if (!queue.pop(&value))
                        popped.increment(value);
                    if (!stack.pop(&value))
                        popped.increment(value);
                    if (!queue.peek(&value))
                        peeked.increment(value);
                    return 0;
                }
                queue.push(&value, 0);
                stack.push(&value, BPF_EXIST);
                return 0;
            }
            """,
        List.of(65, 66, 67, 100),
        ran -> {
          assertThat(ran.text("popped")).containsExactly("0x41 0x1", "0x43 0x1");
          assertThat(ran.text("peeked")).containsExactly("0x42 0x1");
          for (int i = 0; i < 2; i++) {
            assertThat(ran.text("queue")).containsExactly("0x42");
            assertThat(ran.text("stack")).containsExactly("0x42");
          }
          assertThat(ran.json("queue"))
              .isEqualTo("{\"map\":\"queue\",\"entries\":[{\"value\":66}]}");
          ran.run().update("stack", new byte[0], MapBench.u32(7));
          assertThat(ran.text("stack")).containsExactly("0x7");
        });
  }
}
