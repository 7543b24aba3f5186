package probewright.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compared, and when, without a toolkit. */
class ComparisonModelTest {
  private final List<Runnable> background = new ArrayList<>();
  private final List<Runnable> ui = new ArrayList<>();
  private final ComparisonModel model =
      new ComparisonModel(ComparisonModelTest::compared, background::add, ui::add);

  private static Comparison compared(String mine, String theirs) {
    if (theirs.equals("broken")) {
      throw new IllegalStateException(theirs);
    }
    return Comparison.of(mine, theirs);
  }

  private static void all(List<Runnable> tasks) {
    List<Runnable> now = List.copyOf(tasks);
    tasks.clear();
    now.forEach(Runnable::run);
  }

  private int differences() {
    return model.comparisonProperty().get().differences();
  }

  @Test
  void comparesBehindAndTellsOnItsOwnThread() {
    model.compare("a", "b");
    assertThat(model.comparingProperty().get()).isTrue();
    assertThat(differences()).isZero();
    all(background);
    assertThat(differences()).isZero();
    all(ui);
    assertThat(differences()).isEqualTo(1);
    assertThat(model.comparingProperty().get()).isFalse();
  }

  @Test
  void aComparisonThatFailsIsToldAndTheNextOneIsMade() {
    model.compare("a", "b");
    all(background);
    all(ui);
    model.compare("a", "broken");
    assertThatThrownBy(() -> all(background)).as("for the log").hasMessage("broken");
    all(ui);
    assertThat(model.failedProperty().get()).isTrue();
    assertThat(model.comparingProperty().get()).isFalse();
    assertThat(differences()).as("of other texts").isZero();
    model.compare("a", "c");
    all(background);
    all(ui);
    assertThat(model.failedProperty().get()).isFalse();
    assertThat(differences()).isEqualTo(1);
  }

  @Test
  void ofTextsThatCameMeanwhileTheNewestOnesAreCompared() {
    model.compare("a", "b");
    model.compare("a\nb", "b");
    model.compare("same", "same");
    assertThat(background).hasSize(1);
    all(background);
    all(ui);
    assertThat(differences()).as("of texts that are gone").isZero();
    assertThat(model.comparingProperty().get()).isTrue();
    assertThat(background).hasSize(1);
    all(background);
    all(ui);
    assertThat(model.comparisonProperty().get()).isEqualTo(Comparison.of("same", "same"));
    assertThat(model.comparingProperty().get()).isFalse();
    assertThat(background).isEmpty();
  }
}
