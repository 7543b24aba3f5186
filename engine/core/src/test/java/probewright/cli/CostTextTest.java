package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import probewright.output.Health;
import probewright.output.LossLedger;

class CostTextTest {
  private static final Health NOW =
      new Health(
          2_000_000_000L,
          2,
          List.of(),
          List.of(new Health.Memory("counts", 8, 8_392_704)),
          List.of(
              new Health.Buffer(
                  "events", 262_144, 2, 0, 65_536, new LossLedger.Counts(1000, 64_000, 2, 3, 0)),
              new Health.Buffer("trace_pipe", 0, 0, 0, 0, new LossLedger.Counts(7, 70, 0, 0, 0))));

  private static final List<Health.Cost> COSTS =
      List.of(
          new Health.Cost("count_reads", 1000, 812_400, 0.0125, 0),
          new Health.Cost("f", 0, 0, 0, 12));

  @Test
  void isThreeTables() {
    assertThat(new CostText(new Words(Locale.ENGLISH)).lines(NOW, COSTS))
        .containsExactly(
            "program      runs  ns per run  of one CPU  missed",
            "count_reads  1000         812       1.25%       0",
            "f               0           0       0.00%      12",
            "map       bytes",
            "counts  8392704",
            "stream      bytes of its buffer  fullest  received  lost  dropped",
            "events                   262144   25.00%      1000     2        3",
            "trace_pipe                    -        -         7     0        0");
  }

  @Test
  void aChineseHeadTakesTwoPlacesEach() {
    assertThat(new CostText(new Words(Locale.SIMPLIFIED_CHINESE)).lines(NOW, List.of()))
        .startsWith("映射       字节", "counts  8392704");
  }
}
