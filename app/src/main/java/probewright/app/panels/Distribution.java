package probewright.app.panels;

import java.util.List;

/**
 * Counts by range, the lowest range first and no range left out between two.
 *
 * @param text the same as bcc prints it
 */
public record Distribution(List<Bar> bars, String text) {
  /** One range, both ends within it. */
  public record Bar(long low, long high, long count) {}

  public Distribution {
    bars = List.copyOf(bars);
  }

  public static Distribution empty() {
    return new Distribution(List.of(), "");
  }

  /** All counts. */
  public long total() {
    return bars.stream().mapToLong(Bar::count).sum();
  }

  /** The largest count. */
  public long largest() {
    return bars.stream().mapToLong(Bar::count).max().orElse(0);
  }

  /** The share of counts in a bar and those below it, 0 to 1. */
  public double atOrBelow(int bar) {
    long total = total();
    long sum = bars.stream().limit(bar + 1L).mapToLong(Bar::count).sum();
    return total == 0 ? 0 : (double) sum / total;
  }

  /** The share of counts in a bar, 0 to 1. */
  public double share(int bar) {
    long total = total();
    return total == 0 ? 0 : (double) bars.get(bar).count() / total;
  }

  /** Without the empty ranges at either end. */
  public Distribution trimmed() {
    int from = 0;
    int to = bars.size();
    while (from < to && bars.get(from).count() == 0) {
      from++;
    }
    while (to > from && bars.get(to - 1).count() == 0) {
      to--;
    }
    return new Distribution(bars.subList(from, to), text);
  }
}
