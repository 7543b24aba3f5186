package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Limits;

/** The verifier's story of a program is told, and nothing of it stays. */
class VerifyRequestTest {
  private final FakeBpf bpf = new FakeBpf();
  private final StoryRequests stories = new StoryRequests(bpf);

  private static Body request(byte[] elf, int count) {
    return Body.with()
        .put("elf", elf)
        .put("programs", Collections.nCopies(count, Body.with().put("name", "f").done()))
        .done();
  }

  @Test
  void itIsToldProgramByProgram() throws Exception {
    List<Body> told = stories.verify(request(new byte[1], 2)).bodies("programs");
    assertThat(told).hasSize(2);
    assertThat(told.get(0).text("name")).isEqualTo("f");
    assertThat(told.get(0).number("steps")).isEqualTo(7);
    assertThat(told.get(0).text("part")).isEqualTo("whole");
    assertThat(told.get(0).text("log")).startsWith("0: R1=ctx()");
    assertThat(bpf.log).containsExactly("loaded", "unloaded");
  }

  @Test
  void itTakesNoPlaceAmongTheObjectsOfASession() throws Exception {
    for (int i = 0; i <= Limits.OBJECTS; i++) {
      stories.verify(request(new byte[1], 1));
    }
    assertThat(bpf.log).hasSize(2 * (Limits.OBJECTS + 1)).endsWith("loaded", "unloaded");
  }

  @Test
  void aRefusalIsThatOfALoad() {
    assertThatThrownBy(() -> stories.verify(request(new byte[0], 1)))
        .isInstanceOfSatisfying(
            AgentException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("load.failed");
              assertThat(refusal.raw()).isEqualTo("words of the verifier");
            });
    assertThatThrownBy(() -> stories.verify(request(new byte[1], Limits.PROGRAMS + 1)))
        .isInstanceOfSatisfying(
            AgentException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("limit.programs"));
  }
}
