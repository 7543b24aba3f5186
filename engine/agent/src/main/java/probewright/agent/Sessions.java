package probewright.agent;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import probewright.agent.bpf.Bpf;
import probewright.agent.channel.Channel;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.Body;
import probewright.agent.wire.Frame;
import probewright.agent.wire.FrameReader;
import probewright.agent.wire.FrameType;
import probewright.agent.wire.MalformedFrameException;
import probewright.agent.wire.Protocol;

/**
 * Serves clients one after the other. Whatever ends a session (the channel's end, a new client's
 * marker, bytes that are no frame) takes everything down that was loaded in it; the next one starts
 * with nothing.
 */
public final class Sessions {
  private final Channel channel;
  private final KernelFiles files;
  private final Bpf bpf;

  public Sessions(Channel channel, KernelFiles files, Bpf bpf) {
    this.bpf = bpf;
    this.channel = channel;
    this.files = files;
  }

  /** Returns when no client will come any more. */
  public void serve() throws IOException {
    while (channel.awaitPeer()) {
      serve(new BufferedInputStream(channel.in(), 64 << 10));
    }
  }

  private void serve(InputStream in) {
    FrameReader reader = new FrameReader(in);
    try {
      reader.awaitMarker();
      while (true) {
        try {
          session(reader);
        } catch (MalformedFrameException e) {
          // the boundary is lost: only a new hello can be trusted
          System.err.println("agent: " + e.getMessage());
          reader.awaitMarker();
        }
      }
    } catch (EOFException e) {
      return;
    } catch (IOException e) {
      System.err.println("agent: " + e.getMessage());
    }
  }

  /** From behind a marker to behind the next. */
  private void session(FrameReader reader) throws IOException {
    Optional<Frame> hello = reader.read();
    if (hello.isEmpty()) {
      return;
    }
    if (hello.get().type() != FrameType.HELLO) {
      throw new MalformedFrameException("hello", hello.get().type());
    }
    Body greeting = Body.decode(hello.get().payload());
    Outbox outbox = new Outbox(channel.out());
    try (Session session = new Session(outbox, files, bpf)) {
      outbox.hello(
          Body.with()
              .put("protocol", Protocol.VERSION)
              .put("session", greeting.number("session"))
              .done());
      for (Optional<Frame> frame = reader.read(); frame.isPresent(); frame = reader.read()) {
        session.receive(frame.get());
      }
    }
  }
}
