package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import probewright.agent.channel.Channel;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;
import probewright.agent.wire.Records;

/** The agent without a kernel, over pipes: sessions that come and go, credit, overtaking. */
@Timeout(60)
class SessionsTest {
  private final FakeBpf bpf = new FakeBpf();
  private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();
  private final Client none = new Client();
  private final Thread agent = new Thread(this::serve, "agent");

  SessionsTest() throws IOException {}

  /** Both pipes of a client, and its reading. */
  private final class Client {
    private final Pipe up = Pipe.open();
    private final Pipe down = Pipe.open();
    final OutputStream out = Channels.newOutputStream(up.sink());
    final FrameWriter writer = new FrameWriter(out);
    final FrameReader reader = new FrameReader(Channels.newInputStream(down.source()));
    final AtomicLong records = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong batchBytes = new AtomicLong();

    Client() throws IOException {}

    Client hello(long session) throws IOException {
      clients.add(this);
      writer.writeHello(
          Body.with().put("protocol", Protocol.VERSION).put("session", session).done());
      reader.awaitMarker();
      Frame hello = reader.read().orElseThrow();
      assertThat(Body.decode(hello.payload()).number("session")).isEqualTo(session);
      return this;
    }

    void send(long id, String op, Body.Builder fields) throws IOException {
      writer.write(
          FrameType.REQUEST,
          Body.with().put("id", id).put("op", op).putAll(fields.done()).done().encode());
    }

    Body ask(long id, String op, Body.Builder fields) throws IOException {
      send(id, op, fields);
      return answer(id);
    }

    /** Reads on until the answer comes, counting what batches carry. */
    Body answer(long id) throws IOException {
      while (true) {
        Frame frame = reader.read().orElseThrow();
        if (frame.type() == FrameType.BATCH) {
          count(frame);
        } else {
          Body body = Body.decode(frame.payload());
          assertThat(body.number("id")).isEqualTo(id);
          return body;
        }
      }
    }

    void count(Frame batch) throws MalformedFrameException {
      batchBytes.addAndGet(batch.payload().length + Frame.HEADER);
      ByteBuffer data = ByteBuffer.wrap(batch.payload());
      assertThat(data.getShort()).isEqualTo((short) 9);
      Records.visit(
          data,
          new Records.Visitor() {
            @Override
            public void record(int cpu, ByteBuffer bytes) {
              // numbered from 1: a record stands where those received and dropped leave off
              assertThat(bytes.getLong()).isEqualTo(records.incrementAndGet() + dropped.get());
            }

            @Override
            public void lost(long kernel, long byAgent) {
              dropped.addAndGet(byAgent);
            }
          });
    }

    void credit(int bytes) throws IOException {
      writer.write(FrameType.CREDIT, ByteBuffer.allocate(4).putInt(bytes).array());
    }

    long load() throws IOException {
      return ask(
              1,
              "load",
              Body.with()
                  .put("elf", new byte[1])
                  .put("programs", List.of(Body.with().put("name", "f").done())))
          .number("object");
    }

    long attach(long object) throws IOException {
      return attach(object, "ring");
    }

    long attach(long object, String kind) throws IOException {
      Body stream = Body.with().put("id", 9).put("kind", kind).put("name", "counts").done();
      Body probe =
          Body.with()
              .put("program", "f")
              .put("kind", "kprobe")
              .put("parts", List.of("vfs_read"))
              .done();
      return ask(
              2,
              "attach",
              Body.with()
                  .put("object", object)
                  .put("streams", List.of(stream))
                  .put("attachments", List.of(probe)))
          .number("run");
    }

    void close() throws IOException {
      out.close();
    }
  }

  private void serve() {
    Channel channel =
        new Channel() {
          private Client client = none;

          @Override
          public boolean awaitPeer() throws IOException {
            try {
              client = clients.take();
              return client != none;
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }

          @Override
          public InputStream in() {
            return Channels.newInputStream(client.up.source());
          }

          @Override
          public OutputStream out() {
            return Channels.newOutputStream(client.down.sink());
          }
        };
    assertThatCode(
            () -> new Sessions(channel, new KernelFiles(Path.of("/nonexistent")), bpf).serve())
        .doesNotThrowAnyException();
  }

  @BeforeEach
  void start() {
    agent.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    clients.add(none);
    agent.join();
  }

  @Test
  void aClientThatGoesLeavesNothingAndTheNextStartsAnew() throws Exception {
    Client first = new Client().hello(1);
    first.attach(first.load());
    first.close();
    Client second = new Client().hello(2);
    // what the first left is gone before the second is greeted
    assertThat(bpf.log)
        .containsSubsequence("attached vfs_read", "detached vfs_read", "reader closed", "unloaded");
    assertThat(second.ask(5, "detach", Body.with().put("run", 2).put("drain", true)).text("code"))
        .isEqualTo("agent.unknown-handle");
    second.close();
  }

  @Test
  void moreProbesJoinARunAndSingleFailuresAreTold() throws Exception {
    Client client = new Client().hello(1);
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
    assertThat(bpf.log)
        .containsSubsequence("attached two", "detached two", "detached one", "detached one");
    client.close();
  }

  @Test
  void someProbesAreTakenOffWhileOthersStay() throws Exception {
    Client client = new Client().hello(1);
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
    assertThat(bpf.log).containsSubsequence("attached three", "detached two", "detached one");
    assertThat(bpf.log).doesNotContain("detached three");
    assertThat(second.number("first")).isEqualTo(first.number("first") + 2);
    client.ask(8, "detach", Body.with().put("run", run).put("drain", false));
    assertThat(bpf.log).last().isEqualTo("detached three");
    assertThat(client.ask(9, "release", those).text("code")).isEqualTo("agent.unknown-handle");
    Body function =
        Body.with()
            .put("object", object)
            .put("map", "counts")
            .put("key", new byte[1])
            .put("program", "f")
            .done();
    client.ask(10, "map.update", Body.with().putAll(function));
    assertThat(bpf.log).last().isEqualTo("inserted f");
    client.close();
  }

  @Test
  void hundredsOfProbesEndTogether() throws Exception {
    Client client = new Client().hello(1);
    long object = client.load();
    List<Body> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(probe("f" + i));
    }
    Body.Builder all = Body.with().put("object", object).put("streams", List.<Body>of());
    long run = client.ask(3, "attach", all.put("attachments", many)).number("run");
    client.ask(4, "detach", Body.with().put("run", run).put("drain", false));
    assertThat(bpf.log.stream().filter(line -> line.startsWith("detached f")).distinct())
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
    Client client = new Client().hello(1);
    bpf.broken = true;
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
    Client client = new Client().hello(1);
    client.attach(client.load());
    client.writer.writeHello(
        Body.with().put("protocol", Protocol.VERSION).put("session", 7).done());
    client.reader.awaitMarker();
    assertThat(Body.decode(client.reader.read().orElseThrow().payload()).number("session"))
        .isEqualTo(7);
    assertThat(bpf.log).contains("detached vfs_read", "unloaded");
    client.close();
  }

  @Test
  void bytesThatAreNoFrameEndTheSessionButNotTheAgent() throws Exception {
    Client client = new Client().hello(1);
    client.attach(client.load());
    client.out.write(new byte[] {0x7f, -1, -1, -1, 2, 0, 0});
    client.writer.writeHello(
        Body.with().put("protocol", Protocol.VERSION).put("session", 8).done());
    client.reader.awaitMarker();
    assertThat(Body.decode(client.reader.read().orElseThrow().payload()).number("session"))
        .isEqualTo(8);
    assertThat(bpf.log).contains("detached vfs_read", "unloaded");
    client.close();
  }

  @Test
  void underAFloodEveryRecordIsReceivedOrCountedAndAnswersOvertake() throws Exception {
    Client client = new Client().hello(1);
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
    awaitCount(bpf.produced, bpf.produced.get() + 100_000);
    client.credit(1 << 20);
    Body detached = client.ask(4, "detach", Body.with().put("run", run).put("drain", true));
    long untold = 0;
    for (Body loss : detached.bodies("losses")) {
      untold += loss.number("agent") + loss.number("kernel");
    }
    assertThat(client.dropped.get() + untold).isPositive();
    assertThat(client.records.get() + client.dropped.get() + untold).isEqualTo(bpf.produced.get());
    client.close();
  }

  @Test
  void aFewRecordsWaitForTheirTurn() throws Exception {
    bpf.most = 100;
    Client client = new Client().hello(1);
    long run = client.attach(client.load());
    // what else is written, or the lack of credit, may last longer than a pump is patient
    awaitCount(bpf.produced, 100);
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
    Client client = new Client().hello(1);
    client.credit(1 << 20);
    long run = client.attach(client.load(), "trace");
    client.ask(3, "detach", Body.with().put("run", run).put("drain", true));
    assertThat(bpf.log).containsSubsequence("detached vfs_read", "reader closed");
    client.close();
  }

  @Test
  void aFaultOfTheAgentsOwnIsAnswered() throws Exception {
    Client client = new Client().hello(1);
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
    Client client = new Client().hello(1);
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
    Client client = new Client().hello(1);
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
    assertThat(bpf.log).containsExactly("loaded", "attached good", "detached good");
    client.close();
  }

  @Test
  void aMachineWithoutProcIsUnreadable() throws Exception {
    Client client = new Client().hello(1);
    assertThat(client.ask(1, "kernel", Body.with()).text("code")).isEqualTo("agent.unreadable");
    client.close();
  }

  @Test
  void requestsAreAnsweredInOrder() throws Exception {
    Client client = new Client().hello(1);
    for (int i = 1; i <= 50; i++) {
      client.send(i, "nonsense", Body.with());
    }
    for (int i = 1; i <= 50; i++) {
      assertThat(client.answer(i).text("code")).isEqualTo("agent.unknown-request");
    }
    client.close();
  }
}
