package probewright.app.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import probewright.app.words.Words;
import probewright.diagnostics.Outcome;
import probewright.target.TargetSpec;

class TargetChoiceTest {
  @Test
  void eachIsSpeltAsOnTheCommandLineAndSaysHowItIsTakenThereWhereItIsNotHere() {
    for (TargetChoice choice : TargetChoice.ALL) {
      assertThat(TargetSpec.parse(choice.id())).isInstanceOf(Outcome.Done.class);
      String reason = choice.reasonKey();
      if (reason != null) {
        assertThat(choice.detail()).isEqualTo(choice.id());
        for (Locale locale : List.of(Locale.ENGLISH, Words.CHINESE)) {
          assertThat(new Words(locale).get(reason)).contains("--target " + choice.id());
        }
      }
    }
  }

  @Test
  void whatCannotBeChosenHereIsNotChosen() {
    assertThat(TargetChoice.of("local").available()).isTrue();
    assertThat(TargetChoice.of("vm:6.1").id()).isEqualTo("vm:6.1");
  }
}
