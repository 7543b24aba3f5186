package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;

class HealthRequestsTest {
  private final FakeBpf bpf = new FakeBpf();
  private final ProgramRequests programs =
      new ProgramRequests(bpf, new Outbox(OutputStream.nullOutputStream()));
  private final HealthRequests health = new HealthRequests(programs, bpf);
  private long run;

  @BeforeEach
  void attach() throws Exception {
    bpf.most = 100;
    long object =
        programs
            .load(
                Body.with()
                    .put("elf", new byte[1])
                    .put("programs", List.of(Body.with().put("name", "f").done()))
                    .done())
            .number("object");
    run =
        programs
            .attach(
                Body.with()
                    .put("object", object)
                    .put(
                        "streams",
                        List.of(
                            Body.with()
                                .put("id", 9)
                                .put("kind", "ring")
                                .put("name", "counts")
                                .done()))
                    .put("attachments", List.<Body>of())
                    .done())
            .number("run");
  }

  @AfterEach
  void end() {
    programs.closeAll();
  }

  private Body on(boolean on) {
    return Body.with().put("run", run).put("on", on).done();
  }

  @Test
  void readsWhatProgramsMapsAndStreamsTake() throws Exception {
    Body read = health.read(Body.with().put("run", run).done());
    assertThat(read.number("cpus")).isEqualTo(2);
    assertThat(read.number("nanos")).isLessThanOrEqualTo(System.nanoTime());
    Body program = read.bodies("programs").get(0);
    assertThat(program.text("name")).isEqualTo("f");
    assertThat(program.number("id")).isEqualTo(7);
    assertThat(program.number("runs")).isZero();
    assertThat(program.number("nanos")).isZero();
    assertThat(program.number("missed")).isEqualTo(1);
    Body map = read.bodies("maps").get(0);
    assertThat(map.text("name")).isEqualTo("counts");
    assertThat(map.number("id")).isEqualTo(8);
    assertThat(map.number("bytes")).isEqualTo(4096);
    Body stream = read.bodies("streams").get(0);
    assertThat(stream.number("stream")).isEqualTo(9);
    assertThat(stream.number("held")).isEqualTo(FakeBpf.RECORD);
    assertThat(stream.number("peak")).isEqualTo(2 * FakeBpf.RECORD);
    assertThat(stream.number("capacity")).isEqualTo(1 << 18);
    assertThat(stream.number("buffers")).isEqualTo(2);
  }

  @Test
  void countsOnceAsLongAsItIsWanted() throws Exception {
    health.count(on(true));
    health.count(on(true));
    health.count(on(false));
    health.count(on(false));
    assertThat(bpf.log).containsExactly("loaded", "counts", "counts no more");
  }

  @Test
  void theEndOfTheRunEndsTheCounting() throws Exception {
    health.count(on(true));
    programs.detach(Body.with().put("run", run).put("drain", false).done());
    assertThat(bpf.log).contains("counts no more");
  }

  @Test
  void theEndOfTheSessionEndsTheCounting() throws Exception {
    health.count(on(true));
    programs.takeOffAll();
    assertThat(bpf.log).contains("counts no more");
  }

  @Test
  void withoutPermissionTheRunGoesOn() throws Exception {
    bpf.forbidden = true;
    assertThatThrownBy(() -> health.count(on(true)))
        .isInstanceOfSatisfying(
            AgentException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("health.no-statistics");
              assertThat(refusal.arguments()).containsExactly("1");
            });
    assertThat(health.read(Body.with().put("run", run).done()).bodies("maps")).hasSize(1);
  }

  @Test
  void aRunThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> health.read(Body.with().put("run", run + 1).done()))
        .isInstanceOfSatisfying(
            AgentException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("agent.unknown-handle"));
  }
}
