package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import probewright.btf.Kernel;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.target.vm.VmOptions;

/** A wrong read loads too: what programs read is compared with what is known to stand there. */
@Tag("vm")
class ReadsVmTest {
  private static final List<String> KERNELS = List.of("6.1", "6.12");
  private static final String WORK =
      """
      ip link set lo up
      printf hello >/tmp/probe-me
      (bash -c 'exec 3<>/dev/tcp/127.0.0.1/4242') 2>/dev/null
      stat -c %i /tmp/probe-me
      /usr/bin/cat /tmp/probe-me >/dev/null
      """;

  @TempDir static Path folder;
  static final Map<String, AgentTarget> TARGETS = new HashMap<>();

  /** What a slot of the map {@code checks} holds. */
  private record Check(long got, long want) {}

  private static final class Quiet implements StreamListener {
    @Override
    public void record(String stream, int cpu, ByteBuffer data) {}

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {}

    @Override
    public void ended(Problem why) {}
  }

  @BeforeAll
  static void open() throws Exception {
    for (String kernel : KERNELS) {
      TARGETS.put(kernel, PracticeTargets.open(VmOptions.of(kernel).withSnapshots(true), folder));
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (AgentTarget target : TARGETS.values()) {
      target.close();
    }
  }

  static Stream<Arguments> pairs() {
    return KERNELS.stream().flatMap(types -> KERNELS.stream().map(on -> Arguments.of(types, on)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyShapeReadsWhatStandsThere(String types, String on) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<Integer, Check> checks = checks("shapes.c", types, on, out);
    List<String> wrong = new ArrayList<>();
    long inode = Long.parseLong(out.toString(StandardCharsets.UTF_8).strip());
    checks.forEach(
        (slot, check) -> {
          long want = slot == 40 ? inode : check.want;
          if (check.got != want) {
            wrong.add(slot + ": got " + check.got + ", want " + want);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(checks).hasSize(shapes());
  }

  private static int shapes() throws Exception {
    return (int) source("shapes.c").lines().filter(line -> line.matches("\\s*CHECK\\(.*")).count();
  }

  /** The slots that were written, of an object made for one kernel's types and run on another. */
  private static Map<Integer, Check> checks(
      String file, String types, String on, ByteArrayOutputStream out) throws Exception {
    Toolchain toolchain = done(Toolchain.find(folder.resolve("types")));
    Kernel kernel = target(types).kernel();
    ExpandedProgram expanded = done(toolchain.translate(Program.of(file, source(file)), kernel));
    Map<Integer, Check> checks = new TreeMap<>();
    try (Loaded loaded = done(target(on).load(done(toolchain.compile(expanded, kernel))));
        Attached attached = done(loaded.attach(expanded.attachments(), new Quiet()));
        Workloads.Workload work =
            target(on).workloads().orElseThrow().start(WORK, out, new ByteArrayOutputStream())) {
      work.waitFor();
      attached.detach();
      for (RawEntry entry : attached.read("checks")) {
        ByteBuffer value = ByteBuffer.wrap(entry.value()).order(ByteOrder.LITTLE_ENDIAN);
        Check check = new Check(value.getLong(), value.getLong());
        if (check.got != 0 || check.want != 0) {
          checks.put(ByteBuffer.wrap(entry.key()).order(ByteOrder.LITTLE_ENDIAN).getInt(), check);
        }
      }
    }
    return checks;
  }

  private static AgentTarget target(String kernel) {
    AgentTarget target = TARGETS.get(kernel);
    if (target == null) {
      throw new AssertionError(kernel);
    }
    return target;
  }

  private static String source(String file) throws Exception {
    try (InputStream in = ReadsVmTest.class.getResourceAsStream("reads/" + file)) {
      if (in == null) {
        throw new AssertionError(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
