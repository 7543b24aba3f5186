package probewright.target.vm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * QEMU's monitor: commands and their answers, one at a time, and events as they come. Source:
 * QEMU's QMP specification.
 */
final class Qmp {
  /** Something that happened to the machine: {@code RESUME}, {@code VSERPORT_CHANGE}, … */
  record Event(String name, Map<String, Object> data) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final long ANSWER_SECONDS = 30;

  private final OutputStream output;
  private final BlockingQueue<Map<String, Object>> answers = new LinkedBlockingQueue<>();
  private final Consumer<Event> listener;

  /**
   * Reads what QEMU sends on a thread of its own until the stream ends.
   *
   * @param listener called on that thread
   */
  Qmp(InputStream input, OutputStream output, Consumer<Event> listener) {
    this.output = output;
    this.listener = listener;
    Thread reader = new Thread(() -> read(input), "probewright-vm-qmp");
    reader.setDaemon(true);
    reader.start();
  }

  /** Says hello; QEMU sends no event before that. */
  void negotiate() throws IOException, InterruptedException {
    execute("qmp_capabilities", Map.of());
  }

  /** Lets QEMU pass over memory that lies in a file, and tell of a migration's state by events. */
  void prepareMigration() throws IOException, InterruptedException {
    execute(
        "migrate-set-capabilities",
        Map.of(
            "capabilities",
            List.of(
                Map.of("capability", "x-ignore-shared", "state", true),
                Map.of("capability", "events", "state", true))));
  }

  /** Runs a command. Its answer is a JSON object, an array or empty. */
  synchronized Object execute(String command, Map<String, Object> arguments)
      throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("execute", command);
      json.writeFieldName("arguments");
      write(json, arguments);
      json.writeEndObject();
    }
    line.write('\n');
    output.write(line.toByteArray());
    output.flush();
    Map<String, Object> answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException(command, new TimeoutException(ANSWER_SECONDS + " s"));
    }
    Object error = answer.get("error");
    if (error != null || !answer.containsKey("return")) {
      throw new IOException(command + ": " + (error == null ? "the monitor has gone" : error));
    }
    return answer.get("return");
  }

  private void read(InputStream input) {
    try (JsonParser parser = JSON.createParser(input)) {
      while (parser.nextToken() != null) {
        if (value(parser) instanceof Map<?, ?> message) {
          dispatch(message);
        }
      }
    } catch (IOException ended) {
      // QEMU's own end is told by its process; here it only ends the waiting
      answers.add(Map.of("error", String.valueOf(ended.getMessage())));
    }
    answers.add(Map.of());
  }

  private void dispatch(Map<?, ?> message) {
    Map<String, Object> fields = strings(message);
    if (fields.get("event") instanceof String name) {
      Object data = fields.get("data");
      listener.accept(new Event(name, data instanceof Map<?, ?> map ? strings(map) : Map.of()));
    } else if (fields.containsKey("return") || fields.containsKey("error")) {
      answers.add(fields);
    }
    // else the greeting
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  /** The value whose first token the parser stands at; null becomes an empty string. */
  static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        map.put(name, value(parser));
      }
      return map;
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    return switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> parser.getText();
      default -> "";
    };
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
