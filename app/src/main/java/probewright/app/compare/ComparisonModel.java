package probewright.app.compare;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Compares two texts while they change: one comparison at a time, and behind it the newest texts
 * only. Belongs to the thread of {@code ui}, the JavaFX thread.
 */
final class ComparisonModel {
  private final BiFunction<String, String, Comparison> comparer;
  private final Executor background;
  private final Executor ui;
  private final ReadOnlyObjectWrapper<Comparison> comparison =
      new ReadOnlyObjectWrapper<>(Comparison.of("", ""));
  private final ReadOnlyBooleanWrapper comparing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();

  private record Texts(String mine, String theirs) {}

  /** What is to be compared behind what is being compared. */
  private @Nullable Texts next;

  /**
   * @param comparer compares two texts
   * @param background where texts are compared, which may take long where they have little in
   *     common
   * @param ui runs tasks later on the thread that owns this: {@code Platform::runLater}
   */
  ComparisonModel(
      BiFunction<String, String, Comparison> comparer, Executor background, Executor ui) {
    this.comparer = comparer;
    this.background = background;
    this.ui = ui;
  }

  /** The newest one that is finished. */
  ReadOnlyObjectProperty<Comparison> comparisonProperty() {
    return comparison.getReadOnlyProperty();
  }

  /** Whether the newest texts are not compared yet. */
  ReadOnlyBooleanProperty comparingProperty() {
    return comparing.getReadOnlyProperty();
  }

  /** Whether the newest texts could not be compared; the log then says why. */
  ReadOnlyBooleanProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  void compare(String mine, String theirs) {
    Texts texts = new Texts(mine, theirs);
    if (comparing.get()) {
      next = texts;
    } else {
      comparing.set(true);
      begin(texts);
    }
  }

  private void begin(Texts texts) {
    background.execute(
        () -> {
          Comparison done = null;
          try {
            done = comparer.apply(texts.mine, texts.theirs);
          } finally {
            // what nobody foresaw goes on to the log
            Comparison made = done;
            ui.execute(() -> made(made));
          }
        });
  }

  private void made(@Nullable Comparison made) {
    Texts newer = next;
    if (newer == null) {
      failed.set(made == null);
      comparing.set(false);
      comparison.set(made == null ? Comparison.of("", "") : made);
    } else {
      next = null;
      begin(newer);
    }
  }
}
