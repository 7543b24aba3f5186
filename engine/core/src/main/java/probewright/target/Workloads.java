package probewright.target;

import java.io.OutputStream;
import probewright.diagnostics.ProblemException;

/** The practice guest's own runner of shell commands; it is not the agent. */
public interface Workloads {
  /**
   * Starts {@code /bin/bash -c COMMAND} in the guest. What it writes goes to the two streams, which
   * are written on a thread of the runner's and not closed.
   */
  Workload start(String command, OutputStream stdout, OutputStream stderr) throws ProblemException;

  /** A shell command under way in the guest. Closing it kills its whole process group. */
  interface Workload extends AutoCloseable {
    /** Waits for the end: the exit status, or 128 + the signal that ended it. */
    int waitFor() throws ProblemException, InterruptedException;

    @Override
    void close();
  }
}
