package probewright.agent.bpf;

/**
 * The kernel counts runs and times of all its programs while one of these is open. Closing it again
 * does nothing.
 */
public interface Counting extends AutoCloseable {
  @Override
  void close();
}
