package probewright.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Faults of the workbench itself: told whole in the log, and with one sentence in the window. Any
 * thread.
 */
public final class Faults implements Thread.UncaughtExceptionHandler {
  private static final long LARGEST_LOG = 4L << 20;

  private final Path log;
  private final Clock clock;
  private volatile @Nullable BiConsumer<Throwable, Path> told;

  public Faults(Path log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Who says it in the window; called on the thread of the fault. */
  public void tell(BiConsumer<Throwable, Path> window) {
    told = window;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable fault) {
    StringBuilder text = new StringBuilder(clock.instant() + " in " + thread.getName() + "\n");
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
      for (StackTraceElement frame : cause.getStackTrace()) {
        text.append("    at ").append(frame).append('\n');
      }
    }
    try {
      Path folder = log.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // a fault that comes with every frame must not fill the disk
      boolean full = Files.exists(log) && Files.size(log) > LARGEST_LOG;
      Files.writeString(
          log,
          text,
          StandardOpenOption.CREATE,
          full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND,
          StandardOpenOption.WRITE);
    } catch (IOException noLog) {
      // the log cannot be written: the terminal is what is left
      System.err.println(noLog);
      System.err.println(text);
    }
    BiConsumer<Throwable, Path> window = told;
    if (window != null) {
      window.accept(fault, log);
    }
  }
}
