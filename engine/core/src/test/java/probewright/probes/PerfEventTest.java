package probewright.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerfEventTest {
  @Test
  void wordsAreTheKernelsNumbers() {
    assertThat(PerfEvent.of("software", "cpu-clock")).contains(new PerfEvent(1, 0));
    assertThat(PerfEvent.of("software", "faults")).contains(new PerfEvent(1, 2));
    assertThat(PerfEvent.of("hardware", "cycles")).contains(new PerfEvent(0, 0));
    assertThat(PerfEvent.of("hardware", "branch-misses")).contains(new PerfEvent(0, 5));
    assertThat(PerfEvent.of("cache", "llc-read-miss")).contains(new PerfEvent(3, 0x10002));
    assertThat(PerfEvent.of("raw", "0x1a8")).contains(new PerfEvent(4, 0x1a8));
  }

  @Test
  void otherWordsAreNone() {
    for (String event : new String[] {"nonsense", "", "llc-read", "0x1a8"}) {
      assertThat(PerfEvent.of("software", event)).isEqualTo(Optional.empty());
      assertThat(PerfEvent.of("cache", event)).isEqualTo(Optional.empty());
    }
    assertThat(PerfEvent.of("raw", "x")).isEmpty();
    assertThat(PerfEvent.of("tracepoint", "sched")).isEmpty();
  }
}
