package probewright.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import probewright.target.Workloads.Workload;

/** bcc in the guest: {@code driver.py} over a folder of programs. */
final class BccSide implements AutoCloseable {
  private static final long PATIENCE_MINUTES = 8;
  private static final String END = "";

  private final OracleVm vm;
  private final String folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Workload workload;

  private BccSide(OracleVm vm, String folder) throws IOException {
    this.vm = vm;
    this.folder = folder;
    this.workload =
        vm.vm()
            .workloads()
            .start(
                "cd %s && python3 driver.py %s %s; echo".formatted(OracleVm.FILES, folder, folder),
                new Lines(lines),
                err);
  }

  /** Begins to compile, which takes bcc a minute or two under emulation. */
  static BccSide compile(OracleVm vm, String folder) throws IOException {
    return new BccSide(vm, folder);
  }

  /** Attaches as soon as all is compiled. */
  void attach() throws IOException, InterruptedException {
    await("compiled");
    vm.run("touch /run/oracle/" + folder + ".go");
    await("ready");
  }

  private void await(String word) throws IOException, InterruptedException {
    String line = next();
    if (!line.equals(word)) {
      throw new IOException("bcc: " + line + err.toString(StandardCharsets.UTF_8));
    }
  }

  private String next() throws IOException, InterruptedException {
    String line = lines.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (line == null || line.equals(END)) {
      throw new IOException("bcc has ended: " + err.toString(StandardCharsets.UTF_8));
    }
    return line;
  }

  /** Detaches and tells. */
  Recording stop() throws IOException, InterruptedException {
    vm.run("touch /run/oracle/" + folder + ".stop");
    try (JsonParser json = new JsonFactory().createParser(next())) {
      json.nextToken();
      Map<String, Object> all = fields(read(json));
      if (!list(all.getOrDefault("lost", "")).isEmpty()) {
        throw new IOException("bcc lost events: " + all.getOrDefault("lost", ""));
      }
      workload.waitFor();
      return recording(all);
    }
  }

  private static Recording recording(Map<String, Object> all) {
    Map<String, List<Map<String, Object>>> events = new LinkedHashMap<>();
    fields(all.getOrDefault("events", ""))
        .forEach(
            (name, rows) -> events.put(name, list(rows).stream().map(r -> fields(r)).toList()));
    Map<String, Map<Object, Object>> maps = new LinkedHashMap<>();
    fields(all.getOrDefault("maps", ""))
        .forEach(
            (name, entries) -> {
              Map<Object, Object> map = new LinkedHashMap<>();
              list(entries).forEach(entry -> map.put(list(entry).get(0), list(entry).get(1)));
              maps.put(name, map);
            });
    Map<String, List<String>> histograms = new LinkedHashMap<>();
    fields(all.getOrDefault("histograms", ""))
        .forEach((name, rows) -> histograms.put(name, words(rows)));
    Map<String, Map<String, List<String>>> stacks = new LinkedHashMap<>();
    fields(all.getOrDefault("stacks", ""))
        .forEach(
            (name, each) -> {
              Map<String, List<String>> byId = new LinkedHashMap<>();
              fields(each).forEach((id, addresses) -> byId.put(id, words(addresses)));
              stacks.put(name, byId);
            });
    return new Recording(
        events,
        maps,
        histograms,
        stacks,
        list(all.getOrDefault("trace", "")).stream().map(BccSide::words).toList());
  }

  /** A value of JSON: a map, a list, or the text of what it is. */
  private static Object read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, read(json));
      }
      return fields;
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(json));
      }
      return elements;
    }
    return json.getText();
  }

  @SuppressWarnings("unchecked") // JSON objects are read with names for keys
  private static Map<String, Object> fields(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static List<String> words(Object value) {
    return list(value).stream().map(String::valueOf).toList();
  }

  @Override
  public void close() {
    workload.close();
  }

  /** Cuts what is written into lines. */
  private static final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final BlockingQueue<String> to;

    Lines(BlockingQueue<String> to) {
      this.to = to;
    }

    @Override
    public void write(int b) {
      if (b == '\n') {
        to.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
