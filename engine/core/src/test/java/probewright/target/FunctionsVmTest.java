package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.target.vm.VmOptions;

/** Each convention for functions on real kernels: a thousand writes are a thousand calls. */
@Tag("vm")
class FunctionsVmTest {
  private static final String WRITES =
      "dd if=/dev/zero of=/dev/null bs=1 count=1000 status=none; echo ok";

  @TempDir Path folder;

  private static final StreamListener NOBODY =
      new StreamListener() {
        @Override
        public void record(String stream, int cpu, ByteBuffer data) {}

        @Override
        public void lost(String stream, long lostInKernel, long dropped) {}

        @Override
        public void ended(Problem why) {}
      };

  @ParameterizedTest
  @ValueSource(strings = {"6.1", "6.12"})
  void everyConventionOnce(String release) throws Exception {
    try (AgentTarget target = open(release)) {
      Toolchain toolchain = done(Toolchain.find(folder.resolve("types")));
      assertThat(counts(target, toolchain, "conventions.c"))
          .isEqualTo(expected(Map.of(9, 2000L, 11, 2000L), 13));
      assertThat(counts(target, toolchain, "libbpf.c")).isEqualTo(expected(Map.of(), 10));
      loads(target, toolchain);
      sizeThatWasCompared(target, toolchain);
      unknownTracepoint(target, toolchain);
    }
  }

  private static Map<Long, Long> expected(Map<Integer, Long> others, int slots) {
    return IntStream.range(0, slots)
        .boxed()
        .collect(
            Collectors.toMap(
                slot -> (long) slot,
                slot -> others.getOrDefault(slot, 1000L),
                (a, b) -> a,
                TreeMap::new));
  }

  private Map<Long, Long> counts(AgentTarget target, Toolchain toolchain, String file)
      throws Exception {
    BpfObject object = object(target, toolchain, file);
    try (Loaded loaded = done(target.load(object));
        Attached attached = done(loaded.attach(object.expanded().attachments(), NOBODY))) {
      assertThat(shell(target, WRITES)).isEqualTo("ok\n");
      attached.detach();
      Map<Long, Long> counts = new TreeMap<>();
      for (RawEntry entry : attached.read("hits")) {
        long count = number(entry.value());
        if (count != 0) {
          counts.put(number(entry.key()), count);
        }
      }
      return counts;
    }
  }

  /** Programs that are attached nowhere are loaded only when that is asked for. */
  private void loads(AgentTarget target, Toolchain toolchain) throws Exception {
    BpfObject object = object(target, toolchain, "loads.c");
    assertThat(object.expanded().unattached())
        .containsExactly("sampled", "passed", "dropped", "raw", "named", "begun");
    done(target.load(object, later(object))).close();

    String text =
        "BPF_HASH(h, u32);\nint by_hand(void *ctx)\n{\n\tu32 k = 0;\n\treturn *h.lookup(&k);\n}\n";
    ExpandedProgram expanded = done(toolchain.translate(Program.of("u.c", text), target.kernel()));
    BpfObject unsafe = done(toolchain.compile(expanded, target.kernel()));
    done(target.load(unsafe)).close();
    assertThat(target.load(unsafe, later(unsafe)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("verifier.null-check");
              assertThat(problem.place()).hasToString("u.c:5:9");
            });
  }

  /** The size is compared by its lower half, which is all that the helper is said to take. */
  private void sizeThatWasCompared(AgentTarget target, Toolchain toolchain) throws Exception {
    String text =
        """
        struct data { u32 size; u8 bytes[64]; };
        BPF_PERCPU_ARRAY(scratch, struct data, 1);
        static inline u32 smaller(u32 a, u32 b) { return a < b ? a : b; }
        int kretprobe__vfs_read(struct pt_regs *ctx)
        {
        	int got = PT_REGS_RC(ctx), zero = 0;
        	struct data *data = scratch.lookup(&zero);
        	if (!data || got <= 0)
        		return 0;
        	data->size = got;
        	bpf_get_current_comm(data->bytes, 16);
        	u32 size = smaller(64, got);
        	return bpf_probe_read_user(data->bytes, size, (void *)PT_REGS_SP(ctx));
        }
        """;
    ExpandedProgram expanded = done(toolchain.translate(Program.of("s.c", text), target.kernel()));
    done(target.load(done(toolchain.compile(expanded, target.kernel())))).close();
  }

  private static AttachOptions later(BpfObject object) {
    return AttachOptions.none().withLater(object.expanded().unattached().toArray(String[]::new));
  }

  private void unknownTracepoint(AgentTarget target, Toolchain toolchain) throws Exception {
    Outcome<ExpandedProgram> outcome =
        toolchain.translate(
            Program.of("r.c", "TRACEPOINT_PROBE(random, urandom_read) { return 0; }"),
            target.kernel());
    assertThat(outcome.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).startsWith("translate.tracepoint-");
              assertThat(problem.place()).hasToString("r.c:1:18");
            });
  }

  private BpfObject object(AgentTarget target, Toolchain toolchain, String file) throws Exception {
    String text =
        Files.readString(Path.of(FunctionsVmTest.class.getResource("functions/" + file).toURI()));
    Kernel kernel = target.kernel();
    ExpandedProgram expanded = done(toolchain.translate(Program.of(file, text), kernel));
    return done(toolchain.compile(expanded, kernel));
  }

  private AgentTarget open(String release) throws Exception {
    return PracticeTargets.open(VmOptions.of(release).withSnapshots(false), folder);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static long number(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.length == 4 ? buffer.getInt() : buffer.getLong();
  }

  private static String shell(Target target, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
