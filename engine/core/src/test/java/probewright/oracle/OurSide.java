package probewright.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import probewright.btf.Decoder;
import probewright.btf.Value;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.MapKind;
import probewright.dialect.Program;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.EventRow;
import probewright.output.Histogram;
import probewright.output.HistogramText;
import probewright.output.LinearHistogram;
import probewright.output.Log2Histogram;
import probewright.output.RawEntry;
import probewright.output.TraceLine;
import probewright.target.Output;
import probewright.target.Run;
import probewright.target.RunListener;
import probewright.target.Target;

/** Our own runs of a folder of programs, all at once, on the guest that bcc is in. */
final class OurSide implements AutoCloseable {
  private static final String LINEAR = "linear";
  private static final String STACKS = "stacks";

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Listener listener = new Listener();

  /** Loads and attaches a folder's programs one after another. */
  static OurSide attach(String folder, Toolchain toolchain, Target target) throws IOException {
    OurSide side = new OurSide();
    for (Path file : files(folder)) {
      side.start(file.getFileName().toString(), Files.readString(file), toolchain, target);
    }
    return side;
  }

  /** The same as one program: of those that print, a kernel lets only one read the trace pipe. */
  static OurSide attachTogether(String folder, Toolchain toolchain, Target target)
      throws IOException {
    StringBuilder attachments = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (Path file : files(folder)) {
      for (String line : Files.readAllLines(file)) {
        (line.startsWith("// attach: ") ? attachments : text).append(line).append('\n');
      }
    }
    OurSide side = new OurSide();
    side.start(folder + ".c", attachments.append(text).toString(), toolchain, target);
    return side;
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(OracleVm.resources().resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private void start(String name, String text, Toolchain toolchain, Target target)
      throws IOException {
    Outcome<Run> run =
        Run.start(Program.of(name, text), toolchain, target, listener, System::nanoTime);
    if (run instanceof Outcome.Done<Run> done) {
      runs.put(name, done.value());
    } else {
      refused.put(name, run.problems().toString());
    }
  }

  /** The programs that did not come as far as attached, with why. */
  Map<String, String> refused() {
    return refused;
  }

  /** From here on nothing may be lost; what came while others still compiled is not compared. */
  void begin() {
    listener.trouble.clear();
  }

  /** Detaches and tells. */
  Recording stop() throws IOException {
    for (Run run : runs.values()) {
      run.detach();
    }
    if (!listener.trouble.isEmpty()) {
      throw new IOException("our streams: " + listener.trouble);
    }
    Recording recording =
        new Recording(
            listener.events,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            listener.trace);
    for (Run run : runs.values()) {
      for (Output output : run.outputs()) {
        if (output instanceof Output.Entries entries) {
          add(recording, entries, run.read(entries.name()));
        }
      }
    }
    return recording;
  }

  private static void add(Recording to, Output.Entries map, List<RawEntry> entries) {
    if (map.kind() == MapKind.HISTOGRAM) {
      to.histograms().put(map.name(), histogram(map, entries));
    } else if (map.name().endsWith(STACKS)) {
      to.stacks().put(map.name(), stacks(entries));
    } else {
      Decoder decoder = new Decoder(map.btf());
      Map<Object, Object> values = new LinkedHashMap<>();
      for (RawEntry entry : entries) {
        values.put(
            plain(decoder.decode(map.types().key(), entry.key())),
            plain(decoder.decode(map.types().value(), entry.value())));
      }
      to.maps().put(map.name(), values);
    }
  }

  private static List<String> histogram(Output.Entries map, List<RawEntry> entries) {
    return map.name().contains(LINEAR)
        ? LinearHistogram.lines(
            Histogram.linear(map.btf(), map.types(), entries), HistogramText.of("value"))
        : Log2Histogram.lines(
            Histogram.log2(map.btf(), map.types(), entries), HistogramText.of("value"));
  }

  /** Frames up to the first that is empty. */
  private static Map<String, List<String>> stacks(List<RawEntry> entries) {
    return entries.stream()
        .collect(
            Collectors.toMap(
                entry -> String.valueOf(little(entry.key()).getInt()),
                entry -> {
                  List<String> frames = new ArrayList<>();
                  ByteBuffer addresses = little(entry.value());
                  long address = addresses.getLong();
                  while (address != 0) {
                    frames.add(Long.toUnsignedString(address));
                    address = addresses.hasRemaining() ? addresses.getLong() : 0;
                  }
                  return frames;
                }));
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** As JSON would have it, with numbers in words. */
  private static Object plain(Value value) {
    if (value instanceof Value.Fields fields) {
      Map<String, Object> plain = new LinkedHashMap<>();
      fields.fields().forEach(field -> plain.put(field.name(), plain(field.value())));
      return plain;
    } else if (value instanceof Value.Elements elements) {
      return elements.elements().stream().map(OurSide::plain).toList();
    }
    return value.text();
  }

  @Override
  public void close() {
    runs.values().forEach(Run::close);
  }

  private static final class Listener implements RunListener {
    final Map<String, EventLayout> layouts = new ConcurrentHashMap<>();
    final Map<String, List<Map<String, Object>>> events = new ConcurrentHashMap<>();
    final List<List<String>> trace = new CopyOnWriteArrayList<>();
    final List<String> trouble = new CopyOnWriteArrayList<>();

    @Override
    public void outputs(List<Output> outputs) {
      for (Output output : outputs) {
        if (output instanceof Output.Events stream) {
          layouts.put(stream.name(), stream.layout());
          events.put(stream.name(), new CopyOnWriteArrayList<>());
        }
      }
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      EventLayout layout = layouts.get(stream);
      List<Map<String, Object>> rows = events.get(stream);
      if (layout != null && rows != null) {
        EventRow row = layout.row(new EventRing.Event(0, 0, cpu, bytes));
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < layout.columns().size(); i++) {
          fields.put(layout.columns().get(i).name(), plain(row.values().get(i)));
        }
        rows.add(fields);
      } else if (TraceLine.parse(bytes) instanceof TraceLine.Message line) {
        trace.add(List.of(line.task(), String.valueOf(line.pid()), line.message()));
      }
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      trouble.add(stream + " lost " + kernel + " and " + agent);
    }

    @Override
    public void ended(Problem why) {
      trouble.add(why.toString());
    }
  }
}
