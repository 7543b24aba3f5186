package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.Protocol;

/** The agent without a kernel, over pipes: sessions that come and go, and what they ask for. */
@Timeout(60)
class SessionsTest {
  private final AgentOverPipes agent = new AgentOverPipes();

  SessionsTest() throws IOException {}

  @AfterEach
  void end() throws Exception {
    agent.close();
  }

  @Test
  void aClientThatGoesLeavesNothingAndTheNextStartsAnew() throws Exception {
    AgentOverPipes.Client first = agent.client().hello(1);
    first.attach(first.load());
    first.close();
    AgentOverPipes.Client second = agent.client().hello(2);
    // what the first left is gone before the second is greeted
    assertThat(agent.bpf.log)
        .containsSubsequence("attached vfs_read", "detached vfs_read", "reader closed", "unloaded");
    assertThat(second.ask(5, "detach", Body.with().put("run", 2).put("drain", true)).text("code"))
        .isEqualTo("agent.unknown-handle");
    second.close();
  }

  @Test
  void moreProbesJoinARunAndSingleFailuresAreTold() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long object = client.load();
    Body.Builder empty = Body.with().put("object", object).put("streams", List.<Body>of());
    long run = client.ask(3, "attach", empty.put("attachments", List.<Body>of())).number("run");
    Body.Builder more =
        Body.with()
            .put("object", object)
            .put("run", run)
            .put("attachments", List.of(probe("one"), probe("absent"), probe("two")));
    Body refused = client.ask(4, "attach", more);
    assertThat(refused.text("code")).isEqualTo("attach.failed");
    assertThat(refused.texts("arguments")).containsExactly("1", "2");
    List<Body> failed = client.ask(5, "attach", more.put("lenient", true)).bodies("failed");
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).texts("arguments")).containsExactly("1", "2");
    assertThat(
            client.ask(6, "iterate", Body.with().put("run", run).put("program", "f")).text("code"))
        .isEqualTo("iter.absent");
    client.ask(7, "detach", Body.with().put("run", run).put("drain", false));
    assertThat(agent.bpf.log)
        .containsSubsequence("attached two", "detached two", "detached one", "detached one");
    client.close();
  }

  @Test
  void someProbesAreTakenOffWhileOthersStay() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long object = client.load();
    Body.Builder empty = Body.with().put("object", object).put("streams", List.<Body>of());
    long run = client.ask(3, "attach", empty.put("attachments", List.<Body>of())).number("run");
    Body.Builder more = Body.with().put("object", object).put("run", run).put("lenient", true);
    Body first =
        client.ask(
            4,
            "attach",
            more.put("attachments", List.of(probe("one"), probe("absent"), probe("two"))));
    assertThat(first.number("links")).isEqualTo(2);
    Body second = client.ask(5, "attach", more.put("attachments", List.of(probe("three"))));
    Body.Builder those =
        Body.with()
            .put("run", run)
            .put("first", first.number("first"))
            .put("links", first.number("links"));
    client.ask(6, "release", those);
    client.ask(7, "release", those);
    assertThat(agent.bpf.log).containsSubsequence("attached three", "detached two", "detached one");
    assertThat(agent.bpf.log).doesNotContain("detached three");
    assertThat(second.number("first")).isEqualTo(first.number("first") + 2);
    client.ask(8, "detach", Body.with().put("run", run).put("drain", false));
    assertThat(agent.bpf.log).last().isEqualTo("detached three");
    assertThat(client.ask(9, "release", those).text("code")).isEqualTo("agent.unknown-handle");
    Body function =
        Body.with()
            .put("object", object)
            .put("map", "counts")
            .put("key", new byte[1])
            .put("program", "f")
            .done();
    client.ask(10, "map.update", Body.with().putAll(function));
    assertThat(agent.bpf.log).last().isEqualTo("inserted f");
    client.close();
  }

  @Test
  void hundredsOfProbesEndTogether() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long object = client.load();
    List<Body> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(probe("f" + i));
    }
    Body.Builder all = Body.with().put("object", object).put("streams", List.<Body>of());
    long run = client.ask(3, "attach", all.put("attachments", many)).number("run");
    client.ask(4, "detach", Body.with().put("run", run).put("drain", false));
    assertThat(agent.bpf.log.stream().filter(line -> line.startsWith("detached f")).distinct())
        .hasSize(300);
    client.close();
  }

  private static Body probe(String function) {
    return Body.with()
        .put("program", "f")
        .put("kind", "kprobe")
        .put("parts", List.of(function))
        .done();
  }

  @Test
  void aPumpThatBreaksSaysSo() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    agent.bpf.broken = true;
    Body stream = Body.with().put("id", 9).put("kind", "ring").put("name", "counts").done();
    client.send(
        2,
        "attach",
        Body.with()
            .put("object", client.load())
            .put("streams", List.of(stream))
            .put("attachments", List.<Body>of()));
    Frame frame = client.reader.read().orElseThrow();
    while (frame.type() != FrameType.NOTICE) {
      frame = client.reader.read().orElseThrow();
    }
    Body notice = Body.decode(frame.payload());
    client.close();
    assertThat(notice.text("what")).isEqualTo("stream.ended");
    assertThat(notice.number("stream")).isEqualTo(9);
    assertThat(notice.texts("arguments")).containsExactly("9");
  }

  @Test
  void aMarkerInMidSessionStartsAnew() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    client.attach(client.load());
    client.writer.writeHello(
        Body.with().put("protocol", Protocol.VERSION).put("session", 7).done());
    client.reader.awaitMarker();
    assertThat(Body.decode(client.reader.read().orElseThrow().payload()).number("session"))
        .isEqualTo(7);
    assertThat(agent.bpf.log).contains("detached vfs_read", "unloaded");
    client.close();
  }

  @Test
  void bytesThatAreNoFrameEndTheSessionButNotTheAgent() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    client.attach(client.load());
    client.out.write(new byte[] {0x7f, -1, -1, -1, 2, 0, 0});
    client.writer.writeHello(
        Body.with().put("protocol", Protocol.VERSION).put("session", 8).done());
    client.reader.awaitMarker();
    assertThat(Body.decode(client.reader.read().orElseThrow().payload()).number("session"))
        .isEqualTo(8);
    assertThat(agent.bpf.log).contains("detached vfs_read", "unloaded");
    client.close();
  }

  @Test
  void aFaultOfTheAgentsOwnIsAnswered() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    Body update =
        client.ask(
            2,
            "map.update",
            Body.with()
                .put("object", client.load())
                .put("map", "counts")
                .put("key", new byte[1])
                .put("value", new byte[2]));
    assertThat(update.text("code")).isEqualTo("agent.failed");
    assertThat(client.ask(3, "nonsense", Body.with()).text("code"))
        .isEqualTo("agent.unknown-request");
    client.close();
  }

  @Test
  void refusalsCarryCodeArgumentsAndRawWords() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    Body refused =
        client.ask(1, "load", Body.with().put("elf", new byte[0]).put("programs", List.of()));
    assertThat(refused.text("code")).isEqualTo("load.failed");
    assertThat(refused.texts("arguments")).containsExactly("f", "13", "");
    assertThat(refused.text("raw")).isEqualTo("words of the verifier");
    assertThat(client.ask(2, "nonsense", Body.with()).text("code"))
        .isEqualTo("agent.unknown-request");
    assertThat(client.ask(3, "file.open", Body.with().put("what", "../etc/shadow")).text("code"))
        .isEqualTo("agent.bad-request");
    assertThat(
            client.ask(4, "file.open", Body.with().put("what", "format/../kprobes")).text("code"))
        .isEqualTo("agent.bad-request");
    assertThat(client.ask(5, "file.open", Body.with().put("what", "btf")).text("code"))
        .isEqualTo("agent.no-such-file");
    client.close();
  }

  @Test
  void aFailedAttachTakesBackWhatWasMade() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long object = client.load();
    List<Body> probes =
        List.of("good", "absent").stream()
            .map(
                name ->
                    Body.with()
                        .put("program", "f")
                        .put("kind", "kprobe")
                        .put("parts", List.of(name))
                        .done())
            .toList();
    Body refused =
        client.ask(
            2,
            "attach",
            Body.with().put("object", object).put("streams", List.of()).put("attachments", probes));
    assertThat(refused.texts("arguments")).containsExactly("1", "2");
    assertThat(agent.bpf.log).containsExactly("loaded", "attached good", "detached good");
    client.close();
  }

  @Test
  void aMachineWithoutProcIsUnreadable() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    assertThat(client.ask(1, "kernel", Body.with()).text("code")).isEqualTo("agent.unreadable");
    client.close();
  }

  @Test
  void nobodyWaitsForAVerifierThatTellsWhatItKnows() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    long run = client.attach(client.load());
    agent.bpf.thought = new CountDownLatch(1);
    client.send(
        7,
        "verify",
        Body.with()
            .put("elf", new byte[1])
            .put("programs", List.of(Body.with().put("name", "f").done())));
    try {
      client.ask(8, "detach", Body.with().put("run", run).put("drain", false));
      assertThat(agent.bpf.log).contains("detached vfs_read");
    } finally {
      agent.bpf.thought.countDown();
    }
    assertThat(client.answer(7).bodies("programs")).hasSize(1);
    client.close();
  }

  @Test
  void requestsAreAnsweredInOrder() throws Exception {
    AgentOverPipes.Client client = agent.client().hello(1);
    for (int i = 1; i <= 50; i++) {
      client.send(i, "nonsense", Body.with());
    }
    for (int i = 1; i <= 50; i++) {
      assertThat(client.answer(i).text("code")).isEqualTo("agent.unknown-request");
    }
    client.close();
  }
}
