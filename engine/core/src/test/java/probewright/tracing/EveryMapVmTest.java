package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.dialect.MapKind;
import probewright.output.Frame;
import probewright.target.AttachOptions;

/**
 * The list of all kinds of maps: each on both kernels, filled by a thousand calls or from Java, and
 * exactly that found in it, in Java's own types.
 */
@Tag("vm")
class EveryMapVmTest {
  private static final Guests GUESTS = new Guests();

  /** What each kind's test is; a kind that is not named here fails {@link #noKindIsForgotten}. */
  private static final Map<MapKind, String> TESTS = new TreeMap<>();

  static {
    Set<MapKind> counted =
        EnumSet.of(
            MapKind.HASH,
            MapKind.ARRAY,
            MapKind.PERCPU_HASH,
            MapKind.PERCPU_ARRAY,
            MapKind.LRU_HASH,
            MapKind.LRU_PERCPU_HASH,
            MapKind.HISTOGRAM,
            MapKind.STACK_TRACE,
            MapKind.PERF_OUTPUT,
            MapKind.RINGBUF_OUTPUT,
            MapKind.QUEUE,
            MapKind.STACK,
            MapKind.LPM_TRIE,
            MapKind.TASK_STORAGE);
    counted.forEach(kind -> TESTS.put(kind, "aThousandCallsAreAThousand"));
    EnumSet.of(
            MapKind.PROG_ARRAY,
            MapKind.ARRAY_OF_MAPS,
            MapKind.HASH_OF_MAPS,
            MapKind.CGROUP_ARRAY,
            MapKind.PERF_ARRAY)
        .forEach(kind -> TESTS.put(kind, "KernelsMapsVmTest.whatIsTheKernelsIsPutInFromJava"));
    EnumSet.of(MapKind.SK_STORAGE, MapKind.INODE_STORAGE)
        .forEach(kind -> TESTS.put(kind, "KernelsMapsVmTest.storageOfTheKernelsThings"));
    EnumSet.of(MapKind.DEVMAP, MapKind.CPUMAP)
        .forEach(kind -> TESTS.put(kind, "PacketMapsVmTest.packetsGoWhereTheMapSays"));
    TESTS.put(MapKind.XSKMAP, "PacketMapsVmTest.packetsGoToARawSocket");
    EnumSet.of(MapKind.SOCKMAP, MapKind.SOCKHASH)
        .forEach(
            kind -> TESTS.put(kind, "PacketMapsVmTest.whatIsWrittenToOneSocketComesOutOfAnother"));
    EnumSet.of(MapKind.CGROUP_STORAGE, MapKind.PERCPU_CGROUP_STORAGE)
        .forEach(kind -> TESTS.put(kind, "PacketMapsVmTest.eachControlGroupHasItsOwn"));
  }

  @AfterAll
  static void close() {
    GUESTS.close();
  }

  @Test
  void noKindIsForgotten() {
    assertThat(TESTS.keySet()).containsExactlyInAnyOrder(MapKind.values());
  }

  record Key(int mask, String name) {}

  record Pair(long calls, int last, boolean odd) {}

  record Prefix(int bits, byte[] address) {}

  record Event(int mask, long number) {}

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aThousandCallsAreAThousand(String kernel) throws Exception {
    String text =
        """
        // attach: kprobe:syscall:umask=f
        struct key_t { u32 mask; char name[4]; };
        struct pair_t { u64 calls; u32 last:31; u32 odd:1; };
        struct prefix_t { u32 bits; u8 address[4]; };
        struct event_t { u32 mask; u64 number; };
        BPF_HASH(hash, struct key_t, struct pair_t);
        BPF_ARRAY(array, u64, 8);
        BPF_PERCPU_HASH(cpu_hash, u32, u64);
        BPF_PERCPU_ARRAY(cpu_array, struct pair_t, 2);
        BPF_TABLE("lru_hash", u32, u64, recent, 64);
        BPF_TABLE("lru_percpu_hash", u32, u64, recents, 64);
        BPF_HISTOGRAM(sizes);
        BPF_STACK_TRACE(stacks, 64);
        BPF_HASH(by_stack, int, u64);
        BPF_HASH(by_caller, int, u64);
        BPF_PERF_OUTPUT(events);
        BPF_RINGBUF_OUTPUT(ring, 64);
        BPF_QUEUE(queue, u64, 2000);
        BPF_STACK(stack, u64, 2000);
        BPF_LPM_TRIE(trie, struct prefix_t, u32, 16);
        BPF_TASK_STORAGE(of_task, u64);
        int f(struct pt_regs *ctx, int mask)
        {
            struct key_t key = { .mask = mask, .name = "abc" };
            struct pair_t none = {}, *pair = hash.lookup_or_try_init(&key, &none);
            struct prefix_t asked = { 32, { 10, 1, 2, 3 } };
            struct event_t event = { .mask = mask };
            u64 *number = of_task.task_storage_get(bpf_get_current_task_btf(), 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
            u32 *length = trie.lookup(&asked), one = 1;
            if (!pair || !number || !length)
                return 0;
            event.number = ++*number;
            pair->calls++;
            pair->last = mask;
            pair->odd = *number & 1;
            array.increment(mask & 7);
            array.atomic_increment(0, *length);
            cpu_hash.increment(mask);
            struct pair_t *mine = cpu_array.lookup(&one);
            if (mine)
                mine->calls++;
            recent.increment(mask);
            recents.increment(mask);
            sizes.increment(bpf_log2l(*number));
            by_stack.increment(stacks.get_stackid(ctx, 0));
            by_caller.increment(stacks.get_stackid(ctx, BPF_F_USER_STACK));
            events.perf_submit(ctx, &event, sizeof(event));
            ring.ringbuf_output(&event, sizeof(event), 0);
            queue.push(number, 0);
            stack.push(number, 0);
            return 0;
        }
        """;
    try (Tracing tracing = GUESTS.run(kernel, text, AttachOptions.none().withPerfPages(128))) {
      TypedMap<Prefix, Integer> trie = tracing.map("trie", Prefix.class, Integer.class);
      trie.put(new Prefix(16, new byte[] {10, 1, 0, 0}), 2);
      trie.put(new Prefix(8, new byte[] {10, 0, 0, 0}), 7);
      GUESTS.shell(kernel, Guests.THOUSAND_CALLS);
      tracing.detach();

      TypedMap<Key, Pair> hash = tracing.map("hash", Key.class, Pair.class);
      assertThat(hash.entries()).isEqualTo(Map.of(new Key(63, "abc"), new Pair(1000, 63, false)));
      assertThat(hash.get(new Key(63, "abc"))).contains(new Pair(1000, 63, false));
      assertThat(hash.get(new Key(63, "ab"))).isEmpty();
      assertThat(tracing.map("hash").json())
          .isEqualTo(
              "{\"map\":\"hash\",\"entries\":[{\"key\":{\"mask\":63,\"name\":\"abc\"},\"value\":"
                  + "{\"calls\":1000,\"last\":63,\"odd\":0}}]}");
      assertThat(tracing.map("hash").csv())
          .isEqualTo(
              """
              output,key.mask,key.name,value.calls,value.last,value.odd
              hash,63,abc,1000,63,0
              """);
      assertThat(tracing.map("hash").text()).isEqualTo("{ 0x3f \"abc\" } { 0x3e8 0x3f 0x0 }\n");
      for (String map : List.of("array", "cpu_hash", "recent", "recents")) {
        assertThat(tracing.map(map).csv()).as(map).contains("1000");
        assertThat(tracing.map(map).json()).as(map).contains("1000").endsWith("}]}");
      }
      assertThat(tracing.map("trie").csv()).contains("trie,16,").contains(",2\n");
      assertThat(tracing.map("queue").csv()).isEqualTo("output,value\nqueue,1\n");
      assertThat(tracing.map("stack").json())
          .isEqualTo("{\"map\":\"stack\",\"entries\":[{\"value\":1000}]}");
      assertThat(tracing.map("stacks").csv())
          .contains(",__x64_sys_umask,")
          .contains("output,key,frame");

      TypedMap<Integer, Long> array = tracing.map("array", Integer.class, Long.class);
      assertThat(array.values()).containsExactly(2000L, 0L, 0L, 0L, 0L, 0L, 0L, 1000L);
      array.zero();
      assertThat(array.values()).containsOnly(0L).hasSize(8);
      array.putAll(Map.of(1, 5L, 2, -1L));
      assertThat(array.get(2)).contains(-1L);
      assertThat(array.size()).isEqualTo(8);
      assertThat(Guests.code(() -> array.delete(1))).isEqualTo("map.failed");
      assertThat(Guests.code(() -> array.put(8, 1L))).isEqualTo("map.failed");
      assertThat(Guests.code(array::drain)).isEqualTo("map.opaque");
      assertThat(array.get(8)).isEmpty();

      PerCpuMap<Integer, Long> cpus = tracing.perCpuMap("cpu_hash", Integer.class, Long.class);
      List<Long> row = cpus.get(63).orElseThrow();
      assertThat(row.stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
      assertThat(tracing.map("cpu_hash", Integer.class, Long.class).get(63)).contains(1000L);
      List<Long> ones = Collections.nCopies(row.size(), 1L);
      cpus.put(64, ones);
      assertThat(cpus.entries()).containsEntry(64, ones).containsEntry(63, row).hasSize(2);
      assertThat(Guests.code(() -> cpus.put(65, List.of()))).isEqualTo("map.wrong-size");
      cpus.delete(63);
      assertThat(cpus.get(63)).isEmpty();
      List<Pair> pairs =
          tracing.perCpuMap("cpu_array", Integer.class, Pair.class).get(1).orElseThrow();
      assertThat(pairs.stream().mapToLong(Pair::calls).sum()).isEqualTo(1000);
      assertThatThrownBy(() -> tracing.map("cpu_array", Integer.class, Pair.class))
          .hasMessageContaining("perCpuMap");

      assertThat(tracing.map("recent", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(63, 1000L));
      assertThat(tracing.map("recents", Integer.class, Long.class).entries())
          .isEqualTo(Map.of(63, 1000L));
      assertThat(tracing.map("sizes").log2().sections()).hasSize(1);
      assertThat(
              tracing.map("sizes", Integer.class, Long.class).values().stream()
                  .mapToLong(Long::longValue)
                  .sum())
          .isEqualTo(1000);
      assertThat(tracing.map("sizes").log2Text("calls")).contains("512 -> 1023       : 489 ");

      Map<Integer, Long> byStack = tracing.map("by_stack", Integer.class, Long.class).entries();
      assertThat(byStack.values()).containsExactly(1000L);
      int id = byStack.keySet().iterator().next();
      List<Frame> frames = tracing.map("stacks").kernelStack(id);
      assertThat(frames.get(0).text(false, false)).isEqualTo("__x64_sys_umask");
      assertThat(tracing.symbols().address("__x64_sys_umask"))
          .hasValue(frames.get(0).address() - ((Frame.Known) frames.get(0)).offset());
      assertThat(tracing.symbols().address("no_such_function_here")).isEmpty();

      Map<Integer, Long> byCaller = tracing.map("by_caller", Integer.class, Long.class).entries();
      assertThat(byCaller.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
      // a stack that cannot be read, or whose place another has, is an error, below 0
      assertThat(byCaller.keySet().stream().filter(caller -> caller >= 0))
          .allSatisfy(
              caller -> assertThat(tracing.map("stacks").userStack(caller, 1)).isNotEmpty());
      // the map has 64 places, and any of them may be taken
      assertThat(tracing.map("stacks").userStack(64, 1)).isEmpty();

      List<Event> wanted = IntStream.rangeClosed(1, 1000).mapToObj(n -> new Event(63, n)).toList();
      EventStream<Event> events = tracing.events("events", Event.class);
      // each processor has a buffer of its own
      assertThat(events.stream().toList()).containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(events.received()).isEqualTo(1000);
      assertThat(events.lost()).isZero();
      assertThat(events.bytes()).isBetween(16_000L, 20_000L);
      assertThat(tracing.events("ring", Event.class).stream().toList()).isEqualTo(wanted);

      ValueQueue<Long> queue = tracing.queue("queue", Long.class);
      assertThat(queue.peek()).contains(1L);
      assertThat(queue.pop()).contains(1L);
      queue.push(-7L);
      List<Long> rest = queue.drain();
      assertThat(rest).hasSize(1000).startsWith(2L, 3L).endsWith(1000L, -7L);
      assertThat(queue.pop()).isEmpty();
      ValueQueue<Long> stack = tracing.queue("stack", Long.class);
      assertThat(stack.pop()).contains(1000L);
      stack.push(-7L);
      assertThat(stack.drain()).hasSize(1000).startsWith(-7L, 999L).endsWith(1L);
      assertThatThrownBy(() -> tracing.map("queue", Integer.class, Long.class))
          .hasMessageContaining("has no keys");
      assertThatThrownBy(() -> tracing.queue("hash", Long.class)).hasMessageContaining("neither");

      assertThat(trie.size()).isEqualTo(2);
      trie.delete(new Prefix(16, new byte[] {10, 1, 0, 0}));
      assertThat(trie.values()).containsExactly(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void manyEntriesInOneRequest(String kernel) throws Exception {
    String text =
        """
        // attach: kprobe:syscall:umask=f
        struct key_t { u32 low; u32 high; };
        BPF_HASH(table, struct key_t, u64, 20000);
        BPF_PERCPU_HASH(sums, u32, u64, 20000);
        int f(struct pt_regs *ctx, int mask)
        {
            for (u32 i = 0; i < 1000; i++)
                sums.increment(i, 2);
            return 0;
        }
        """;
    try (Tracing tracing = GUESTS.run(kernel, text, AttachOptions.none())) {
      record Wide(int high, int low) {}
      TypedMap<Wide, Long> table = tracing.map("table", Wide.class, Long.class);
      Map<Wide, Long> many = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        many.put(new Wide(i, -i), (long) i);
      }
      table.putAll(many);
      assertThat(table.entries()).isEqualTo(many);
      assertThat(Guests.code(() -> table.put(new Wide(-1, 0), 1L))).isEqualTo("map.failed");
      Set<Wide> few =
          IntStream.range(0, 5000).mapToObj(i -> new Wide(i, -i)).collect(Collectors.toSet());
      table.deleteAll(few);
      assertThat(table.size()).isEqualTo(15_000);
      assertThat(table.take(new Wide(7000, -7000))).contains(7000L);
      assertThat(table.take(new Wide(7000, -7000))).isEmpty();
      many.keySet().removeAll(few);
      many.remove(new Wide(7000, -7000));
      assertThat(table.drain()).isEqualTo(many);
      assertThat(table.size()).isZero();
      GUESTS.shell(kernel, "umask 022; umask 022");
      TypedMap<Integer, Long> sums = tracing.map("sums", Integer.class, Long.class);
      assertThat(sums.drain()).hasSize(1000).allSatisfy((key, sum) -> assertThat(sum).isEqualTo(4));
      assertThat(sums.entries()).isEmpty();
    }
  }
}
