package probewright.output;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came and what was lost, per stream, counted at every hand-over. Safe for many threads;
 * everyone that drops something says so here, once per batch rather than per event.
 */
public final class LossLedger {
  private final Map<String, Counts> streams = new LinkedHashMap<>();

  /**
   * Counts of one stream or of all.
   *
   * @param received events that reached the workbench
   * @param bytes what they were, without headers
   * @param kernelLost events the kernel's own buffer had no room for
   * @param agentDropped events the agent dropped for want of credit
   * @param viewDropped events that arrived and were overwritten before anyone could look at them
   */
  public record Counts(
      long received, long bytes, long kernelLost, long agentDropped, long viewDropped) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** All that did not reach the workbench's view. */
    public long lost() {
      return kernelLost + agentDropped + viewDropped;
    }

    Counts plus(Counts other) {
      return new Counts(
          received + other.received,
          bytes + other.bytes,
          kernelLost + other.kernelLost,
          agentDropped + other.agentDropped,
          viewDropped + other.viewDropped);
    }
  }

  /**
   * The ledger at one moment.
   *
   * @param streams in the order in which they were first heard of
   */
  public record Snapshot(Map<String, Counts> streams, Counts total) {
    public Snapshot {
      streams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }
  }

  public void received(String stream, long events, long bytes) {
    add(stream, new Counts(events, bytes, 0, 0, 0));
  }

  public void kernelLost(String stream, long events) {
    add(stream, new Counts(0, 0, events, 0, 0));
  }

  public void agentDropped(String stream, long events) {
    add(stream, new Counts(0, 0, 0, events, 0));
  }

  public void viewDropped(String stream, long events) {
    add(stream, new Counts(0, 0, 0, 0, events));
  }

  private synchronized void add(String stream, Counts counts) {
    streams.merge(stream, counts, Counts::plus);
  }

  /** The counts as they are now; does not change afterwards. */
  public synchronized Snapshot snapshot() {
    Counts total = streams.values().stream().reduce(Counts.NONE, Counts::plus);
    return new Snapshot(streams, total);
  }
}
