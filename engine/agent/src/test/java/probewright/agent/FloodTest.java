package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import probewright.agent.wire.Body;

/** Records that come faster than they are read, over pipes: credit, losses, overtaking. */
@Timeout(60)
class FloodTest {
  private final AgentOverPipes agent = new AgentOverPipes();

  FloodTest() throws IOException {}

  @AfterEach
  void end() throws Exception {
    agent.close();
  }

  @Test
  void underAFloodEveryRecordIsReceivedOrCountedAndAnswersOvertake() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long object = client.load();
    client.credit(1 << 20);
    long run = client.attach(object);
    while (client.records.get() == 0) {
      client.count(client.reader.read().orElseThrow());
    }
    // with the credit used up, an answer still comes, and records are dropped meanwhile
    Body entries =
        client.ask(3, "map.read", Body.with().put("object", object).put("map", "counts"));
    assertThat(entries.number("count")).isEqualTo(2);
    while (client.batchBytes.get() < 1 << 20) {
      client.count(client.reader.read().orElseThrow());
    }
    assertThat(client.batchBytes.get()).isLessThan((1 << 20) + (300 << 10));
    awaitCount(agent.bpf.produced, agent.bpf.produced.get() + 100_000);
    client.credit(1 << 20);
    Body detached = client.ask(4, "detach", Body.with().put("run", run).put("drain", true));
    long untold = 0;
    for (Body loss : detached.bodies("losses")) {
      untold += loss.number("agent") + loss.number("kernel");
    }
    assertThat(client.dropped.get() + untold).isPositive();
    assertThat(client.records.get() + client.dropped.get() + untold)
        .isEqualTo(agent.bpf.produced.get());
    client.close();
  }

  @Test
  void aFewRecordsWaitForTheirTurn() throws Exception {
    agent.bpf.most = 100;
    AgentOverPipes.Client client = agent.client().hello(1);
    long run = client.attach(client.load());
    // what else is written, or the lack of credit, may last longer than a pump is patient
    awaitCount(agent.bpf.produced, 100);
    client.credit(1 << 20);
    Body detached = client.ask(4, "detach", Body.with().put("run", run).put("drain", true));
    assertThat(detached.bodies("losses")).isEmpty();
    assertThat(client.dropped.get()).isZero();
    assertThat(client.records.get()).isEqualTo(100);
    client.close();
  }

  private static void awaitCount(AtomicLong counter, long until) {
    while (counter.get() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aDrainEndsThoughOthersGoOnWritingToTheTracePipe() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    client.credit(1 << 20);
    long run = client.attach(client.load(), "trace");
    client.ask(3, "detach", Body.with().put("run", run).put("drain", true));
    assertThat(agent.bpf.log).containsSubsequence("detached vfs_read", "reader closed");
    client.close();
  }
}
