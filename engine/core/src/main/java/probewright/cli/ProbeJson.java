package probewright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import probewright.btf.Signature;
import probewright.probes.Probe;
import probewright.probes.ProbeSite;
import probewright.probes.format.TracepointFormat;
import probewright.probes.format.TracepointFormat.Field;
import probewright.target.FireRates;
import probewright.target.Samples;

/** Places, records, rates and samples as JSON, an object on a line each. */
final class ProbeJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ProbeJson() {}

  static String place(ProbeSite site) {
    return object(
        json -> {
          json.writeStringField("family", word(site.family()));
          json.writeStringField("name", site.name());
          json.writeStringField("where", site.where());
          texts(json, "probes", site.probes().stream().map(Probe::toString).toList());
          json.writeBooleanField("together", site.together());
          json.writeObjectFieldStart("obstacles");
          for (var entry :
              site.obstacles().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            json.writeStringField(entry.getKey().word(), entry.getValue().word());
          }
          json.writeEndObject();
          texts(json, "instead", site.instead());
          json.writeStringField("declaration", site.declaration());
        });
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static String format(String event, TracepointFormat format, Optional<String> unknown) {
    return object(
        json -> {
          json.writeStringField("tracepoint", event);
          json.writeNumberField("id", format.id());
          json.writeArrayFieldStart("fields");
          for (Field field : format.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("type", field.type());
            json.writeStringField("declaration", field.declaration());
            json.writeNumberField("offset", field.offset());
            json.writeNumberField("size", field.size());
            json.writeBooleanField("signed", field.signed());
            json.writeBooleanField("array", field.isArray());
            json.writeStringField("place", word(field.place()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("print", format.print());
          if (unknown.isPresent()) {
            json.writeStringField("unknown", unknown.get());
          }
        });
  }

  static String function(ProbeSite site, Optional<Signature> signature) {
    return object(
        json -> {
          json.writeStringField("function", site.name());
          json.writeStringField("declaration", site.declaration());
          if (signature.isPresent()) {
            json.writeStringField("returned", signature.get().returned());
            json.writeArrayFieldStart("parameters");
            for (Signature.Parameter parameter : signature.get().parameters()) {
              json.writeStartObject();
              json.writeStringField("name", parameter.name());
              json.writeStringField("declaration", parameter.declaration());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          texts(json, "probes", site.probes().stream().map(Probe::toString).toList());
        });
  }

  static String rate(FireRates.Rate rate) {
    return object(
        json -> {
          json.writeStringField("probe", rate.probe().toString());
          json.writeNumberField("hits", rate.hits());
        });
  }

  static String cost(FireRates.Counts counts) {
    return object(
        json -> {
          json.writeNumberField("seconds", counts.took().toNanos() / 1e9);
          json.writeNumberField("hits", counts.hits());
          json.writeNumberField("spentNanoseconds", counts.spent().toNanos());
          json.writeBooleanField("stopped", counts.stopped());
        });
  }

  static String sample(Samples.Sample sample) {
    return object(
        json -> {
          json.writeStringField("probe", sample.probe().toString());
          json.writeNumberField("cpu", sample.cpu());
          json.writeNumberField("nanoseconds", sample.nanoseconds());
          json.writeNumberField("tid", sample.tid());
          json.writeStringField("comm", sample.comm());
          json.writeStringField("text", sample.text());
        });
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
