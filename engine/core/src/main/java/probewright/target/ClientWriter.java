package probewright.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import probewright.agent.wire.Body;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.FrameWriter;
import probewright.diagnostics.Problem;

/**
 * Writes the client's frames on a thread of its own, so that a pipe that nobody empties holds up no
 * caller. Requests wait for their answers and credit for batches, which bounds what is queued.
 */
final class ClientWriter {
  private record Item(FrameType type, byte[] payload, Body hello) {}

  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final FrameWriter writer;
  private final Consumer<Problem> failed;
  private final Thread thread = new Thread(this::run, "agent-writer");

  ClientWriter(FrameWriter writer, Consumer<Problem> failed) {
    this.writer = writer;
    this.failed = failed;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
  }

  void hello(Body hello) {
    queue.add(new Item(FrameType.HELLO, new byte[0], hello));
  }

  /** Sends a request's payload, which is no longer than a frame takes. */
  void request(byte[] payload) {
    queue.add(new Item(FrameType.REQUEST, payload, Body.with().done()));
  }

  void credit(int bytes) {
    byte[] payload = ByteBuffer.allocate(4).putInt(bytes).array();
    queue.add(new Item(FrameType.CREDIT, payload, Body.with().done()));
  }

  private void run() {
    try {
      while (true) {
        Item item = queue.take();
        if (item.type() == FrameType.HELLO) {
          writer.writeHello(item.hello());
        } else {
          writer.write(item.type(), item.payload());
        }
      }
    } catch (InterruptedException stopped) {
      // the only one to interrupt is stop()
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed.accept(AgentClient.gone(e));
    }
  }
}
