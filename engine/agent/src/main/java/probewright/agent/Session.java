package probewright.agent;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import probewright.agent.bpf.Bpf;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.Limits;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;

/**
 * One client's time with the agent. Frames come in on the reading thread; requests are done one
 * after the other on a thread of the session's, so that credit is taken while a verifier works.
 * What the verifier knows is told on another one: it takes seconds, touches nothing that the
 * session holds, and nobody's Stop is to wait for it.
 */
final class Session implements AutoCloseable {
  private final Outbox outbox;
  private final Requests requests;
  private final ThreadPoolExecutor worker = thread("requests");
  private final ThreadPoolExecutor stories = thread("stories");
  private final AtomicInteger waitingBytes = new AtomicInteger();

  Session(Outbox outbox, KernelFiles files, Bpf bpf) {
    this.outbox = outbox;
    this.requests = new Requests(files, bpf, outbox);
  }

  private static ThreadPoolExecutor thread(String name) {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> new Thread(work, name));
  }

  void receive(Frame frame) throws IOException {
    switch (frame.type()) {
      case REQUEST -> submit(Body.decodeRequest(frame.payload()), frame.payload().length);
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

  private void submit(Body request, int bytes) throws IOException {
    long id = request.number("id");
    if (worker.getQueue().size() + stories.getQueue().size() >= Limits.REQUESTS) {
      refuse(id, "limit.requests", Limits.REQUESTS);
      return;
    }
    if (waitingBytes.addAndGet(bytes) > Limits.REQUEST_BYTES) {
      waitingBytes.addAndGet(-bytes);
      refuse(id, "limit.request-bytes", Limits.REQUEST_BYTES >> 20);
      return;
    }
    (asksVerifier(request) ? stories : worker)
        .execute(
            () -> {
              try {
                answer(id, request);
              } finally {
                waitingBytes.addAndGet(-bytes);
              }
            });
  }

  /** What does not say what it asks is refused in its turn. */
  private static boolean asksVerifier(Body request) {
    try {
      return request.text("op").equals(Protocol.VERIFY);
    } catch (MalformedFrameException e) {
      return false;
    }
  }

  private void refuse(long id, String code, int most) throws IOException {
    outbox.control(FrameType.ERROR, new AgentException(code, most).body(id));
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
    stories.getQueue().clear();
    worker.shutdown();
    stories.shutdown();
    requests.takeOffAll();
    try {
      // a load under way cannot be broken off; until it is through, its object is nobody's to close
      worker.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      stories.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requests.close();
  }
}
