package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of bcc's {@code print_linear_hist}, to the character: a row for every slot from 0. */
public final class LinearHistogram {
  /** Slots there are. */
  public static final int SLOTS = 1025;

  private static final int WIDTH = 40;

  private LinearHistogram() {}

  /** All sections of a histogram. */
  public static List<String> lines(Histogram histogram, HistogramText text) {
    List<String> lines = new ArrayList<>();
    for (Slots section : text.sections(histogram)) {
      lines.addAll(text.heading(section));
      lines.addAll(lines(section, text.valueType(), text.stripLeadingZero()));
    }
    return lines;
  }

  /** Header and rows of one section; nothing when there is no count. */
  public static List<String> lines(Slots slots, String valueType, boolean stripLeadingZero) {
    List<String> lines = new ArrayList<>();
    List<Interval> intervals = intervals(slots);
    if (intervals.isEmpty()) {
      return lines;
    }
    lines.add(String.format(Locale.ROOT, "     %-13s : count     distribution", valueType));
    long largest = slots.largest();
    boolean skipping = stripLeadingZero;
    for (Interval interval : intervals) {
      skipping = skipping && interval.count() == 0;
      if (!skipping) {
        lines.add(
            String.format(
                Locale.ROOT,
                "        %-10d : %-8s |%-40s|",
                interval.slot(),
                Long.toUnsignedString(interval.count()),
                "*".repeat(Stars.of(interval.count(), largest, WIDTH))));
      }
    }
    return lines;
  }

  /** The rows as data: from slot 0 to the last that has a count. */
  public static List<Interval> intervals(Slots slots) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i <= slots.highest(); i++) {
      intervals.add(new Interval(i, i, i, slots.counts()[i]));
    }
    return intervals;
  }
}
