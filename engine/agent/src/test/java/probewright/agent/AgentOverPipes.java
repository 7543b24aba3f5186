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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
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

/** An agent without a kernel that serves on a thread of its own, and clients of it, over pipes. */
final class AgentOverPipes {
  private static final long PATIENCE_MILLISECONDS = 10_000;

  final FakeBpf bpf = new FakeBpf();
  private final List<Client> opened = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Client> clients = new LinkedBlockingQueue<>();
  private final Client none = new Client();
  private final Thread agent = new Thread(this::serve, "agent");

  AgentOverPipes() throws IOException {
    agent.start();
  }

  /** One that has not said hello yet. */
  Client client() throws IOException {
    return new Client();
  }

  /** Both pipes of a client, and its reading. */
  final class Client {
    private final Pipe up = Pipe.open();
    private final Pipe down = Pipe.open();
    final OutputStream out = Channels.newOutputStream(up.sink());
    final FrameWriter writer = new FrameWriter(out);
    final FrameReader reader = new FrameReader(Channels.newInputStream(down.source()));
    final AtomicLong records = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong batchBytes = new AtomicLong();

    private Client() throws IOException {
      opened.add(this);
    }

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

    /** Goes; what it has been sent can still be read. */
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

  /** Ends it, also where a failed test has left a client without an end. */
  void close() throws IOException, InterruptedException {
    for (Client client : opened) {
      client.up.sink().close();
      client.down.source().close();
    }
    clients.add(none);
    agent.join(PATIENCE_MILLISECONDS);
    assertThat(agent.isAlive()).as("the agent ends with its clients").isFalse();
  }
}
