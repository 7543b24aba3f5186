package probewright.app.frame;

/** Records a second, from a count that grows, renewed twice a second. One thread. */
final class RateMeter {
  private static final long PERIOD = 500_000_000L;

  private long since;
  private long countThen;
  private long rate;

  /**
   * The rate now.
   *
   * @param nanoTime of a steady clock
   */
  long rate(long count, long nanoTime) {
    long passed = nanoTime - since;
    if (count < countThen || passed > 4 * PERIOD) {
      since = nanoTime;
      countThen = count;
      rate = 0;
    } else if (passed >= PERIOD) {
      rate = Math.round((count - countThen) * 1e9 / passed);
      since = nanoTime;
      countThen = count;
    }
    return rate;
  }
}
