package probewright.cli;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;
import probewright.output.EventRow;
import probewright.output.Health;
import probewright.output.Histogram;
import probewright.output.LossLedger;
import probewright.output.OutputJson;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.target.Output;
import probewright.target.StreamListener;

/** JSON, an object a line; the last line is the ledger of what came and what was lost. */
final class JsonFormat implements Format {
  private final @Nullable LongSupplier time;

  JsonFormat() {
    this(null);
  }

  /**
   * @param time when the next thing came, which becomes the first member; null: without it
   */
  JsonFormat(@Nullable LongSupplier time) {
    this.time = time;
  }

  private List<String> line(String object) {
    return List.of(
        time == null ? object : "{\"time\":" + time.getAsLong() + "," + object.substring(1));
  }

  @Override
  public List<String> trace(TraceLine line) {
    return line(OutputJson.trace(StreamListener.TRACE_PIPE, line));
  }

  @Override
  public List<String> event(String stream, EventLayout layout, EventRow row) {
    return line(OutputJson.event(stream, layout, row));
  }

  @Override
  public List<String> map(
      Output.Entries map, List<RawEntry> entries, Symbols symbols, boolean single) {
    return line(
        map.kind() == MapKind.HISTOGRAM
            ? OutputJson.log2(map.name(), Histogram.log2(map.btf(), map.types(), entries), "value")
            : OutputJson.map(map.name(), map.btf(), map.types(), map.shown(symbols), entries));
  }

  @Override
  public List<String> iterator(String function, String text) {
    return line(OutputJson.iterator(function, text));
  }

  @Override
  public List<String> cost(Health now, List<Health.Cost> costs) {
    return List.of(OutputJson.cost(now, costs));
  }

  @Override
  public List<String> end(LossLedger.Snapshot ledger) {
    return List.of(OutputJson.losses(ledger));
  }
}
