package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.agent.wire.Protocol;
import probewright.agent.wire.Records;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** The client against an agent that the test plays. */
@Timeout(60)
class AgentClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Body NOTHING = Body.with().done();

  private final Pipe up = Pipe.open();
  private final Pipe down = Pipe.open();
  private final FrameReader fromClient = new FrameReader(Channels.newInputStream(up.source()));
  private final OutputStream toClientBytes = Channels.newOutputStream(down.sink());
  private final FrameWriter toClient = new FrameWriter(toClientBytes);

  AgentClientTest() throws IOException {}

  /** Keeps what it is told, and waits in each record for leave to go on. */
  private static final class Kept implements StreamListener {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final CountDownLatch leave = new CountDownLatch(1);

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      told.add(stream + " " + cpu + " " + data.remaining());
      try {
        leave.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      told.add(stream + " lost " + kernel + " " + agent);
    }

    @Override
    public void ended(Problem why) {
      told.add("ended " + why.code());
    }
  }

  private CompletableFuture<AgentClient> connecting(Duration patience) {
    InputStream in = Channels.newInputStream(down.source());
    OutputStream out = Channels.newOutputStream(up.sink());
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return AgentClient.connect(
                in,
                out,
                () -> {
                  down.sink().close();
                  up.source().close();
                },
                patience);
          } catch (ProblemException e) {
            throw new java.util.concurrent.CompletionException(e);
          }
        });
  }

  private AgentClient connect() throws Exception {
    CompletableFuture<AgentClient> client = connecting(PATIENCE);
    fromClient.awaitMarker();
    long session = Body.decode(next(FrameType.HELLO)).number("session");
    greet(session);
    AgentClient connected = client.get();
    assertThat(ByteBuffer.wrap(next(FrameType.CREDIT)).getInt()).isEqualTo(Streams.WINDOW);
    return connected;
  }

  private void greet(long session) throws IOException {
    greet(session, Protocol.VERSION);
  }

  private void greet(long session, long protocol) throws IOException {
    toClient.writeHello(
        Body.with()
            .put("protocol", protocol)
            .put("session", session)
            .put("offers", List.of("x", "load", "kernel"))
            .done());
  }

  private byte[] next(FrameType type) throws IOException {
    Frame frame = fromClient.read().orElseThrow();
    assertThat(frame.type()).isEqualTo(type);
    return frame.payload();
  }

  @Test
  void whatNoFrameTakesIsRefusedAndTheNextRequestIsSent() throws Exception {
    AgentClient client = connect();
    Body large = Body.with().put("elf", new byte[Frame.MAXIMUM]).done();
    assertThatThrownBy(() -> client.request("load", large, PATIENCE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("agent.too-large"));
    CompletableFuture<Body> answer = ask(client);
    long id = Body.decode(next(FrameType.REQUEST)).number("id");
    toClient.write(FrameType.REPLY, Body.with().put("id", id).done().encode());
    assertThat(answer.get().number("id")).isEqualTo(id);
    client.close();
  }

  private static CompletableFuture<Body> ask(AgentClient client) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.request("x", NOTHING, PATIENCE);
          } catch (AgentException | ProblemException e) {
            throw new java.util.concurrent.CompletionException(e);
          }
        });
  }

  private void batch(int stream, int records) throws IOException {
    ByteBuffer batch = ByteBuffer.allocate(2 + 12 * records + Records.LOSS);
    batch.putShort((short) stream);
    for (int i = 0; i < records; i++) {
      batch.putInt(4).putInt(1).putInt(i);
    }
    Records.putLoss(batch, 5, 6);
    toClient.write(FrameType.BATCH, batch.array());
  }

  @Test
  void whatAnEarlierSessionLeftInThePipeIsPassedOver() throws Exception {
    CompletableFuture<AgentClient> client = connecting(PATIENCE);
    fromClient.awaitMarker();
    long session = Body.decode(next(FrameType.HELLO)).number("session");
    toClientBytes.write(new byte[] {1, 2, 3, 4, 5});
    greet(session + 1);
    toClient.write(FrameType.REPLY, Body.with().put("id", 1).done().encode());
    greet(session);
    client.get().close();
  }

  @ParameterizedTest
  @CsvSource({
    "-1,'The agent is older than this program: it speaks version {0} of the protocol, this program"
        + " version {1}.'",
    "1,'The agent is newer than this program: it speaks version {0} of the protocol, this program"
        + " version {1}.'"
  })
  void anAgentOfAnotherVersionIsRefusedInASentence(long more, String sentence) throws Exception {
    CompletableFuture<AgentClient> client = connecting(PATIENCE);
    fromClient.awaitMarker();
    Body hello = Body.decode(next(FrameType.HELLO));
    assertThat(hello.number("protocol")).isEqualTo(Protocol.VERSION);
    greet(hello.number("session"), Protocol.VERSION + more);
    assertThatThrownBy(client::get)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Messages english = new Messages(Locale.ENGLISH);
              assertThat(english.sentence(e.problem()))
                  .isEqualTo(
                      java.text.MessageFormat.format(
                          sentence, Protocol.VERSION + more, Protocol.VERSION));
              assertThat(english.help(e.problem())).isNotEmpty();
            });
  }

  @Test
  void whatTheAgentDoesNotOfferIsNotAskedFor() throws Exception {
    try (AgentClient client = connect()) {
      assertThatThrownBy(() -> client.request("of.the.future", NOTHING, PATIENCE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problem())
                      .isEqualTo(Problem.error(Stage.LOAD, "agent.not-offered", "of.the.future")));
      // nothing of it was sent: the next thing that comes is what was asked after it
      CompletableFuture<Body> answer = ask(client);
      Body request = Body.decode(next(FrameType.REQUEST));
      assertThat(request.text("op")).isEqualTo("x");
      toClient.write(FrameType.REPLY, Body.with().put("id", request.number("id")).done().encode());
      answer.get();
    }
  }

  @Test
  void aKernelWithoutTypesIsRefusedByName(@TempDir Path cache) throws Exception {
    AgentClient client = connect();
    CompletableFuture<Problem> refusal =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Problem.error(
                    Stage.LOAD, "not refused", new KernelFacts(client, cache).read());
              } catch (ProblemException e) {
                return e.problem();
              }
            });
    long id = Body.decode(next(FrameType.REQUEST)).number("id");
    Body facts =
        Body.with()
            .put("id", id)
            .put("release", "5.4.0-bare")
            .put("version", "#1")
            .put("machine", "x86_64")
            .put("btfSize", 0)
            .done();
    toClient.write(FrameType.REPLY, facts.encode());
    assertThat(refusal.get()).isEqualTo(Problem.error(Stage.LOAD, "load.no-btf", "5.4.0-bare"));
    client.close();
  }

  @Test
  void anAgentThatDoesNotAnswerIsGivenUp() {
    assertThatThrownBy(() -> connecting(Duration.ofMillis(50)).get())
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("agent.silent"));
  }

  @Test
  void answersFindTheirRequests() throws Exception {
    try (AgentClient client = connect()) {
      CompletableFuture<Body> answer = ask(client);
      long id = Body.decode(next(FrameType.REQUEST)).number("id");
      toClient.write(FrameType.REPLY, Body.with().put("id", id).put("y", 1).done().encode());
      assertThat(answer.get().number("y")).isEqualTo(1);
      CompletableFuture<Body> refused = ask(client);
      id = Body.decode(next(FrameType.REQUEST)).number("id");
      toClient.write(FrameType.ERROR, new AgentException("a.b", 7).body(id).encode());
      assertThatThrownBy(refused::get)
          .cause()
          .isInstanceOfSatisfying(
              AgentException.class,
              e -> {
                assertThat(e.code()).isEqualTo("a.b");
                assertThat(e.arguments()).containsExactly("7");
              });
    }
  }

  @Test
  void aSlowListenerHoldsUpNoAnswerAndGivesNoCredit() throws Exception {
    try (AgentClient client = connect()) {
      Kept listener = new Kept();
      int stream = client.streams().add("events", listener);
      batch(stream, 2);
      assertThat(listener.told.take()).isEqualTo("events 1 4");
      CompletableFuture<Body> answer = ask(client);
      long id = Body.decode(next(FrameType.REQUEST)).number("id");
      toClient.write(FrameType.REPLY, Body.with().put("id", id).done().encode());
      answer.get();
      listener.leave.countDown();
      assertThat(listener.told.take()).isEqualTo("events 1 4");
      assertThat(listener.told.take()).isEqualTo("events lost 5 6");
      assertThat(ByteBuffer.wrap(next(FrameType.CREDIT)).getInt())
          .isEqualTo(2 + 2 * 12 + Records.LOSS + Frame.HEADER);
    }
  }

  @Test
  void whatASlowListenerHasNotTakenAtTheEndIsCounted() throws Exception {
    try (AgentClient client = connect()) {
      Kept listener = new Kept();
      int stream = client.streams().add("events", listener);
      batch(stream, 3);
      assertThat(listener.told.take()).isEqualTo("events 1 4");
      client.streams().flush(List.of(stream), 30);
      listener.leave.countDown();
      assertThat(listener.told.take()).isEqualTo("events lost 5 6");
      assertThat(listener.told.take()).isEqualTo("events lost 0 2");
    }
  }

  @Test
  void whenTheAgentDiesEverybodyIsTold() throws Exception {
    AgentClient client = connect();
    Kept listener = new Kept();
    client.streams().add("events", listener);
    client.streams().add("trace_pipe", listener);
    CompletableFuture<Body> answer = ask(client);
    next(FrameType.REQUEST);
    toClientBytes.close();
    assertThatThrownBy(answer::get)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("agent.gone"));
    assertThat(listener.told.take()).isEqualTo("ended agent.gone");
    assertThatThrownBy(() -> client.request("x", NOTHING, PATIENCE))
        .isInstanceOf(ProblemException.class);
    client.close();
    assertThat(listener.told).isEmpty();
  }

  @Test
  void anAgentThatSendsMoreThanItsCreditIsCutOff() throws Exception {
    AgentClient client = connect();
    Kept listener = new Kept();
    int stream = client.streams().add("events", listener);
    batch(stream, 1);
    assertThat(listener.told.take()).startsWith("events");
    byte[] large = new byte[Frame.MAXIMUM];
    large[0] = (byte) (stream >> 8);
    large[1] = (byte) stream;
    CompletableFuture<Void> flood =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 0; i < 3; i++) {
                  toClient.write(FrameType.BATCH, large);
                }
              } catch (IOException cutOff) {
                // as it should be
              }
            });
    CompletableFuture<Body> answer = ask(client);
    assertThatThrownBy(answer::get).cause().isInstanceOf(ProblemException.class);
    listener.leave.countDown();
    client.close();
    flood.get(30, TimeUnit.SECONDS);
  }

  @Test
  void closingDoesNotWaitForAPipeThatNobodyEmpties() throws Exception {
    AgentClient client = connect();
    Body large = Body.with().put("elf", new byte[1 << 20]).done();
    CompletableFuture<Void> stuck =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> client.request("x", large, PATIENCE))
                    .isInstanceOf(ProblemException.class));
    fromClient.read();
    List<CompletableFuture<Body>> more = List.of(ask(client), ask(client));
    client.close();
    stuck.get();
    more.forEach(answer -> assertThatThrownBy(answer::get).isNotNull());
  }
}
