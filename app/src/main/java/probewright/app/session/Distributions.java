package probewright.app.session;

import java.util.List;
import probewright.app.panels.Distribution;
import probewright.app.panels.Distribution.Bar;
import probewright.output.Histogram;
import probewright.output.HistogramText;
import probewright.output.Log2Histogram;
import probewright.output.RawEntry;
import probewright.output.Slots;
import probewright.target.Output;

/** A map's raw entries as bars. */
final class Distributions {
  private Distributions() {}

  /** Of a map with buckets the bars show the sum over all of them; the text has each. */
  static Distribution of(Output.Entries map, List<RawEntry> entries) {
    Histogram histogram = Histogram.log2(map.btf(), map.types(), entries);
    long[] sum = new long[Log2Histogram.SLOTS];
    for (Slots section : histogram.sections()) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += section.counts()[i];
      }
    }
    List<Bar> bars =
        Log2Histogram.intervals(new Slots(null, sum)).stream()
            .map(row -> new Bar(row.start(), row.end(), row.count()))
            .toList();
    List<String> lines = Log2Histogram.lines(histogram, HistogramText.of("value"));
    return new Distribution(bars, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }
}
