package probewright.app.analysis;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;
import probewright.app.session.Engine;
import probewright.app.session.ProgramSource;

/**
 * The analyses of all open programs: they share one thread to be examined on and one to be asked
 * about, so that a question need not wait for an examination. JavaFX thread.
 */
public final class Analyses {
  private final Engine engine;
  private final ExecutorService examining = single("probewright-analysis");
  private final ExecutorService asking = single("probewright-questions");

  public Analyses(Engine engine) {
    this.engine = engine;
  }

  /**
   * The analysis of a program.
   *
   * @param source the program as it stands now
   */
  public ProgramAnalysis of(Supplier<ProgramSource> source) {
    return new ProgramAnalysis(
        engine, source, examining, Platform::runLater, Pause.of(ProgramAnalysis.PAUSE));
  }

  /**
   * The files beside a program.
   *
   * @param source the program as it stands now
   */
  public HeadersModel headers(Supplier<ProgramSource> source) {
    return new HeadersModel(source, asking, Platform::runLater, Pause.of(ProgramAnalysis.PAUSE));
  }

  /** Where questions about programs are answered, one after the other. */
  public Executor asking() {
    return asking;
  }

  private static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
