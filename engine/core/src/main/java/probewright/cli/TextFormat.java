package probewright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import probewright.dialect.MapKind;
import probewright.output.EventLayout;
import probewright.output.EventRow;
import probewright.output.Health;
import probewright.output.Histogram;
import probewright.output.HistogramText;
import probewright.output.Log2Histogram;
import probewright.output.LossLedger;
import probewright.output.MapText;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.output.TraceLine;
import probewright.target.Output;

/** Text as bcc prints it. */
final class TextFormat implements Format {
  private final Locale locale;
  private @Nullable String headed;

  /**
   * @param locale of those few words that are not the program's or the kernel's
   */
  TextFormat(Locale locale) {
    this.locale = locale;
  }

  @Override
  public Symbols named(Symbols symbols) {
    return symbols.in(locale);
  }

  @Override
  public List<String> trace(TraceLine line) {
    return List.of(line.raw());
  }

  @Override
  public List<String> event(String stream, EventLayout layout, EventRow row) {
    String line = layout.line(row);
    if (stream.equals(headed)) {
      return List.of(line);
    }
    headed = stream;
    return List.of(layout.header(), line);
  }

  @Override
  public List<String> map(
      Output.Entries map, List<RawEntry> entries, Symbols symbols, boolean single) {
    List<String> lines = new ArrayList<>();
    if (!single) {
      lines.add("");
      lines.add(map.name() + ":");
    }
    lines.addAll(
        map.kind() == MapKind.HISTOGRAM
            ? Log2Histogram.lines(
                Histogram.log2(map.btf(), map.types(), entries), HistogramText.of("value"))
            : new MapText(map.btf(), map.types(), map.shown(symbols)).lines(entries));
    return lines;
  }

  @Override
  public List<String> iterator(String function, String text) {
    return text.lines().toList();
  }

  @Override
  public List<String> cost(Health now, List<Health.Cost> costs) {
    return List.of();
  }

  @Override
  public List<String> end(LossLedger.Snapshot ledger) {
    return List.of();
  }
}
