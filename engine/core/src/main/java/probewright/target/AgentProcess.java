package probewright.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/**
 * A child process that is an agent or leads to one: its standard input and output are the wire,
 * what it prints to its standard error is kept for the case that no agent answers.
 */
final class AgentProcess implements AutoCloseable {
  private static final long CLOSE_SECONDS = 3;
  private static final int KEPT = 4096;

  private final Process process;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Thread listener;

  private AgentProcess(Process process) {
    this.process = process;
    this.listener = new Thread(this::listen, "agent-errors");
    listener.setDaemon(true);
    listener.start();
  }

  /**
   * Starts a command.
   *
   * @throws ProblemException {@code target.no-program} when there is none of its name
   */
  static AgentProcess start(List<String> command) throws ProblemException {
    try {
      return new AgentProcess(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Stage.LOAD, "target.no-program", command.get(0))
              .withRaw(String.valueOf(e.getMessage())),
          e);
    }
  }

  InputStream in() {
    return process.getInputStream();
  }

  OutputStream out() {
    return process.getOutputStream();
  }

  /**
   * What it said on its standard error; waits a moment for its end, behind which nothing is said.
   *
   * @throws ProblemException when the thread is interrupted
   */
  String lastWords() throws ProblemException {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        listener.join(1000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(Stage.LOAD, "agent.interrupted"), e);
    }
    synchronized (said) {
      return said.toString(StandardCharsets.UTF_8).strip();
    }
  }

  /** What it ended with, -1 while it lives. */
  int status() {
    return process.isAlive() ? -1 : process.exitValue();
  }

  private void listen() {
    byte[] piece = new byte[512];
    try (InputStream err = process.getErrorStream()) {
      for (int n = err.read(piece); n >= 0; n = err.read(piece)) {
        synchronized (said) {
          said.write(piece, 0, Math.min(n, Math.max(0, KEPT - said.size())));
        }
      }
    } catch (IOException closed) {
      // the process has ended, and with it what it had to say
    }
  }

  /**
   * Ends it: the agent leaves at the end of its input, and everything it attached goes with it. A
   * process that runs as root cannot be killed by us, and need not be.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // that is what was wanted
    }
    boolean ended = false;
    try {
      ended = process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
    }
  }
}
