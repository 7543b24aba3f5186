package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.MapText;
import probewright.output.OutputJson;
import probewright.output.RawEntry;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.VmOptions;

/**
 * Maps on real kernels: a program of each kind runs, and what comes out is what its methods
 * promise. The programs are attached to umask(), whose one argument a shell can choose.
 */
@Tag("vm")
class MapsVmTest {
  private static final Path BUNDLE =
      Path.of(System.getProperty("probewright.agent", "../agent/target/bundle"));

  private static final String HEAD = "// attach: kprobe:syscall:umask=f\n";

  @TempDir static Path folder;

  private static final Map<String, AgentTarget> TARGETS = new HashMap<>();

  /** What a run printed of its maps and sent as events. */
  private static final class Ran implements RunListener {
    private final Map<String, EventLayout> layouts = new HashMap<>();
    private final Map<String, List<String>> events = new HashMap<>();
    private @Nullable Run run;

    @Override
    public void outputs(List<Output> outputs) {
      for (Output output : outputs) {
        if (output instanceof Output.Events stream) {
          layouts.put(stream.name(), stream.layout());
        }
      }
    }

    @Override
    public synchronized void record(String stream, int cpu, ByteBuffer data) {
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      EventLayout layout = layouts.get(stream);
      EventRing.Event event = new EventRing.Event(0, 0, cpu, bytes);
      events
          .computeIfAbsent(stream, none -> new ArrayList<>())
          .add(
              layout == null
                  ? "?"
                  : layout.row(event).values().stream()
                      .map(value -> value.text())
                      .collect(Collectors.joining(" ")));
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      throw new AssertionError(stream + " lost " + kernel + " and " + agent);
    }

    @Override
    public void ended(Problem why) {
      throw new AssertionError(why);
    }

    Run run() {
      return Objects.requireNonNull(run);
    }

    synchronized List<String> events(String stream) {
      return List.copyOf(events.getOrDefault(stream, List.of()));
    }

    Output.Entries output(String map) {
      return run().outputs().stream()
          .filter(output -> output.name().equals(map))
          .map(Output.Entries.class::cast)
          .findFirst()
          .orElseThrow();
    }

    List<String> text(String map) throws Exception {
      return new MapText(output(map).btf(), output(map).types())
          .lines(run().read(map)).stream().sorted().toList();
    }

    String json(String map) throws Exception {
      return OutputJson.map(map, output(map).btf(), output(map).types(), run().read(map));
    }
  }

  private interface Look {
    void at(Ran ran) throws Exception;
  }

  /** Runs a program while a shell calls umask() with each of the masks, then looks at its maps. */
  private static void run(String kernel, String text, List<Integer> masks, Look look)
      throws Exception {
    AgentTarget target = target(kernel);
    Ran ran = new Ran();
    try (Run run = done(start(target, text, ran))) {
      ran.run = run;
      if (!masks.isEmpty()) {
        shell(
            target,
            masks.stream()
                .map(mask -> "umask " + Integer.toOctalString(mask))
                .collect(Collectors.joining("; ")));
      }
      run.detach();
      look.at(ran);
    }
  }

  private static Outcome<Run> start(AgentTarget target, String text, RunListener listener)
      throws Exception {
    Toolchain toolchain = done(Toolchain.find(folder.resolve("types")));
    return Run.start(Program.of("maps.c", text), toolchain, target, listener, System::nanoTime);
  }

  private static synchronized AgentTarget target(String kernel) throws Exception {
    AgentTarget open = TARGETS.get(kernel);
    if (open == null) {
      PracticeVm vm =
          PracticeVm.open(
              VmOptions.of(kernel)
                  .withAgent(BUNDLE.toAbsolutePath().normalize())
                  .withLimits(Duration.ofMinutes(5), Duration.ofMinutes(2)));
      open =
          AgentTarget.connect(
              "vm:" + kernel,
              vm.agentInput(),
              vm.agentOutput(),
              Optional.of(vm.workloads()),
              vm,
              folder,
              Duration.ofSeconds(60));
      TARGETS.put(kernel, open);
    }
    return open;
  }

  @AfterAll
  static void closeTargets() {
    TARGETS.values().forEach(AgentTarget::close);
    TARGETS.clear();
  }

  private static String shell(Target target, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Workloads.Workload workload = target.workloads().orElseThrow().start(command, out, err)) {
      assertThat(workload.waitFor()).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome)
        .as(() -> outcome.problems().stream().map(MapsVmTest::whole).toList().toString())
        .isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static String whole(Problem problem) {
    return problem + "\n" + problem.raw();
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyKindIsMade(String kernel) throws Exception {
    String text;
    try (InputStream in =
        Objects.requireNonNull(Toolchain.class.getResourceAsStream("golden/map_kinds.c"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    run(
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
    shell(target(kernel), "rm /sys/fs/bpf/kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void hashMethodsDoWhatTheyPromise(String kernel) throws Exception {
    run(
        kernel,
        HEAD
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
    run(
        kernel,
        HEAD
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
  private static String onOneCpu(Ran ran, String map, int key) throws Exception {
    byte[] row = ran.run().lookup(map, u32(key)).orElseThrow();
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < row.length; at += 8) {
      text.append("0x").append(row[at]).append(' ');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void theLongestPrefixIsFound(String kernel) throws Exception {
    run(
        kernel,
        HEAD
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
    run(
        kernel,
        HEAD
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
          ran.run().update("stack", new byte[0], u32(7));
          assertThat(ran.text("stack")).containsExactly("0x7");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void aTailCallHappens(String kernel) throws Exception {
    run(
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
      HEAD
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
      run(kernel, PINNED, List.of(65), ran -> assertThat(ran.text("kept")).containsExactly(times));
    }
    AgentTarget target = target(kernel);
    assertThat(shell(target, "ls /sys/fs/bpf/practice")).isEqualTo("counts\n");
    assertThat(start(target, PINNED.replace("16", "17"), new Ran()).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("load.pin-differs");
              assertThat(problem.place()).hasToString("maps.c:2:1");
            });
    for (String path : List.of("/tmp/counts", "/sys/fs/bpf/../../../tmp/counts", "counts")) {
      String elsewhere = PINNED.replace("/sys/fs/bpf/practice/counts", path);
      assertThat(start(target, elsewhere, new Ran()).problems())
          .extracting(Problem::code)
          .containsExactly("load.pin-path");
    }
    shell(target, "rm -r /sys/fs/bpf/practice");
    run(kernel, PINNED, List.of(65), ran -> assertThat(ran.text("kept")).hasSize(1));
    shell(target, "rm -r /sys/fs/bpf/practice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void whatIsSubmittedIsDecodedWhateverItIs(String kernel) throws Exception {
    run(
        kernel,
        HEAD
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
          assertThat(ran.events("unnamed")).containsExactly("65 abc", "66 abc");
          assertThat(ran.events("local")).containsExactly("1 -2", "1 -2");
          assertThat(ran.events("numbers")).containsExactly("65", "66");
          assertThat(ran.events("texts")).containsExactly("text", "text");
          assertThat(ran.events("items")).containsExactly("65 GREEN", "66 GREEN");
          assertThat(ran.events("made")).containsExactly("65 RED");
          assertThat(ran.text("asked").get(0)).isEqualTo("0x0 0x2000");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void mapsOfMapsLeadToTheMapsInThem(String kernel) throws Exception {
    run(
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
          ran.run().insert("shelves", u64(5), "first");
          assertThat(ran.text("shelves")).containsExactly("0x5 " + id);
          ran.run().insert("shelf", u32(0), "second");
          assertThat(ran.text("shelf").get(0)).doesNotEndWith(id);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void stacksAreTheKernelsAddresses(String kernel) throws Exception {
    run(
        kernel,
        HEAD
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
  void manyEntriesAndLargeOnesAreRead(String kernel) throws Exception {
    run(
        kernel,
        HEAD
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
    run(
        kernel,
        HEAD
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
          ran.run().update("table", u32(1), u64(9));
          assertThat(ran.run().lookup("table", u32(1))).contains(u64(9));
          assertThat(ran.run().lookup("table", u32(2))).isEmpty();
          ran.run().delete("table", u32(0x41));
          ran.run().delete("table", u32(0x41));
          assertThat(ran.text("table")).containsExactly("0x1 0x9", "0x42 0x2");
          ran.run().update("array", u32(1), u64(3));
          assertThat(ran.text("array")).containsExactly("0x0 0x0", "0x1 0x3");
          assertThat(code(() -> ran.run().update("table", u64(1), u64(1))))
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
