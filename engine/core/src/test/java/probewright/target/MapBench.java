package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import probewright.compiler.BpfObject;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.MapText;
import probewright.output.OutputJson;

/**
 * Runs programs on real kernels and reads their maps. The programs are attached to umask(), whose
 * one argument a shell can choose.
 */
final class MapBench implements AutoCloseable {
  static final String HEAD = "// attach: kprobe:syscall:umask=f\n";

  private final Path folder;
  private final PracticeTargets targets;

  /**
   * @param folder for what is kept while the tests run
   */
  MapBench(Path folder) {
    this.folder = folder;
    targets = new PracticeTargets(folder);
  }

  /** What a run printed of its maps and sent as events. */
  static final class Ran implements RunListener {
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

  interface Look {
    void at(Ran ran) throws Exception;
  }

  /** Runs a program while a shell calls umask() with each of the masks, then looks at its maps. */
  void run(String kernel, String text, List<Integer> masks, Look look) throws Exception {
    String calls =
        masks.stream()
            .map(mask -> "umask " + Integer.toOctalString(mask))
            .collect(Collectors.joining("; "));
    run(kernel, text, calls, look);
  }

  /** Runs a program while a shell runs a command, then looks at its maps. */
  void run(String kernel, String text, String command, Look look) throws Exception {
    AgentTarget target = target(kernel);
    Ran ran = new Ran();
    try (Run run = done(start(target, text, ran))) {
      ran.run = run;
      if (!command.isEmpty()) {
        shell(target, command);
      }
      run.detach();
      look.at(ran);
    }
  }

  /** A program's object, for others to load. */
  BpfObject object(String kernel, String text) throws Exception {
    Toolchain toolchain = toolchain();
    Program program = Program.of("maps.c", text);
    return done(
        toolchain.compile(
            done(toolchain.translate(program, target(kernel).kernel())), target(kernel).kernel()));
  }

  private Toolchain toolchain() {
    return done(Toolchain.find(folder.resolve("types")));
  }

  Outcome<Run> start(AgentTarget target, String text, RunListener listener) throws Exception {
    return Run.start(Program.of("maps.c", text), toolchain(), target, listener, System::nanoTime);
  }

  AgentTarget target(String kernel) throws Exception {
    return targets.get(kernel);
  }

  @Override
  public void close() {
    targets.close();
  }

  static String shell(Target target, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Workloads.Workload workload = target.workloads().orElseThrow().start(command, out, err)) {
      assertThat(workload.waitFor()).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome)
        .as(() -> outcome.problems().stream().map(MapBench::whole).toList().toString())
        .isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  private static String whole(Problem problem) {
    return problem + "\n" + problem.raw();
  }

  static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
