package probewright.agent;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import probewright.agent.bpf.Bpf;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.MalformedFrameException;

/**
 * One client's time with the agent. Frames come in on the reading thread; requests are done one
 * after the other on a thread of the session's, so that credit is taken while a verifier works.
 */
final class Session implements AutoCloseable {
  private static final int QUEUE = 64;

  private final Outbox outbox;
  private final Requests requests;
  private final ThreadPoolExecutor worker;

  Session(Outbox outbox, KernelFiles files, Bpf bpf) {
    this.outbox = outbox;
    this.requests = new Requests(files, bpf, outbox);
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            work -> new Thread(work, "requests"));
  }

  void receive(Frame frame) throws IOException {
    switch (frame.type()) {
      case REQUEST -> submit(Body.decode(frame.payload()));
      case CREDIT -> {
        if (frame.payload().length != 4) {
          throw new MalformedFrameException("credit", frame.payload().length);
        }
        int bytes = java.nio.ByteBuffer.wrap(frame.payload()).getInt();
        outbox.grant(Integer.toUnsignedLong(bytes));
      }
      default -> throw new MalformedFrameException("direction", frame.type());
    }
  }

  private void submit(Body request) throws IOException {
    long id = request.number("id");
    try {
      worker.execute(() -> answer(id, request));
    } catch (RejectedExecutionException full) {
      outbox.control(FrameType.ERROR, new AgentException("agent.busy", QUEUE).body(id));
    }
  }

  private void answer(long id, Body request) {
    try {
      try {
        Body result = requests.handle(request);
        outbox.control(FrameType.REPLY, Body.with().put("id", id).putAll(result).done());
      } catch (AgentException e) {
        outbox.control(FrameType.ERROR, e.body(id));
      } catch (MalformedFrameException e) {
        outbox.control(
            FrameType.ERROR,
            new AgentException("agent.bad-request", String.valueOf(e.getMessage())).body(id));
      } catch (RuntimeException | OutOfMemoryError e) {
        // a fault of ours, or a map's page larger than the heap: its client must not wait for ever
        System.err.println("agent: " + e);
        outbox.control(FrameType.ERROR, new AgentException("agent.failed", e).body(id));
      }
    } catch (IOException gone) {
      // the reading thread finds the same end and closes the session
      System.err.println("agent: " + gone.getMessage());
    }
  }

  @Override
  public void close() {
    // without an interrupt: it would close the channel under an answer that is being written
    worker.getQueue().clear();
    worker.shutdown();
    requests.takeOffAll();
    try {
      // a load under way cannot be broken off; until it is through, its object is nobody's to close
      worker.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requests.close();
  }
}
