package probewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import probewright.agent.bpf.Bpf;
import probewright.agent.channel.Channel;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.agent.wire.Limits;
import probewright.agent.wire.Protocol;

/** What a session says of itself, and each limit on its numbers: at it, and one beyond. */
@Timeout(60)
class SessionLimitsTest {
  private final Pipe up = Pipe.open();
  private final Pipe down = Pipe.open();
  private final OutputStream out = Channels.newOutputStream(up.sink());
  private final FrameWriter writer = new FrameWriter(out);
  private final FrameReader reader = new FrameReader(Channels.newInputStream(down.source()));
  private final CountDownLatch loads = new CountDownLatch(1);
  private final FakeBpf bpf = new FakeBpf();
  private final Thread agent = new Thread(this::serve, "agent");
  private @TempDir Path root;
  private long lastId;

  SessionLimitsTest() throws IOException {}

  /** One client, and then none. */
  private final class OneClient implements Channel {
    private boolean came;

    @Override
    public boolean awaitPeer() {
      boolean first = !came;
      came = true;
      return first;
    }

    @Override
    public InputStream in() {
      return Channels.newInputStream(up.source());
    }

    @Override
    public OutputStream out() {
      return Channels.newOutputStream(down.sink());
    }
  }

  /** A verifier that takes its time over an object of one byte 9. */
  private Bpf slow() {
    return (Bpf)
        java.lang.reflect.Proxy.newProxyInstance(
            Bpf.class.getClassLoader(),
            new Class<?>[] {Bpf.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("load") && ((byte[]) arguments[0])[0] == 9) {
                loads.await();
              }
              return method.invoke(bpf, arguments);
            });
  }

  private void serve() {
    try {
      new Sessions(new OneClient(), new KernelFiles(root), slow()).serve();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    agent.start();
  }

  @AfterEach
  void end() throws Exception {
    loads.countDown();
    out.close();
    agent.join();
  }

  private Body hello(long protocol) throws IOException {
    writer.writeHello(Body.with().put("protocol", protocol).put("session", 3).done());
    reader.awaitMarker();
    return Body.decode(reader.read().orElseThrow().payload());
  }

  private long send(String op, Body.Builder fields) throws IOException {
    long id = ++lastId;
    Body request = Body.with().put("id", id).put("op", op).putAll(fields.done()).done();
    writer.write(FrameType.REQUEST, request.encode());
    return id;
  }

  private Body answer(long id) throws IOException {
    while (true) {
      Frame frame = reader.read().orElseThrow();
      if (frame.type() == FrameType.REPLY || frame.type() == FrameType.ERROR) {
        Body body = Body.decode(frame.payload());
        assertThat(body.number("id")).isEqualTo(id);
        return body;
      }
    }
  }

  private Body ask(String op, Body.Builder fields) throws IOException {
    return answer(send(op, fields));
  }

  private static void assertLimit(Body answer, String code, int most) throws IOException {
    assertThat(answer.has("code")).as(answer.has("run") + " is no refusal").isTrue();
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.texts("arguments")).containsExactly("" + most);
  }

  private static Body.Builder object(int programs, int pins) {
    return Body.with()
        .put("elf", new byte[1])
        .put("programs", Collections.nCopies(programs, Body.with().put("name", "f").done()))
        .put(
            "pins",
            Collections.nCopies(pins, Body.with().put("map", "m").put("path", "/p").done()));
  }

  private static Body.Builder run(long object, List<Body> streams, int probes) {
    return Body.with()
        .put("object", object)
        .put("streams", streams)
        .put("attachments", Collections.nCopies(probes, probe()));
  }

  private static Body probe() {
    return Body.with()
        .put("program", "f")
        .put("kind", "kprobe")
        .put("parts", List.of("vfs_read"))
        .done();
  }

  private static List<Body> streams(int count, String kind, int pages) {
    List<Body> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(
          Body.with()
              .put("id", i)
              .put("kind", kind)
              .put("name", "counts")
              .put("pages", pages)
              .done());
    }
    return streams;
  }

  @Test
  void theHelloSaysWhatTheAgentOffers() throws IOException {
    Files.createDirectories(root.resolve("sys/kernel/security"));
    Files.writeString(root.resolve("sys/kernel/security/lsm"), "capability,yama,bpf\n");
    Body hello = hello(Protocol.VERSION);
    assertThat(hello.number("protocol")).isEqualTo(Protocol.VERSION);
    List<String> expected = new ArrayList<>(Protocol.OPERATIONS);
    expected.addAll(List.of("ring", "lsm"));
    assertThat(hello.texts("offers")).isEqualTo(expected);
  }

  @Test
  void bpfThatIsNoLsmIsNotOfferedAsOne() throws IOException {
    Files.createDirectories(root.resolve("sys/kernel/security"));
    Files.writeString(root.resolve("sys/kernel/security/lsm"), "capability,yama\n");
    assertThat(hello(Protocol.VERSION).texts("offers")).doesNotContain("lsm");
  }

  @Test
  void everyWordOfTheProtocolIsOfferedAndUnderstood() throws Exception {
    List<Object> words = new ArrayList<>();
    for (Field field : Protocol.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        words.add(field.get(null));
      }
    }
    assertThat(words).containsExactlyInAnyOrderElementsOf(Protocol.OPERATIONS);
    hello(Protocol.VERSION);
    for (String operation : Protocol.OPERATIONS) {
      Body answer = ask(operation, Body.with());
      assertThat(answer.has("code") ? answer.text("code") : "")
          .as(operation)
          .isNotEqualTo("agent.unknown-request");
    }
    assertThat(ask("no such", Body.with()).text("code")).isEqualTo("agent.unknown-request");
  }

  @Test
  void aClientOfAnotherVersionHearsItWhateverItAsks() throws IOException {
    Body hello = hello(Protocol.VERSION + 1);
    assertThat(hello.number("protocol")).isEqualTo(Protocol.VERSION);
    assertThat(hello.number("session")).isEqualTo(3);
    for (String operation : List.of("kernel", "of.the.future")) {
      Body answer = ask(operation, Body.with());
      assertThat(answer.text("code")).isEqualTo("agent.protocol");
      assertThat(answer.texts("arguments"))
          .containsExactly("" + (Protocol.VERSION + 1), "" + Protocol.VERSION);
    }
    // the same stream may still bring one of this version
    assertThat(hello(Protocol.VERSION).has("offers")).isTrue();
  }

  @Test
  void objectsTheirProgramsAndPins() throws IOException {
    hello(Protocol.VERSION);
    assertLimit(ask("load", object(Limits.PROGRAMS + 1, 0)), "limit.programs", Limits.PROGRAMS);
    assertLimit(ask("load", object(0, Limits.PINS + 1)), "limit.pins", Limits.PINS);
    for (int i = 0; i < Limits.OBJECTS; i++) {
      assertThat(ask("load", object(Limits.PROGRAMS, Limits.PINS)).has("object")).isTrue();
    }
    assertLimit(ask("load", object(0, 0)), "limit.objects", Limits.OBJECTS);
    assertThat(ask("unload", Body.with().put("object", 1)).has("code")).isFalse();
    assertThat(ask("load", object(0, 0)).has("object")).isTrue();
  }

  @Test
  void runsAndTheirStreams() throws IOException {
    hello(Protocol.VERSION);
    long object = ask("load", object(1, 0)).number("object");
    Body tooMany = ask("attach", run(object, streams(Limits.STREAMS + 1, "ring", 1), 0));
    assertLimit(tooMany, "limit.streams", Limits.STREAMS);
    assertThat(ask("attach", run(object, streams(Limits.STREAMS, "ring", 1), 0)).number("run"))
        .isPositive();
    assertLimit(
        ask("attach", run(object, streams(1, "ring", 1), 0)), "limit.streams", Limits.STREAMS);
    for (int i = 1; i < Limits.RUNS; i++) {
      assertThat(ask("attach", run(object, List.of(), 0)).has("run")).isTrue();
    }
    assertLimit(ask("attach", run(object, List.of(), 0)), "limit.runs", Limits.RUNS);
  }

  @Test
  void pagesOfPerfBuffers() throws IOException {
    hello(Protocol.VERSION);
    long object = ask("load", object(1, 0)).number("object");
    Body beyond = ask("attach", run(object, streams(1, "perf", 2 * Limits.PERF_PAGES), 0));
    assertThat(beyond.text("code")).isEqualTo("agent.bad-request");
    int most = Limits.ALL_PERF_PAGES / Limits.PERF_PAGES;
    Body run = ask("attach", run(object, streams(most, "perf", Limits.PERF_PAGES), 0));
    assertThat(run.has("run")).isTrue();
    assertLimit(
        ask("attach", run(object, streams(1, "perf", 1), 0)),
        "limit.perf-pages",
        Limits.ALL_PERF_PAGES);
  }

  @Test
  void probes() throws IOException {
    hello(Protocol.VERSION);
    long object = ask("load", object(1, 0)).number("object");
    assertLimit(
        ask("attach", run(object, List.of(), Limits.PROBES_AT_ONCE + 1)),
        "limit.probes-at-once",
        Limits.PROBES_AT_ONCE);
    long run = ask("attach", run(object, List.of(), Limits.PROBES_AT_ONCE)).number("run");
    Body.Builder more =
        Body.with()
            .put("object", object)
            .put("run", run)
            .put("attachments", Collections.nCopies(Limits.PROBES_AT_ONCE, probe()));
    for (int i = 1; i < Limits.PROBES / Limits.PROBES_AT_ONCE; i++) {
      assertThat(ask("attach", more).has("run")).isTrue();
    }
    assertLimit(
        ask("attach", more.put("attachments", List.of(probe()))), "limit.probes", Limits.PROBES);
  }

  @Test
  void filesAndReadings() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/kallsyms"), "0 t f\n");
    hello(Protocol.VERSION);
    Body.Builder kallsyms = Body.with().put("what", "kallsyms");
    for (int i = 0; i < Limits.FILES; i++) {
      assertThat(ask("file.open", kallsyms).has("file")).isTrue();
    }
    assertLimit(ask("file.open", kallsyms), "limit.files", Limits.FILES);
    ask("file.close", Body.with().put("file", 1));
    assertThat(ask("file.open", kallsyms).has("file")).isTrue();

    long object = ask("load", object(1, 0)).number("object");
    Body.Builder map = Body.with().put("object", object).put("map", "counts");
    for (int i = 0; i < Limits.READINGS; i++) {
      assertThat(ask("map.read", map).has("cursor")).isTrue();
    }
    assertLimit(ask("map.read", map), "limit.readings", Limits.READINGS);
  }

  @Test
  void requestsThatWait() throws IOException {
    hello(Protocol.VERSION);
    long busy = send("load", object(0, 0).put("elf", new byte[] {9}));
    List<Long> waiting = new ArrayList<>();
    for (int i = 0; i < Limits.REQUESTS; i++) {
      waiting.add(send("nonsense", Body.with()));
    }
    assertLimit(ask("nonsense", Body.with()), "limit.requests", Limits.REQUESTS);
    loads.countDown();
    assertThat(answer(busy).has("object")).isTrue();
    for (long id : waiting) {
      assertThat(answer(id).text("code")).isEqualTo("agent.unknown-request");
    }
  }

  @Test
  void bytesOfRequestsThatWait() throws IOException {
    hello(Protocol.VERSION);
    long busy = send("load", object(0, 0).put("elf", new byte[] {9}));
    byte[] half = new byte[Limits.REQUEST_BYTES / 2 - 200];
    long first = send("nonsense", Body.with().put("elf", half));
    long second = send("nonsense", Body.with().put("elf", half));
    assertLimit(
        ask("nonsense", Body.with().put("elf", new byte[400])),
        "limit.request-bytes",
        Limits.REQUEST_BYTES >> 20);
    loads.countDown();
    assertThat(answer(busy).has("object")).isTrue();
    assertThat(answer(first).text("code")).isEqualTo("agent.unknown-request");
    assertThat(answer(second).text("code")).isEqualTo("agent.unknown-request");
    assertThat(ask("nonsense", Body.with().put("elf", half)).text("code"))
        .isEqualTo("agent.unknown-request");
  }
}
