package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaticProbesTest {
  private final StaticProbes probes = new StaticProbes();

  StaticProbesTest() {
    probes.add(
        "/a",
        List.of(
            "python\tfunction__entry\t120\t0\t8@%rax",
            "python\tfunction__entry\t140\t0\t8@%rbx",
            "python\tgc__start\t180\t4034\t",
            "cut short"));
    probes.add("/b", List.of("python\tgc__start\t10\t0\t"));
  }

  @Test
  void aProbeHasAllItsPlaces() {
    assertThat(probes.find("python", "function__entry"::equals))
        .containsExactly(
            new StaticProbes.Place("/a", "python", "function__entry", 0x120, 0, "8@%rax"),
            new StaticProbes.Place("/a", "python", "function__entry", 0x140, 0, "8@%rbx"));
    assertThat(probes.find("python", "gc__start"::equals).get(0).semaphore()).isEqualTo(0x4034);
    assertThat(probes.find("", "gc__start"::equals))
        .extracting(StaticProbes.Place::path)
        .containsExactly("/a", "/b");
    assertThat(probes.find("ruby", "gc__start"::equals)).isEmpty();
  }

  @Test
  void thoseLikeItComeFirst() {
    assertThat(probes.near("python", "gc__stop")).first().isEqualTo("python:gc__start");
    assertThat(probes.near("x", "y")).hasSize(2);
  }
}
