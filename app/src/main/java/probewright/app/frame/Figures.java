package probewright.app.frame;

import java.time.Duration;
import java.util.Locale;

/** Figures as the window writes them: thousands grouped, a space before the unit. Any thread. */
public final class Figures {
  private Figures() {}

  /** {@code 12,418}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 42.1 %} of a share between 0 and 1. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** {@code 41 ms}, {@code 0.4 ms} or {@code 3.2 s}. */
  public static String time(Duration time) {
    double millis = time.toNanos() / 1e6;
    if (millis < 1) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  /** {@code 0:30}, {@code 1:02:03}. */
  public static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
