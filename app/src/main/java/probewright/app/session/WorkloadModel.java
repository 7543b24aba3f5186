package probewright.app.session;

import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import probewright.app.session.Engine.WorkloadWatcher;
import probewright.diagnostics.Problem;

/** The shell command that gives the program something to see, and what became of it. */
public final class WorkloadModel {
  private final Executor ui;
  private final ReadOnlyObjectWrapper<Status> status =
      new ReadOnlyObjectWrapper<>(new Status.None());
  private @Nullable Watcher current;

  /** How the last workload stands. */
  public sealed interface Status {
    /** None was run. */
    record None() implements Status {}

    /**
     * Under way.
     *
     * @param said its last line, empty before the first
     */
    record Running(String said) implements Status {}

    /** Over, with the shell's status. */
    record Exited(int code, String said) implements Status {}

    /** Not started, or lost. */
    record Failed(Problem why) implements Status {}

    /** Taken down because the run ended. */
    record TakenDown() implements Status {}
  }

  WorkloadModel(Executor ui) {
    this.ui = ui;
  }

  public ReadOnlyObjectProperty<Status> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** Whether a command is under way. */
  public boolean running() {
    return status.get() instanceof Status.Running;
  }

  void begin(String command) {
    current = new Watcher();
    status.set(new Status.Running(""));
  }

  WorkloadWatcher watcher() {
    Watcher watcher = current;
    if (watcher == null) {
      throw new IllegalStateException("no workload has begun");
    }
    return watcher;
  }

  void reset() {
    current = null;
    status.set(new Status.None());
  }

  void runOver() {
    if (running()) {
      current = null;
      status.set(new Status.TakenDown());
    }
  }

  private final class Watcher implements WorkloadWatcher {
    private volatile String last = "";
    private volatile boolean told;

    private void later(Runnable task) {
      ui.execute(
          () -> {
            if (current == this) {
              task.run();
            }
          });
    }

    @Override
    public void line(String text) {
      last = text;
      // one update at a time on its way: a chatty command must not flood the window
      if (!told) {
        told = true;
        later(
            () -> {
              told = false;
              if (running()) {
                status.set(new Status.Running(last));
              }
            });
      }
    }

    @Override
    public void exited(int code) {
      later(() -> status.set(new Status.Exited(code, last)));
    }

    @Override
    public void failed(Problem why) {
      later(() -> status.set(new Status.Failed(why)));
    }
  }
}
