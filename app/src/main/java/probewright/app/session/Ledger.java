package probewright.app.session;

import java.util.concurrent.atomic.LongAdder;

/** What a run received and what it lost, by who lost it. Any thread. */
public final class Ledger {
  private final LongAdder received = new LongAdder();
  private final LongAdder kernel = new LongAdder();
  private final LongAdder agent = new LongAdder();

  void received(long records) {
    received.add(records);
  }

  void lost(long byKernel, long byAgent) {
    kernel.add(byKernel);
    agent.add(byAgent);
  }

  /** Records that reached the window. */
  public long received() {
    return received.sum();
  }

  /** Records lost because the kernel's buffer was full. */
  public long lostInKernel() {
    return kernel.sum();
  }

  /** Records the agent dropped for want of credit. */
  public long lostInAgent() {
    return agent.sum();
  }

  /** All that was lost. */
  public long lost() {
    return lostInKernel() + lostInAgent();
  }

  /** All that the kernel sent. */
  public long sent() {
    return received() + lost();
  }
}
