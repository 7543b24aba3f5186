package probewright.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import probewright.btf.Btf;
import probewright.btf.MapTypes;
import probewright.btf.Value;

/**
 * What a run sends as JSON, one object on one line each. Numbers stay whole whatever their size;
 * addresses and bytes without a type are strings in hex. The first field says what the object is.
 */
public final class OutputJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private OutputJson() {}

  /** <code>{"stream", "sequence", "cpu", "event": {…}}</code>. */
  public static String event(String stream, EventLayout layout, EventRow row) {
    return object(
        json -> {
          json.writeStringField("stream", stream);
          json.writeNumberField("sequence", row.sequence());
          json.writeNumberField("cpu", row.cpu());
          json.writeObjectFieldStart("event");
          for (int i = 0; i < row.values().size(); i++) {
            json.writeFieldName(layout.columns().get(i).name());
            write(json, row.values().get(i));
          }
          json.writeEndObject();
        });
  }

  /** <code>{"iterator", "text"}</code>. */
  public static String iterator(String function, String text) {
    return object(
        json -> {
          json.writeStringField("iterator", function);
          json.writeStringField("text", text);
        });
  }

  /**
   * <code>{"cost": [{"program", "runs", "nanos", "share", "missed"}…], "cpus",
   * "maps": [{"map", "bytes"}…],
   * "buffers": [{"stream", "capacity", "buffers", "held", "peak", "received", "lost",
   * "dropped"}…]}</code>; bytes and nanoseconds; a share of 1 is one whole CPU.
   */
  public static String cost(Health now, List<Health.Cost> costs) {
    return object(
        json -> {
          json.writeArrayFieldStart("cost");
          for (Health.Cost cost : costs) {
            json.writeStartObject();
            json.writeStringField("program", cost.program());
            json.writeNumberField("runs", cost.runs());
            json.writeNumberField("nanos", cost.nanos());
            json.writeNumberField("share", cost.share());
            json.writeNumberField("missed", cost.missed());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("cpus", now.cpus());
          json.writeArrayFieldStart("maps");
          for (Health.Memory map : now.maps()) {
            json.writeStartObject();
            json.writeStringField("map", map.map());
            json.writeNumberField("bytes", map.bytes());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("buffers");
          for (Health.Buffer buffer : now.buffers()) {
            json.writeStartObject();
            json.writeStringField("stream", buffer.stream());
            json.writeNumberField("capacity", buffer.capacity());
            json.writeNumberField("buffers", buffer.count());
            json.writeNumberField("held", buffer.held());
            json.writeNumberField("peak", buffer.peak());
            json.writeNumberField("received", buffer.came().received());
            json.writeNumberField("lost", buffer.came().kernelLost());
            json.writeNumberField("dropped", buffer.came().agentDropped());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** A line of the trace pipe; one that could not be read has only its text. */
  public static String trace(String stream, TraceLine line) {
    return object(
        json -> {
          json.writeStringField("stream", stream);
          if (line instanceof TraceLine.Message message) {
            json.writeStringField("task", message.task());
            json.writeNumberField("pid", message.pid());
            json.writeNumberField("cpu", message.cpu());
            json.writeStringField("flags", message.flags());
            json.writeNumberField("seconds", message.seconds());
            json.writeStringField("message", message.message());
          } else if (line instanceof TraceLine.Lost lost) {
            json.writeNumberField("cpu", lost.cpu());
            json.writeNumberField("lost", lost.events());
          } else {
            json.writeStringField("line", line.raw());
          }
        });
  }

  /**
   * <code>{"map", "entries": [{"key", "value"}…]}</code>, in the kernel's order. An entry of a
   * per-CPU map has the values of all CPUs as {@code "cpus"} too; what would come out of a queue
   * next has no {@code "key"}.
   */
  public static String map(String map, Btf btf, MapTypes types, List<RawEntry> entries) {
    return map(map, btf, types, MapShown.of(btf, types, List.of(), null), entries);
  }

  /** The same as the program wants members shown; a stack's frames are objects then. */
  public static String map(
      String map, Btf btf, MapTypes types, MapShown shown, List<RawEntry> entries) {
    return object(
        json -> {
          json.writeStringField("map", map);
          json.writeArrayFieldStart("entries");
          for (MapRow row : MapRow.of(btf, types, shown, entries)) {
            json.writeStartObject();
            if (row.key() != null) {
              json.writeFieldName("key");
              write(json, row.key());
            }
            json.writeFieldName("value");
            write(json, row.value());
            if (types.layout() == MapTypes.Layout.PER_CPU) {
              json.writeFieldName("cpus");
              write(json, new Value.Elements(row.perCpu()));
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** A logarithmic histogram; its fields are those of bcc's {@code print_json_hist}. */
  public static String log2(String map, Histogram histogram, String valueType) {
    return histogram(map, "log2", histogram, valueType, Log2Histogram::intervals);
  }

  /** A linear histogram; its fields are those of bcc's {@code print_json_hist}. */
  public static String linear(String map, Histogram histogram, String valueType) {
    return histogram(map, "linear", histogram, valueType, LinearHistogram::intervals);
  }

  private static String histogram(
      String map,
      String scale,
      Histogram histogram,
      String valueType,
      java.util.function.Function<Slots, List<Interval>> intervals) {
    return object(
        json -> {
          json.writeStringField("map", map);
          json.writeStringField("histogram", scale);
          json.writeStringField("val_type", valueType);
          json.writeArrayFieldStart("sections");
          for (Slots section : histogram.sections()) {
            json.writeStartObject();
            if (section.bucket() != null) {
              json.writeFieldName("bucket");
              write(json, section.bucket());
            }
            json.writeArrayFieldStart("data");
            for (Interval interval : intervals.apply(section)) {
              json.writeStartObject();
              json.writeFieldName("interval-start");
              json.writeNumber(Long.toUnsignedString(interval.start()));
              json.writeFieldName("interval-end");
              json.writeNumber(Long.toUnsignedString(interval.end()));
              json.writeFieldName("count");
              json.writeNumber(Long.toUnsignedString(interval.count()));
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** <code>{"losses": {STREAM: {"received", …}}, "total": {…}}</code>. */
  public static String losses(LossLedger.Snapshot ledger) {
    return object(
        json -> {
          json.writeObjectFieldStart("losses");
          for (Map.Entry<String, LossLedger.Counts> stream : ledger.streams().entrySet()) {
            write(json, stream.getKey(), stream.getValue());
          }
          json.writeEndObject();
          write(json, "total", ledger.total());
        });
  }

  private static void write(JsonGenerator json, String name, LossLedger.Counts counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("received", counts.received());
    json.writeNumberField("bytes", counts.bytes());
    json.writeNumberField("kernelLost", counts.kernelLost());
    json.writeNumberField("agentDropped", counts.agentDropped());
    json.writeNumberField("viewDropped", counts.viewDropped());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Value value) throws IOException {
    if (value instanceof Value.Int i) {
      json.writeNumber(i.value());
    } else if (value instanceof Value.Bool bool) {
      json.writeBoolean(bool.value());
    } else if (value instanceof Value.Decimal decimal) {
      json.writeNumber(decimal.value());
    } else if (value instanceof Value.Enumerator e && e.name().isEmpty()) {
      json.writeNumber(e.value());
    } else if (value instanceof Value.Raw raw) {
      json.writeString(HexFormat.of().formatHex(raw.bytes()));
    } else if (value instanceof Value.Fields fields) {
      json.writeStartObject();
      for (Value.Field field : fields.fields()) {
        json.writeFieldName(field.name());
        write(json, field.value());
      }
      json.writeEndObject();
    } else if (value instanceof Value.Told told) {
      write(json, told.data());
    } else if (value instanceof Value.Elements elements) {
      json.writeStartArray();
      for (Value element : elements.elements()) {
        write(json, element);
      }
      json.writeEndArray();
    } else {
      json.writeString(value.text());
    }
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string does not refuse to be written", impossible);
    }
    return text.toString();
  }
}
