package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import probewright.diagnostics.ProblemException;
import probewright.target.Workloads;

final class GuestRunnerTest {
  private final PipedInputStream toUs = new PipedInputStream(1 << 16);
  private final PipedInputStream toGuest = new PipedInputStream(1 << 16);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger status = new AtomicInteger();

  @Test
  void carriesACommandAndGivesCreditBack() throws Exception {
    OutputStream guest = new PipedOutputStream(toUs);
    GuestRunner runner =
        new GuestRunner(toUs, new PipedOutputStream(toGuest), this::why, status::set);
    DataInputStream seen = new DataInputStream(toGuest);
    Workloads.Workload command = runner.start("echo", out, err);
    RunnerFrame start = RunnerFrame.read(seen);
    assertThat(start).isNotNull();
    assertThat(start.type()).isEqualTo(RunnerFrame.START);
    assertThat(new String(start.payload(), StandardCharsets.UTF_8)).isEqualTo("echo");

    guest.write(frame(RunnerFrame.STDOUT, start.id(), "out"));
    guest.write(frame(RunnerFrame.STDERR, start.id(), "error"));
    guest.write(new RunnerFrame(RunnerFrame.EXIT, start.id(), RunnerFrame.number(7)).bytes());
    guest.flush();

    assertThat(command.waitFor()).isEqualTo(7);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("error");
    RunnerFrame credit = RunnerFrame.read(seen);
    assertThat(credit).isNotNull();
    assertThat(credit.type()).isEqualTo(RunnerFrame.CREDIT);
    assertThat(credit.number()).isEqualTo(3);
  }

  @Test
  void anAgentThatEndsIsToldAtOnce() throws Exception {
    OutputStream guest = new PipedOutputStream(toUs);
    GuestRunner runner =
        new GuestRunner(toUs, new PipedOutputStream(toGuest), this::why, status::set);
    Workloads.Workload command = runner.start("true", out, err);
    RunnerFrame start = RunnerFrame.read(new DataInputStream(toGuest));
    assertThat(start).isNotNull();
    guest.write(new RunnerFrame(RunnerFrame.AGENT_ENDED, 0, RunnerFrame.number(126)).bytes());
    guest.write(new RunnerFrame(RunnerFrame.EXIT, start.id(), RunnerFrame.number(0)).bytes());
    guest.flush();
    assertThat(command.waitFor()).isZero();
    assertThat(status).hasValue(126);
  }

  @Test
  void tellsWhyWhenTheGuestIsGone() throws Exception {
    OutputStream guest = new PipedOutputStream(toUs);
    GuestRunner runner =
        new GuestRunner(toUs, new PipedOutputStream(toGuest), this::why, status::set);
    Workloads.Workload command = runner.start("sleep 100", out, err);
    guest.close();
    assertThatThrownBy(command::waitFor)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("vm.ended"));
  }

  @Test
  void anExitWithoutItsStatusEndsWhoWaitsForIt() throws Exception {
    OutputStream guest = new PipedOutputStream(toUs);
    GuestRunner runner =
        new GuestRunner(toUs, new PipedOutputStream(toGuest), this::why, status::set);
    Workloads.Workload command = runner.start("true", out, err);
    RunnerFrame start = RunnerFrame.read(new DataInputStream(toGuest));
    assertThat(start).isNotNull();
    guest.write(new RunnerFrame(RunnerFrame.EXIT, start.id(), new byte[2]).bytes());
    guest.flush();
    assertThatThrownBy(command::waitFor)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("vm.ended"));
  }

  @Test
  void refusesFramesOutOfStep() {
    byte[] wrong = {0x7f, 0, 0, 0, 1};
    assertThatThrownBy(() -> RunnerFrame.read(new DataInputStream(new ByteArrayInputStream(wrong))))
        .hasMessageContaining("2130706432");
  }

  private probewright.diagnostics.Problem why(Throwable cause) {
    return VmProblems.problem("vm.ended", "test").withRaw(cause.getMessage());
  }

  private static byte[] frame(int type, int id, String text) {
    return new RunnerFrame(type, id, text.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}
