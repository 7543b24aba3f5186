package probewright.tracing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import probewright.btf.Decoder;
import probewright.btf.Value;
import probewright.diagnostics.ProblemException;
import probewright.output.Histogram;
import probewright.output.LinearHistogram;
import probewright.output.Log2Histogram;
import probewright.output.MapText;
import probewright.output.RawEntry;
import probewright.target.Output;
import probewright.target.Run;

/**
 * A map of a running program. Each call reads the kernel anew; entries may change meanwhile. Maps
 * can be read until the run is closed. Safe for many threads.
 */
public final class MapView {
  private final Run run;
  private final Output.Entries map;

  MapView(Run run, Output.Entries map) {
    this.run = run;
    this.map = map;
  }

  /** Keys and values, in the kernel's order. */
  public Map<Value, Value> entries() throws ProblemException {
    Decoder decoder = new Decoder(map.btf());
    Map<Value, Value> all = new LinkedHashMap<>();
    for (RawEntry entry : run.read(map.name())) {
      all.put(
          decoder.decode(map.types().key(), entry.key()),
          decoder.decode(map.types().value(), entry.value()));
    }
    return all;
  }

  /**
   * Keys and values as Java's own: records bound to structs by their components' names, numbers,
   * texts.
   *
   * @throws RefusedException when a class does not fit the C type
   */
  public <K, V> Map<K, V> entries(Class<K> keys, Class<V> values)
      throws RefusedException, ProblemException {
    RecordBinding binding = new RecordBinding(map.btf());
    Function<Value, K> key = binding.bind(map.types().key(), keys);
    Function<Value, V> value = binding.bind(map.types().value(), values);
    Map<K, V> all = new LinkedHashMap<>();
    entries().forEach((k, v) -> all.put(key.apply(k), value.apply(v)));
    return all;
  }

  /** The counts by powers of two, as {@code bpf_log2l} makes them. */
  public Histogram log2() throws ProblemException {
    return Histogram.log2(map.btf(), map.types(), run.read(map.name()));
  }

  /** The counts by slots of one width. */
  public Histogram linear() throws ProblemException {
    return Histogram.linear(map.btf(), map.types(), run.read(map.name()));
  }

  /**
   * bcc's {@code print_log2_hist}, to the character.
   *
   * @param valueType what is counted, such as {@code kbytes}
   */
  public String log2Text(String valueType) throws ProblemException {
    return lines(Log2Histogram.lines(log2(), valueType, "Bucket ptr", false));
  }

  /** bcc's {@code print_linear_hist}, to the character. */
  public String linearText(String valueType) throws ProblemException {
    return lines(LinearHistogram.lines(linear(), valueType, "Bucket ptr", false));
  }

  /** A line for each entry, in bcc's style. */
  public String text() throws ProblemException {
    return lines(new ArrayList<>(new MapText(map.btf(), map.types()).lines(run.read(map.name()))));
  }

  /** Deletes a hash's entries, sets an array's to zero. */
  public void clear() throws ProblemException {
    run.clear(map.name());
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
