package probewright.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a command when the user presses Ctrl-C or the process is asked to end: it is told
 * so, and the JVM waits until it has said its last words and taken everything down. The exit status
 * is then the shells' own, 130 after SIGINT and 143 after SIGTERM.
 */
final class Farewell {
  /** A target that does not answer any more is left to the kernel, which ends QEMU with us. */
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begins to listen.
   *
   * @param interrupted is run, on a thread of the JVM's, when the process is to end
   */
  Farewell(Runnable interrupted) {
    hook =
        new Thread(
            () -> {
              interrupted.run();
              try {
                if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                  System.getLogger(Farewell.class.getName())
                      .log(System.Logger.Level.WARNING, "the run did not end in time");
                }
              } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
              }
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The command is through. */
  void said() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyGoingDown) {
      // the hook is what brought us here
      Thread.currentThread().setName("farewell");
    }
  }
}
