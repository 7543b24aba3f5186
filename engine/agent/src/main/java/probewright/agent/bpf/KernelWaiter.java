package probewright.agent.bpf;

import java.util.List;
import probewright.agent.wire.AgentException;

/** Waits on the readers' descriptors and one of its own. */
final class KernelWaiter implements Waiter {
  private final int[] descriptors;
  private final int waker;

  KernelWaiter(List<EventReader> readers) throws AgentException {
    this.descriptors =
        readers.stream().mapToInt(reader -> ((KernelReader) reader).descriptor()).toArray();
    this.waker = PollNative.open();
    if (waker < 0) {
      throw new AgentException("stream.failed", -waker);
    }
  }

  @Override
  public void await(int milliseconds) throws AgentException {
    int result = PollNative.await(descriptors, waker, milliseconds);
    if (result < 0) {
      throw new AgentException("stream.failed", -result);
    }
  }

  @Override
  public void wake() {
    PollNative.wake(waker);
  }

  @Override
  public void close() {
    PollNative.close(waker);
  }
}
