package probewright.tracing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import probewright.btf.Value;
import probewright.diagnostics.ProblemException;
import probewright.output.Frame;
import probewright.output.Histogram;
import probewright.output.HistogramText;
import probewright.output.LinearHistogram;
import probewright.output.Log2Histogram;
import probewright.output.MapRow;
import probewright.output.MapText;
import probewright.output.OutputCsv;
import probewright.output.OutputJson;
import probewright.output.RawEntry;
import probewright.output.Symbols;
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

  /**
   * Keys and values, in the kernel's order. Of a map that keeps a value for each CPU they are sums,
   * or lists of what is no number; of a stack trace its frames.
   */
  public Map<Value, Value> entries() throws ProblemException {
    Map<Value, Value> all = new LinkedHashMap<>();
    for (MapRow row : rows()) {
      if (row.key() != null) {
        all.put(row.key(), row.value());
      }
    }
    return all;
  }

  /** The entries with all that they have, each CPU's value too. */
  public List<MapRow> rows() throws ProblemException {
    return MapRow.of(map.btf(), map.types(), run.read(map.name()));
  }

  /**
   * Keys and values as Java's own: records bound to structs by their components' names, numbers,
   * texts.
   *
   * @throws RefusedException when a class does not fit the C type
   */
  public <K, V> Map<K, V> entries(Class<K> keys, Class<V> values)
      throws RefusedException, ProblemException {
    return new TypedMap<>(run.attached(), map, keys, values).entries();
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
    return log2Text(HistogramText.of(valueType));
  }

  /** The same with all that bcc's can be told. */
  public String log2Text(HistogramText text) throws ProblemException {
    List<RawEntry> entries = run.read(map.name());
    return lines(
        Log2Histogram.lines(Histogram.log2(map.btf(), map.types(), text.bucket(), entries), text));
  }

  /** bcc's {@code print_linear_hist}, to the character. */
  public String linearText(String valueType) throws ProblemException {
    return linearText(HistogramText.of(valueType));
  }

  /** The same with all that bcc's can be told. */
  public String linearText(HistogramText text) throws ProblemException {
    List<RawEntry> entries = run.read(map.name());
    return lines(
        LinearHistogram.lines(
            Histogram.linear(map.btf(), map.types(), text.bucket(), entries), text));
  }

  /**
   * bcc's {@code print_json_hist}, as JSON that is JSON: an object with a part for each section.
   */
  public String log2Json(String valueType) throws ProblemException {
    return OutputJson.log2(map.name(), log2(), valueType);
  }

  /** The same of a linear histogram. */
  public String linearJson(String valueType) throws ProblemException {
    return OutputJson.linear(map.name(), linear(), valueType);
  }

  /**
   * bcc's {@code walk}: the frames of a stack of the kernel, the innermost first; none when the map
   * has no stack of that number.
   */
  public List<Frame> kernelStack(long number) {
    Symbols symbols = run.symbols();
    return symbols.stack(map.name(), number).stream().map(symbols::kernel).toList();
  }

  /** The frames of a stack of a process, which should still run. */
  public List<Frame> userStack(long number, int pid) {
    Symbols symbols = run.symbols();
    return symbols.stack(map.name(), number).stream()
        .map(address -> symbols.user(pid, address))
        .toList();
  }

  /** A line of JSON: the map's name and its entries. */
  public String json() throws ProblemException {
    return OutputJson.map(
        map.name(), map.btf(), map.types(), map.shown(run.symbols()), run.read(map.name()));
  }

  /**
   * Lines of CSV: the names of the columns, and a row for each entry; none when it has none. Each
   * CPU's value has a column, each frame of a stack a row.
   */
  public String csv() throws ProblemException {
    OutputCsv.Table table =
        OutputCsv.map(
            map.name(), map.btf(), map.types(), map.shown(run.symbols()), run.read(map.name()));
    List<String> lines = new ArrayList<>();
    if (!table.rows().isEmpty()) {
      lines.add(OutputCsv.line(table.header()));
    }
    table.rows().forEach(row -> lines.add(OutputCsv.line(row)));
    return lines(lines);
  }

  /** A line for each entry, in bcc's style; reasons of unknown frames in English. */
  public String text() throws ProblemException {
    return text(Locale.ENGLISH);
  }

  /** The same for a person of another language. */
  public String text(Locale locale) throws ProblemException {
    return lines(
        new ArrayList<>(
            new MapText(map.btf(), map.types(), map.shown(run.symbols().in(locale)))
                .lines(run.read(map.name()))));
  }

  /** Deletes a hash's entries, sets an array's to zero. */
  public void clear() throws ProblemException {
    run.clear(map.name());
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
