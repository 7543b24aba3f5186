package probewright.app.workspace;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import probewright.app.analysis.ProgramAnalysis;
import probewright.app.words.Words;
import probewright.diagnostics.Problem;

/**
 * How the help for a person who writes stands when it is not simply there: what it waits for, or
 * what is in its way. JavaFX thread.
 */
public final class WritingStatus {
  private final ProgramAnalysis analysis;
  private final ObservableBooleanValue asking;
  private final LongSupplier nanoClock;
  private long began;
  private boolean waited;

  /**
   * @param asking whether an answer takes longer than a person expects
   */
  WritingStatus(ProgramAnalysis analysis, ObservableBooleanValue asking, LongSupplier nanoClock) {
    this.analysis = analysis;
    this.asking = asking;
    this.nanoClock = nanoClock;
    InvalidationListener changed = o -> look();
    analysis.fetchingProperty().addListener(changed);
    asking.addListener(changed);
    look();
  }

  /** Runs a task whenever it stands another way. */
  public void onChange(InvalidationListener task) {
    analysis.fetchingProperty().addListener(task);
    analysis.kernelProblemProperty().addListener(task);
    asking.addListener(task);
  }

  private void look() {
    if (waits() && !waited) {
      began = nanoClock.getAsLong();
    }
    waited = waits();
  }

  /** Whether something is waited for. */
  public boolean waits() {
    return analysis.fetchingProperty().get() || asking.get();
  }

  /** For how long; zero while nothing is waited for. */
  public Duration since() {
    return waits() ? Duration.ofNanos(nanoClock.getAsLong() - began) : Duration.ZERO;
  }

  /** What there is to say; empty when all is well. */
  public String sentence(Words words) {
    Optional<Problem> hindered = analysis.kernelProblemProperty().get();
    if (analysis.fetchingProperty().get()) {
      return words.get("status.fetching");
    }
    if (hindered.isPresent()) {
      return words.get("status.no-help", words.messages().sentence(hindered.get()));
    }
    return asking.get() ? words.get("status.asking") : "";
  }
}
