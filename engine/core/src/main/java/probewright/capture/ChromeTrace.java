package probewright.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import probewright.btf.Value;
import probewright.diagnostics.Problem;
import probewright.output.EventLayout;
import probewright.output.EventRing;
import probewright.output.EventRow;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.target.Output;
import probewright.target.RunListener;

/**
 * Writes what it hears as the trace JSON that Perfetto and Chrome open: events are instants on a
 * track for each process or CPU, grouped by stream; maps are counters. Times are microseconds since
 * the capture's start: an event's own, where it has one of the target's monotonic clock, else when
 * it arrived. Source: Trace Event Format, and Perfetto's "Visualizing external trace formats".
 */
public final class ChromeTrace implements RunListener, Closeable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private record Track(int process, long thread) {}

  private final Capture capture;
  private final JsonGenerator json;
  private final LongSupplier time;
  private final EventTimes times;
  private final Map<String, Integer> processes = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<Track> named = new HashSet<>();
  private Symbols symbols = Symbols.none();

  /**
   * Begins the file.
   *
   * @param to stays open
   * @param time when the next thing came, nanoseconds since the capture's start
   */
  public ChromeTrace(Capture capture, OutputStream to, LongSupplier time) throws IOException {
    this.capture = capture;
    this.time = time;
    this.times = new EventTimes(capture.info());
    this.json = FACTORY.createGenerator(to);
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ns");
    json.writeObjectFieldStart("otherData");
    json.writeStringField("program", capture.expanded().program().file());
    json.writeStringField("target", capture.info().target());
    json.writeStringField("release", capture.info().release());
    json.writeStringField("started", capture.info().started().toString());
    json.writeEndObject();
    json.writeArrayFieldStart("traceEvents");
    for (Output output : capture.outputs()) {
      process(output.name());
    }
  }

  /** The group of an output's tracks, named when it is first heard of. */
  private int process(String output) throws IOException {
    Integer known = processes.get(output);
    if (known != null) {
      return known;
    }
    int process = processes.size() + 1;
    processes.put(output, process);
    name("process_name", process, 0, output);
    return process;
  }

  private void name(String what, int process, long thread, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeStringField("name", what);
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", thread);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void thread(int process, long thread, String name) throws IOException {
    if (named.add(new Track(process, thread))) {
      name("thread_name", process, thread, name);
    }
  }

  @Override
  public void symbols(Symbols names) {
    symbols = names;
  }

  @Override
  public void record(String stream, int cpu, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    for (Output output : capture.outputs()) {
      if (output.name().equals(stream)) {
        if (output instanceof Output.Events events) {
          long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
          EventLayout layout = events.layout();
          EventRing.Event event = new EventRing.Event(sequence, time.getAsLong(), cpu, bytes);
          write(() -> event(stream, layout, layout.row(event, symbols)));
        } else {
          write(() -> line(stream, TraceLine.parse(bytes)));
        }
      }
    }
  }

  private void event(String stream, EventLayout layout, EventRow row) throws IOException {
    int process = process(stream);
    EventTracks.Track track = EventTracks.of(layout, row);
    thread(process, track.thread(), track.name());
    instant(stream, process, track.thread(), times.of(layout, row), "t");
    for (int i = 0; i < row.values().size(); i++) {
      argument(layout.columns().get(i).name(), row.values().get(i));
    }
    end();
  }

  private void line(String stream, TraceLine line) throws IOException {
    int process = process(stream);
    if (line instanceof TraceLine.Message message) {
      thread(process, message.pid(), message.task() + " " + message.pid());
      long nanos = (long) (message.seconds() * 1e9);
      instant(message.message(), process, message.pid(), times.own(nanos, time.getAsLong()), "t");
      json.writeNumberField("cpu", message.cpu());
    } else {
      instant(line.raw(), process, 0, time.getAsLong(), "p");
    }
    end();
  }

  /** An instant, up to its arguments. */
  private void instant(String name, int process, long thread, long nanos, String scope)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "i");
    json.writeStringField("s", scope);
    json.writeStringField("name", name);
    json.writeNumberField("ts", micros(nanos));
    json.writeNumberField("pid", process);
    json.writeNumberField("tid", thread);
    json.writeObjectFieldStart("args");
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  private static BigDecimal micros(long nanos) {
    return BigDecimal.valueOf(nanos, 3);
  }

  private void argument(String name, Value value) throws IOException {
    if (value instanceof Value.Int number) {
      json.writeNumberField(name, number.value());
    } else if (value instanceof Value.Bool bool) {
      json.writeBooleanField(name, bool.value());
    } else {
      json.writeStringField(name, value.text());
    }
  }

  @Override
  public void lost(String stream, long kernel, long agent) {
    write(
        () -> {
          instant("lost", process(stream), 0, time.getAsLong(), "p");
          json.writeNumberField("kernel", kernel);
          json.writeNumberField("agent", agent);
          end();
        });
  }

  @Override
  public void notKept(String output, long count) {
    write(
        () -> {
          instant("not in the capture", process(output), 0, time.getAsLong(), "p");
          json.writeNumberField("records", count);
          end();
        });
  }

  @Override
  public void iterated(String function, String text) {
    write(
        () -> {
          instant(function, process(function), 0, time.getAsLong(), "p");
          json.writeStringField("text", text);
          end();
        });
  }

  @Override
  public void snapshot(String map, List<RawEntry> entries) {
    for (Output output : capture.outputs()) {
      if (output instanceof Output.Entries shown && shown.name().equals(map)) {
        write(() -> counters(shown, entries));
      }
    }
  }

  private void counters(Output.Entries map, List<RawEntry> entries) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "C");
    json.writeStringField("name", map.name());
    json.writeNumberField("ts", micros(time.getAsLong()));
    json.writeNumberField("pid", process(map.name()));
    json.writeObjectFieldStart("args");
    for (Map.Entry<String, java.math.BigInteger> series :
        Counters.of(map, entries, symbols).entrySet()) {
      json.writeNumberField(series.getKey(), series.getValue());
    }
    end();
  }

  @Override
  public void ended(Problem why) {
    write(
        () -> {
          instant("the target is gone", 0, 0, time.getAsLong(), "g");
          end();
        });
  }

  private interface Part {
    void write() throws IOException;
  }

  private static void write(Part part) {
    try {
      part.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }
}
