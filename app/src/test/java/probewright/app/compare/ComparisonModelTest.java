package probewright.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is compared, and when, without a toolkit. */
class ComparisonModelTest {
  private final List<Runnable> background = new ArrayList<>();
  private final List<Runnable> ui = new ArrayList<>();
  private final ComparisonModel model = new ComparisonModel(background::add, ui::add);

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
