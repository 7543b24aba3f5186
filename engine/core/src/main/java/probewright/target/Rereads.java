package probewright.target;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When what is known of a process is read again for an address that it lacks: at once, since the
 * process may have just put something there, but for the same place once a second, and for all
 * places a few times a second. Not safe for many threads.
 */
final class Rereads {
  private static final long SECOND = 1_000_000_000L;

  /** A stack without frame pointers has many an address that is none, each a reading in vain. */
  private static final int A_SECOND = 8;

  private final LongSupplier nanoClock;
  private final Set<Long> lookedFor = new HashSet<>();
  private long begun;

  Rereads(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    begun = nanoClock.getAsLong();
  }

  /** Whether to read now for what is missing at a place; counted as read when it says so. */
  boolean isDue(long place) {
    long now = nanoClock.getAsLong();
    if (now - begun >= SECOND) {
      begun = now;
      lookedFor.clear();
    }
    return lookedFor.size() < A_SECOND && lookedFor.add(place);
  }
}
