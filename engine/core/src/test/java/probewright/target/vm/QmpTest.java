package probewright.target.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class QmpTest {
  private final PipedInputStream toUs = new PipedInputStream();
  private final PipedInputStream toQemu = new PipedInputStream();
  private final LinkedBlockingQueue<Qmp.Event> events = new LinkedBlockingQueue<>();

  @Test
  void answersAndEventsMayCrossEachOther() throws Exception {
    OutputStream qemu = new PipedOutputStream(toUs);
    Qmp qmp = new Qmp(toUs, new PipedOutputStream(toQemu), events::add);
    qemu.write(
        ("{\"QMP\": {\"version\": {}, \"capabilities\": [\"oob\"]}}\n"
                + "{\"timestamp\": {\"seconds\": 1}, \"event\": \"VSERPORT_CHANGE\","
                + " \"data\": {\"open\": true, \"id\": \"agent\"}}\n"
                + "{\"return\": {\"status\": \"running\", \"n\": [1, 2]}}\n"
                + "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\n")
            .getBytes(StandardCharsets.UTF_8));
    qemu.flush();

    assertThat(qmp.execute("query-status", Map.of("a", List.of(true))))
        .isEqualTo(Map.of("status", "running", "n", List.of(1L, 2L)));
    assertThatThrownBy(() -> qmp.execute("x", Map.of())).hasMessageContaining("no");
    Qmp.Event event = events.poll(60, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(Machine.isAgentUp(event)).isTrue();
    BufferedReader sent = new BufferedReader(new InputStreamReader(toQemu, StandardCharsets.UTF_8));
    assertThat(sent.readLine())
        .isEqualTo("{\"execute\":\"query-status\",\"arguments\":{\"a\":[true]}}");
  }

  @Test
  void endsWaitingWhenTheMonitorIsGone() throws Exception {
    OutputStream qemu = new PipedOutputStream(toUs);
    Qmp qmp = new Qmp(toUs, new PipedOutputStream(toQemu), events::add);
    qemu.close();
    assertThatThrownBy(() -> qmp.execute("stop", Map.of())).hasMessageContaining("gone");
  }
}
