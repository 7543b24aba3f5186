package probewright.tracing;

/**
 * What comes next in a stream: an event, or the gap that lost ones left at their place in the
 * order.
 */
public sealed interface Entry<E> {
  /**
   * An event.
   *
   * @param cpu where it was submitted
   */
  record Event<E>(E value, int cpu) implements Entry<E> {}

  /**
   * Events that are missing here.
   *
   * @param kernel the kernel's buffer was full
   * @param agent the agent had no credit left to send them
   * @param reader they arrived, but were not taken before newer ones needed the room
   */
  record Lost<E>(long kernel, long agent, long reader) implements Entry<E> {
    /** All of them. */
    public long events() {
      return kernel + agent + reader;
    }
  }
}
