package probewright.agent.bpf;

import probewright.agent.wire.AgentException;

/** Waits for readers. */
public interface Waiter extends AutoCloseable {
  /** Until a reader has something, or {@link #wake} was ever called, or for so long. */
  void await(int milliseconds) throws AgentException;

  /** Ends this and all later waiting at once. From any thread, before {@link #close}. */
  void wake();

  @Override
  void close();
}
