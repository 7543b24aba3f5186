package probewright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;
import probewright.output.EventRow;
import probewright.output.Health;
import probewright.output.Histogram;
import probewright.output.LossLedger;
import probewright.output.OutputCsv;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.target.Output;
import probewright.target.StreamListener;

/** CSV. Where the columns change, their names stand above the next row. Used under one lock. */
final class CsvFormat implements Format {
  private final @Nullable LongSupplier time;
  private List<String> headed = List.of();

  CsvFormat() {
    this(null);
  }

  /**
   * @param time when the next thing came, which becomes the first column; null: without it
   */
  CsvFormat(@Nullable LongSupplier time) {
    this.time = time;
  }

  @Override
  public List<String> trace(TraceLine line) {
    return lines(OutputCsv.trace(StreamListener.TRACE_PIPE, line));
  }

  @Override
  public List<String> event(String stream, EventLayout layout, EventRow row) {
    return lines(OutputCsv.event(stream, layout, row));
  }

  @Override
  public List<String> map(
      Output.Entries map, List<RawEntry> entries, Symbols symbols, boolean single) {
    return lines(
        map.kind() == MapKind.HISTOGRAM
            ? OutputCsv.log2(map.name(), Histogram.log2(map.btf(), map.types(), entries))
            : OutputCsv.map(map.name(), map.btf(), map.types(), map.shown(symbols), entries));
  }

  @Override
  public List<String> iterator(String function, String text) {
    return lines(OutputCsv.iterator(function, text));
  }

  @Override
  public List<String> cost(Health now, List<Health.Cost> costs) {
    return List.of();
  }

  /** A table has no place for what was lost; it was told of beside it. */
  @Override
  public List<String> end(LossLedger.Snapshot ledger) {
    return List.of();
  }

  private List<String> lines(OutputCsv.Table table) {
    List<String> lines = new ArrayList<>();
    if (!table.rows().isEmpty() && !table.header().equals(headed)) {
      headed = table.header();
      lines.add(OutputCsv.line(time == null ? headed : behind("time", headed)));
    }
    for (List<String> row : table.rows()) {
      lines.add(OutputCsv.line(time == null ? row : behind("" + time.getAsLong(), row)));
    }
    return lines;
  }

  private static List<String> behind(String first, List<String> cells) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(cells);
    return all;
  }
}
