package probewright.output;

/** Why the kernel gave an error in the place of a stack's number. */
public enum NoStack {
  /** Here the kernel saw no frames: a thread of the kernel has no stack of user space, say. */
  NO_FRAMES(-14, "there are no frames"),
  /** A stack that is another has the same hash, and was there first. */
  PLACE_TAKEN(-17, "another one has its place in %s"),
  /** The map has no room. */
  MAP_FULL(-12, "%s is full"),
  /** The program gave flags that do not go together. */
  BAD_FLAGS(-22, "the flags are not valid"),
  /** An error of another number. */
  OTHER(0, "error");

  private final int number;
  private final String words;

  NoStack(int number, String words) {
    this.number = number;
    this.words = words;
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

  /**
   * In a few words, as an unknown frame's reason is said.
   *
   * @param stacks the map that the stack should be in; may be empty
   */
  String words(long error, String stacks) {
    return this == OTHER
        ? words + " " + error
        : words.formatted(stacks.isEmpty() ? "the map" : stacks);
  }
}
