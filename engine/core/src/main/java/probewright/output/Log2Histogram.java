package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The text of bcc's {@code print_log2_hist}, to the character. Slot i holds the values whose {@code
 * bpf_log2l} is i: 2^(i-1) to 2^i - 1, and both 0 and 1 in slot 1. Slot 0 is never printed.
 */
public final class Log2Histogram {
  /** Slots there are; the last holds values of 2^63 and more. */
  public static final int SLOTS = 65;

  private static final int NARROW = 40;
  private static final int WIDE = 20;
  private static final int LAST_NARROW = 32;

  private Log2Histogram() {}

  /** All sections of a histogram. */
  public static List<String> lines(Histogram histogram, HistogramText text) {
    List<String> lines = new ArrayList<>();
    for (Slots section : text.sections(histogram)) {
      lines.addAll(text.heading(section));
      lines.addAll(lines(section, text.valueType(), text.stripLeadingZero()));
    }
    return lines;
  }

  /** Header and rows of one section; nothing when all there is stands in slot 0. */
  public static List<String> lines(Slots slots, String valueType, boolean stripLeadingZero) {
    List<Interval> intervals = intervals(slots);
    List<String> lines = new ArrayList<>();
    if (intervals.isEmpty()) {
      return lines;
    }
    boolean narrow = intervals.size() <= LAST_NARROW;
    int width = narrow ? NARROW : WIDE;
    String row = (narrow ? "%10s -> %-10s : %-8s |%-" : "%20s -> %-20s : %-8s |%-") + width + "s|";
    lines.add(
        String.format(
            Locale.ROOT,
            narrow
                ? "     %-19s : count     distribution"
                : "               %-29s : count     distribution",
            valueType));
    long largest = slots.largest();
    boolean skipping = stripLeadingZero;
    for (Interval interval : intervals) {
      skipping = skipping && interval.count() == 0;
      if (!skipping) {
        lines.add(
            String.format(
                Locale.ROOT,
                row,
                Long.toUnsignedString(interval.start()),
                Long.toUnsignedString(interval.end()),
                Long.toUnsignedString(interval.count()),
                "*".repeat(Stars.of(interval.count(), largest, width))));
      }
    }
    return lines;
  }

  /** The rows as data: from slot 1 to the last that has a count. */
  public static List<Interval> intervals(Slots slots) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 1; i <= slots.highest(); i++) {
      intervals.add(interval(i, slots.counts()[i]));
    }
    return intervals;
  }

  private static Interval interval(int slot, long count) {
    long start = slot == 1 ? 0 : 1L << (slot - 1);
    long end = slot == 64 ? -1L : (1L << slot) - 1;
    return new Interval(slot, start, end, count);
  }
}
