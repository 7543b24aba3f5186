package probewright.target;

import probewright.output.LossLedger;

/** What came of one stream and what was lost on the way. Safe for many threads. */
final class StreamCount {
  private long received;
  private long bytes;
  private long kernelLost;
  private long agentDropped;

  /** Counts a batch. */
  synchronized void received(long records, long size) {
    received += records;
    bytes += size;
  }

  synchronized void lost(long kernel, long agent) {
    kernelLost += kernel;
    agentDropped += agent;
  }

  synchronized LossLedger.Counts now() {
    return new LossLedger.Counts(received, bytes, kernelLost, agentDropped, 0);
  }
}
