package probewright.capture;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import probewright.btf.Value;
import probewright.dialect.MapKind;
import probewright.output.Histogram;
import probewright.output.Interval;
import probewright.output.Log2Histogram;
import probewright.output.MapRow;
import probewright.output.RawEntry;
import probewright.output.Slots;
import probewright.output.Symbols;
import probewright.target.Output;

/**
 * A map as numbers with names: a histogram's slots, the values by key of a map of numbers. Where
 * values are no numbers, or are more than fit on a screen, it is the number of entries.
 */
final class Counters {
  private static final int MOST = 64;

  private Counters() {}

  static Map<String, BigInteger> of(Output.Entries map, List<RawEntry> entries, Symbols symbols) {
    Map<String, BigInteger> series =
        map.kind() == MapKind.HISTOGRAM
            ? slots(Histogram.log2(map.btf(), map.types(), entries))
            : values(MapRow.of(map.btf(), map.types(), map.shown(symbols), entries));
    return series.isEmpty() || series.size() > MOST
        ? Map.of("entries", BigInteger.valueOf(entries.size()))
        : series;
  }

  private static Map<String, BigInteger> slots(Histogram histogram) {
    Map<String, BigInteger> series = new LinkedHashMap<>();
    for (Slots section : histogram.sections()) {
      for (Interval interval : Log2Histogram.intervals(section)) {
        series.put(
            text(section.bucket())
                + Long.toUnsignedString(interval.start())
                + " -> "
                + Long.toUnsignedString(interval.end()),
            new BigInteger(Long.toUnsignedString(interval.count())));
      }
    }
    return series;
  }

  private static String text(@Nullable Value bucket) {
    return bucket == null ? "" : bucket.text() + ": ";
  }

  private static Map<String, BigInteger> values(List<MapRow> rows) {
    Map<String, BigInteger> series = new LinkedHashMap<>();
    for (MapRow row : rows) {
      if (!(row.value() instanceof Value.Int number)) {
        return Map.of();
      }
      series.put(row.key() == null ? "next" : row.key().text(), number.value());
    }
    return series;
  }
}
