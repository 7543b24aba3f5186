package probewright.output;

/** Why the kernel gave an error in the place of a stack's number. */
public enum NoStack {
  /** Here the kernel saw no frames: a thread of the kernel has no stack of user space, say. */
  NO_FRAMES(-14),
  /** A stack that is another has the same hash, and was there first. */
  PLACE_TAKEN(-17),
  /** The map has no room. */
  MAP_FULL(-12),
  /** The program gave flags that do not go together. */
  BAD_FLAGS(-22),
  /** An error of another number. */
  OTHER(0);

  private final int number;

  NoStack(int number) {
    this.number = number;
  }

  /**
   * What an error says.
   *
   * @param number negative, as {@code get_stackid} gives it
   */
  public static NoStack of(long number) {
    for (NoStack reason : values()) {
      if (reason.number == number) {
        return reason;
      }
    }
    return OTHER;
  }
}
