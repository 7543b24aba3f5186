package probewright.app;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what a window is to show. */
public final class Soon {
  private Soon() {}

  /**
   * Waits until it is so.
   *
   * @param condition asked on the JavaFX thread, so that nothing moves while it looks
   */
  public static void until(long seconds, Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        seconds,
        TimeUnit.SECONDS,
        () ->
            WaitForAsyncUtils.waitForAsyncFx(
                TimeUnit.SECONDS.toMillis(seconds),
                () -> {
                  try {
                    return condition.call();
                  } catch (EmptyNodeQueryException changing) {
                    // while one panel gives way to the next neither is there
                    return false;
                  }
                }));
  }
}
