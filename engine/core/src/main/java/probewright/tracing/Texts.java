package probewright.tracing;

import java.util.Arrays;

/**
 * Texts of 16 bytes, which names of tasks are: of the same bytes it gives the same {@code String},
 * which most events have in common with one of those just before. Safe for many threads.
 */
final class Texts {
  static final int SIZE = 16;

  private static final int PLACES = 64;

  /** A text and its bytes. */
  record Known(long low, long high, String text) {}

  private Texts() {}

  /** For the texts of one member: what {@link #text} is to be given. */
  static Known[] none() {
    Known[] known = new Known[PLACES];
    Arrays.fill(known, new Known(0, 0, ""));
    return known;
  }

  /**
   * The text at an offset of the struct's.
   *
   * @param known as {@link #none} made it, of that many places
   */
  static String text(Known[] known, int offset, byte[] data, int at) {
    long low = Loads.s64(offset, data, at);
    long high = Loads.s64(offset + 8, data, at);
    long mixed = (low ^ high) * 0x9e37_79b9_7f4a_7c15L;
    int place = (int) (mixed >>> 58);
    // another thread may put another one there; whichever is read is whole
    Known found = known[place];
    if (found.low == low && found.high == high) {
      return found.text;
    }
    String text = Loads.text(offset, SIZE, data, at);
    known[place] = new Known(low, high, text);
    return text;
  }
}
