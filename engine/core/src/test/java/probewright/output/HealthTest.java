package probewright.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final LossLedger.Counts CAME = new LossLedger.Counts(1000, 56000, 2, 3, 0);

  private static Health at(long nanos, long runs, long took) {
    return new Health(
        nanos,
        2,
        List.of(new Health.Program("f", 7, runs, took, 0)),
        List.of(new Health.Memory("counts", 8, 4096), new Health.Memory(".bss", 9, 512)),
        List.of(new Health.Buffer("ring", 262_144, 1, 64, 65_536, CAME)));
  }

  @Test
  void costIsTheDifferenceOfTwoMoments() {
    Health.Cost cost = at(3_000_000, 1500, 600_000).since(at(1_000_000, 500, 100_000)).get(0);
    assertThat(cost.runs()).isEqualTo(1000);
    assertThat(cost.nanosPerRun()).isEqualTo(500);
    assertThat(cost.share()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void aProgramThatWasNotThereBeforeCostsAllThatItHas() {
    Health before = new Health(1_000_000, 2, List.of(), List.of(), List.of());
    assertThat(at(2_000_000, 10, 50).since(before).get(0).runs()).isEqualTo(10);
  }

  @Test
  void withoutRunsOrTimeNothingIsDividedByZero() {
    Health.Cost cost = at(5, 0, 0).since(at(5, 0, 0)).get(0);
    assertThat(cost.nanosPerRun()).isZero();
    assertThat(cost.share()).isZero();
  }

  @Test
  void sumsMapsAndMeasuresBuffers() {
    Health health = at(1, 0, 0);
    assertThat(health.mapBytes()).isEqualTo(4608);
    assertThat(health.buffers().get(0).peakFill()).isEqualTo(0.25);
    assertThat(health.buffers().get(0).fill()).isEqualTo(64.0 / 262_144);
  }

  @Test
  void isJson() {
    Health now = at(2_000_000, 10, 50_000);
    assertThat(OutputJson.cost(now, now.since(at(1_000_000, 0, 0))))
        .isEqualTo(
            "{\"cost\":[{\"program\":\"f\",\"runs\":10,\"nanos\":50000,\"share\":0.05,\"missed\":0}],"
                + "\"cpus\":2,\"maps\":[{\"map\":\"counts\",\"bytes\":4096},"
                + "{\"map\":\".bss\",\"bytes\":512}],"
                + "\"buffers\":[{\"stream\":\"ring\",\"capacity\":262144,\"buffers\":1,"
                + "\"held\":64,\"peak\":65536,\"received\":1000,\"lost\":2,\"dropped\":3}]}");
  }
}
