package probewright.output;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import probewright.btf.Value;

/**
 * The counts of one histogram, or of one section of a histogram whose key is a struct.
 *
 * @param bucket what of the key is not the slot, null for a histogram without sections
 * @param counts count per slot, unsigned; the index is the slot. Not to be changed
 */
public record Slots(@Nullable Value bucket, long[] counts) {
  /** Counts without a section. */
  public static Slots of(long... counts) {
    return new Slots(null, counts);
  }

  /** The highest slot that has a count, -1 when none has. */
  int highest() {
    int highest = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        highest = i;
      }
    }
    return highest;
  }

  /** The largest count, 0 when there is none; slots that are not printed count too. */
  long largest() {
    return Arrays.stream(counts).reduce(0, (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b);
  }
}
