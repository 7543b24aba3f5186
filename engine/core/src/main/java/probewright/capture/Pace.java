package probewright.capture;

/**
 * How fast a capture is replayed.
 *
 * @param factor of the time that passed when it was made: 2 is twice as fast; infinite is at once
 */
public record Pace(double factor) {
  public Pace {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a pace of " + factor);
    }
  }

  /** As it came. */
  public static Pace recorded() {
    return new Pace(1);
  }

  /** As fast as the listener takes it. */
  public static Pace atOnce() {
    return new Pace(Double.POSITIVE_INFINITY);
  }

  /** When something comes that came so many nanoseconds after the start. */
  long due(long time) {
    return (long) (time / factor);
  }
}
