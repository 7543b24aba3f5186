package probewright.cli;

import java.util.List;
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
  @Override
  public List<String> trace(TraceLine line) {
    return List.of(OutputJson.trace(StreamListener.TRACE_PIPE, line));
  }

  @Override
  public List<String> event(String stream, EventLayout layout, EventRow row) {
    return List.of(OutputJson.event(stream, layout, row));
  }

  @Override
  public List<String> map(
      Output.Entries map, List<RawEntry> entries, Symbols symbols, boolean single) {
    return List.of(
        map.kind() == MapKind.HISTOGRAM
            ? OutputJson.log2(map.name(), Histogram.log2(map.btf(), map.types(), entries), "value")
            : OutputJson.map(map.name(), map.btf(), map.types(), map.shown(symbols), entries));
  }

  @Override
  public List<String> iterator(String function, String text) {
    return List.of(OutputJson.iterator(function, text));
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
