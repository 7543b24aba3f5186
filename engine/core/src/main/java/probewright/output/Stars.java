package probewright.output;

import java.math.BigDecimal;
import java.math.MathContext;

/** The bars of bcc's histograms. */
final class Stars {
  /** Products up to here are exact as doubles, as they are in Python. */
  private static final long EXACT = 1L << 53;

  private Stars() {}

  /**
   * As many stars as {@code count} is of {@code largest}, rounded down: bcc divides as doubles, so
   * this does too. Counts are unsigned and {@code count} is at most {@code largest}.
   */
  static int of(long count, long largest, int width) {
    if (largest == 0) {
      return 0;
    }
    double share;
    if (count >= 0 && count < EXACT / width && largest > 0 && largest < EXACT) {
      share = (double) (width * count) / largest;
    } else {
      share =
          decimal(count)
              .multiply(BigDecimal.valueOf(width))
              .divide(decimal(largest), MathContext.DECIMAL128)
              .doubleValue();
    }
    return Math.min(width, (int) Math.floor(share));
  }

  private static BigDecimal decimal(long unsigned) {
    return new BigDecimal(Long.toUnsignedString(unsigned));
  }
}
